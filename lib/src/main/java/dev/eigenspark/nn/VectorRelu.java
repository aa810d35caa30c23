package dev.eigenspark.nn;

import static dev.eigenspark.nn.VectorMath.LANES;
import static dev.eigenspark.nn.VectorMath.load;
import static dev.eigenspark.nn.VectorMath.nonZero;

import jdk.incubator.vector.IntVector;

/** {@link ReluKernel} on vectors. */
final class VectorRelu implements ReluKernel {
  @Override
  public void forward(float[] z, int from, int to) {
    // The compiler's own vectors: those of VectorMath would have to take care of NaN.
    for (int i = from; i < to; i++) {
      z[i] = Math.max(z[i], 0f);
    }
  }

  @Override
  public void backward(float[] y, float[] dy, int from, int to) {
    for (int i = from; i < to; i += LANES) {
      IntVector kept = load(dy, i).viewAsIntegralLanes().and(nonZero(load(y, i)));
      kept.viewAsFloatingLanes().intoArray(dy, i);
    }
  }
}
