package dev.eigenspark.nn;

import static dev.eigenspark.nn.VectorMath.LANES;
import static dev.eigenspark.nn.VectorMath.all;
import static dev.eigenspark.nn.VectorMath.load;

import java.util.List;
import jdk.incubator.vector.FloatVector;

/** Vanilla recurrence (Elman 1990): {@code h_t = tanh(z_t)}; {@code dz = dh (1 - h^2)}. */
final class TanhCell extends Cell {
  TanhCell() {
    super("tanh", 1, 0, 0);
  }

  @Override
  public String[] gateNames() {
    return new String[] {"V"};
  }

  @Override
  boolean keepsActivations() {
    return false;
  }

  @Override
  ParameterSpec vector(int index, int hidden) {
    throw new IndexOutOfBoundsException(index);
  }

  @Override
  List<StepKernel> forward() {
    return List.of(new Activation());
  }

  @Override
  List<StepKernel> backward() {
    return List.of(new Slope());
  }

  private record Activation() implements StepKernel {
    @Override
    public void run(StepBuffers step) {
      for (int row = 0; row < step.rows; row++) {
        int zAt = step.zAt + row * step.zStride;
        int hAt = step.hAt + row * step.hStride;
        for (int i = 0; i < step.width; i += LANES) {
          VectorMath.tanh(load(step.z, zAt + i)).intoArray(step.h, hAt + i);
        }
      }
    }
  }

  private record Slope() implements StepKernel {
    @Override
    public void run(StepBuffers step) {
      for (int row = 0; row < step.rows; row++) {
        int hAt = step.hAt + row * step.hStride;
        int dhAt = row * step.width;
        int dzAt = step.dzAt + row * step.zStride;
        for (int i = 0; i < step.width; i += LANES) {
          FloatVector h = load(step.h, hAt + i);
          FloatVector d = load(step.dh, dhAt + i).mul(all(1f).sub(h.mul(h)));
          VectorMath.flush(d).intoArray(step.dz, dzAt + i);
        }
      }
    }
  }
}
