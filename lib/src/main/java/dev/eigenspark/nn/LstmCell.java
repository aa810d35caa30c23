package dev.eigenspark.nn;

import static dev.eigenspark.nn.VectorMath.ORDER;
import static dev.eigenspark.nn.VectorMath.SPECIES;
import static dev.eigenspark.nn.VectorMath.VECTOR_BYTES;
import static dev.eigenspark.nn.VectorMath.all;

import java.nio.ByteBuffer;
import jdk.incubator.vector.FloatVector;

/**
 * Long short-term memory with a forget gate (Hochreiter, Schmidhuber 1997; Gers et al. 2000). Gates
 * i, f, g, o lie side by side in z:
 *
 * <pre>
 *   i, f, o = sigmoid(z_i, z_f, z_o)    g = tanh(z_g)
 *   c_t = f c_{t-1} + i g               h_t = o tanh(c_t)
 * </pre>
 *
 * <p>Backward, with {@code dc} the sum of what comes through h_t and from step t+1: {@code dz_i =
 * dc g i(1-i)}, {@code dz_f = dc c_{t-1} f(1-f)}, {@code dz_g = dc i (1-g^2)}, {@code dz_o = dh
 * tanh(c_t) o(1-o)}, and {@code dc f} goes on to step t-1.
 */
final class LstmCell extends Cell {
  LstmCell() {
    super("lstm", 4, 1, 0);
  }

  @Override
  public String[] gateNames() {
    return new String[] {"V.input", "V.forget", "V.candidate", "V.output"};
  }

  @Override
  boolean keepsActivations() {
    return true;
  }

  @Override
  ParameterSpec vector(int index, int hidden) {
    throw new IndexOutOfBoundsException(index);
  }

  // The kernels stay small: past the compiler's size limits they run several times slower.
  @Override
  void forward(StepBuffers step) {
    int w = step.width;
    for (int row = 0; row < step.rows; row++) {
      int z = step.zAt + row * step.zStride;
      sigmoid(step.z, z, z + 2 * w);
      tanh(step.z, z + 2 * w, z + 3 * w);
      sigmoid(step.z, z + 3 * w, z + 4 * w);
      int before = step.stateBeforeAt + row * step.stateStride;
      int after = step.stateAfterAt + row * step.stateStride;
      combine(step.z, z, step.state, before, after, step.h, step.hAt + row * step.hStride, w);
    }
  }

  private static void sigmoid(ByteBuffer z, int from, int to) {
    for (int i = from; i < to; i += VECTOR_BYTES) {
      VectorMath.sigmoid(load(z, i)).intoByteBuffer(z, i, ORDER);
    }
  }

  private static void tanh(ByteBuffer z, int from, int to) {
    for (int i = from; i < to; i += VECTOR_BYTES) {
      VectorMath.tanh(load(z, i)).intoByteBuffer(z, i, ORDER);
    }
  }

  private static void combine(
      ByteBuffer z, int zAt, ByteBuffer c, int before, int after, ByteBuffer h, int hAt, int w) {
    for (int i = 0; i < w; i += VECTOR_BYTES) {
      FloatVector kept = load(z, zAt + w + i).mul(load(c, before + i));
      FloatVector cell = load(z, zAt + i).fma(load(z, zAt + 2 * w + i), kept);
      cell.intoByteBuffer(c, after + i, ORDER);
      load(z, zAt + 3 * w + i).mul(VectorMath.tanh(cell)).intoByteBuffer(h, hAt + i, ORDER);
    }
  }

  @Override
  void backward(StepBuffers step) {
    int w = step.width;
    for (int row = 0; row < step.rows; row++) {
      int z = step.zAt + row * step.zStride;
      int after = step.stateAfterAt + row * step.stateStride;
      int before = step.stateBeforeAt + row * step.stateStride;
      int d = row * w;
      outputGate(step.z, z + 3 * w, step.state, after, step.dh, step.dState, d, w);
      innerGates(step.z, z, step.state, before, step.dState, d, w);
    }
  }

  /** Turns o into dz_o and adds what comes through h_t to dc. */
  private static void outputGate(
      ByteBuffer z, int oAt, ByteBuffer c, int cAt, ByteBuffer dh, ByteBuffer dc, int dAt, int w) {
    for (int i = 0; i < w; i += VECTOR_BYTES) {
      FloatVector o = load(z, oAt + i);
      FloatVector t = VectorMath.tanh(load(c, cAt + i));
      FloatVector grad = load(dh, dAt + i);
      FloatVector through = grad.mul(o).mul(all(1f).sub(t.mul(t)));
      load(dc, dAt + i).add(through).intoByteBuffer(dc, dAt + i, ORDER);
      FloatVector slope = o.mul(all(1f).sub(o));
      VectorMath.flush(grad.mul(t).mul(slope)).intoByteBuffer(z, oAt + i, ORDER);
    }
  }

  /** Turns i, f, g into their dz and dc into what goes on to the step before. */
  private static void innerGates(
      ByteBuffer z, int zAt, ByteBuffer c, int before, ByteBuffer dc, int dAt, int w) {
    for (int j = 0; j < w; j += VECTOR_BYTES) {
      FloatVector d = load(dc, dAt + j);
      FloatVector i = load(z, zAt + j);
      FloatVector f = load(z, zAt + w + j);
      FloatVector g = load(z, zAt + 2 * w + j);
      FloatVector di = d.mul(g).mul(i).mul(all(1f).sub(i));
      VectorMath.flush(di).intoByteBuffer(z, zAt + j, ORDER);
      FloatVector df = d.mul(load(c, before + j)).mul(f).mul(all(1f).sub(f));
      VectorMath.flush(df).intoByteBuffer(z, zAt + w + j, ORDER);
      FloatVector dg = d.mul(i).mul(all(1f).sub(g.mul(g)));
      VectorMath.flush(dg).intoByteBuffer(z, zAt + 2 * w + j, ORDER);
      VectorMath.flush(d.mul(f)).intoByteBuffer(dc, dAt + j, ORDER);
    }
  }

  private static FloatVector load(ByteBuffer source, int at) {
    return FloatVector.fromByteBuffer(SPECIES, source, at, ORDER);
  }
}
