package dev.eigenspark.nn;

import static dev.eigenspark.nn.VectorMath.ORDER;
import static dev.eigenspark.nn.VectorMath.SPECIES;
import static dev.eigenspark.nn.VectorMath.VECTOR_BYTES;
import static dev.eigenspark.nn.VectorMath.all;

import java.nio.ByteBuffer;
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
  void forward(StepBuffers step) {
    for (int row = 0; row < step.rows; row++) {
      activate(
          step.z, step.zAt + row * step.zStride, step.h, step.hAt + row * step.hStride, step.width);
    }
  }

  private static void activate(ByteBuffer z, int zAt, ByteBuffer h, int hAt, int n) {
    for (int i = 0; i < n; i += VECTOR_BYTES) {
      VectorMath.tanh(FloatVector.fromByteBuffer(SPECIES, z, zAt + i, ORDER))
          .intoByteBuffer(h, hAt + i, ORDER);
    }
  }

  @Override
  void backward(StepBuffers step) {
    for (int row = 0; row < step.rows; row++) {
      backpropagate(
          step.h,
          step.hAt + row * step.hStride,
          step.dh,
          row * step.width,
          step.dz,
          step.dzAt + row * step.zStride,
          step.width);
    }
  }

  private static void backpropagate(
      ByteBuffer h, int hAt, ByteBuffer dh, int dhAt, ByteBuffer dz, int dzAt, int n) {
    for (int i = 0; i < n; i += VECTOR_BYTES) {
      FloatVector out = FloatVector.fromByteBuffer(SPECIES, h, hAt + i, ORDER);
      FloatVector slope = all(1f).sub(out.mul(out));
      FloatVector d = FloatVector.fromByteBuffer(SPECIES, dh, dhAt + i, ORDER).mul(slope);
      VectorMath.flush(d).intoByteBuffer(dz, dzAt + i, ORDER);
    }
  }
}
