package dev.eigenspark.nn;

import static dev.eigenspark.nn.VectorMath.ORDER;
import static dev.eigenspark.nn.VectorMath.SPECIES;
import static dev.eigenspark.nn.VectorMath.VECTOR_BYTES;

import java.nio.ByteBuffer;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;

/**
 * Vanilla recurrence with the modReLU nonlinearity (Arjovsky, Shah, Bengio 2016; real form as in
 * Helfrich et al. 2018 and Kerg et al. 2019, section 2): {@code h_t = sign(z_t) max(|z_t| + b, 0)}
 * with one b for each unit and sign(0) = 0.
 *
 * <p>Backward: {@code dz = dh} where the unit is active, else 0; {@code db = sum sign(z) dz}. A
 * unit is active exactly where h is not 0, and then sign(h) = sign(z), so h alone is needed.
 */
final class ModReluCell extends Cell {
  private static final int SIGN_BIT = 0x80000000;

  ModReluCell() {
    super("modrelu", 1, 0, 1);
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
    return new ParameterSpec("modrelu", 1, hidden, hidden, hidden, Init.UNIFORM_SMALL);
  }

  @Override
  void forward(StepBuffers step) {
    for (int row = 0; row < step.rows; row++) {
      activate(
          step.z,
          step.zAt + row * step.zStride,
          step.vectors,
          step.h,
          step.hAt + row * step.hStride,
          step.width);
    }
  }

  private static void activate(ByteBuffer z, int zAt, ByteBuffer b, ByteBuffer h, int hAt, int n) {
    for (int i = 0; i < n; i += VECTOR_BYTES) {
      FloatVector x = FloatVector.fromByteBuffer(SPECIES, z, zAt + i, ORDER);
      FloatVector size = x.abs().add(FloatVector.fromByteBuffer(SPECIES, b, i, ORDER)).max(0f);
      // z = 0 has no sign, even under a positive bias.
      size = size.blend(0f, x.compare(VectorOperators.EQ, 0f));
      IntVector sign = x.viewAsIntegralLanes().and(SIGN_BIT);
      size.viewAsIntegralLanes().or(sign).viewAsFloatingLanes().intoByteBuffer(h, hAt + i, ORDER);
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
          step.dVectors,
          step.width);
    }
  }

  private static void backpropagate(
      ByteBuffer h,
      int hAt,
      ByteBuffer dh,
      int dhAt,
      ByteBuffer dz,
      int dzAt,
      ByteBuffer db,
      int n) {
    for (int i = 0; i < n; i += VECTOR_BYTES) {
      FloatVector out = FloatVector.fromByteBuffer(SPECIES, h, hAt + i, ORDER);
      VectorMask<Float> inactive = out.compare(VectorOperators.EQ, 0f);
      FloatVector grad = FloatVector.fromByteBuffer(SPECIES, dh, dhAt + i, ORDER);
      FloatVector d = VectorMath.flush(grad.blend(0f, inactive));
      d.intoByteBuffer(dz, dzAt + i, ORDER);
      IntVector sign = out.viewAsIntegralLanes().and(SIGN_BIT);
      FloatVector signed =
          d.viewAsIntegralLanes().lanewise(VectorOperators.XOR, sign).viewAsFloatingLanes();
      FloatVector.fromByteBuffer(SPECIES, db, i, ORDER).add(signed).intoByteBuffer(db, i, ORDER);
    }
  }
}
