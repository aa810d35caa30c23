package dev.eigenspark.nn;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * Elementary functions on vectors of float32, for the kernels of cells and losses.
 *
 * <p>tanh is {@code x P(x^2) / Q(x^2)} with degrees 6 and 3, fitted for the smallest largest
 * absolute error on [-9.01, 9.01] and clamped outside; exp is {@code 2^k p(r)} with {@code r} in
 * [-ln 2 / 2, ln 2 / 2] and p of degree 6 for the smallest largest relative error. The fits are
 * made by {@code tests/peers/minimax.py}. Largest error against StrictMath: 3e-7 absolute (tanh,
 * sigmoid), 3e-7 relative (exp).
 */
final class VectorMath {
  static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
  static final int LANES = SPECIES.length();

  private static final int TANH_LIMIT = Float.floatToIntBits(9.01f);
  private static final int ONE = Float.floatToIntBits(1f);
  private static final int INFINITY = Float.floatToIntBits(Float.POSITIVE_INFINITY);
  private static final int TINY = Float.floatToIntBits(1e-30f);
  private static final float P0 = 0.99999994f;
  private static final float P1 = 0.13078718f;
  private static final float P2 = 0.003098157f;
  private static final float P3 = 1.1096626e-05f;
  private static final float P4 = -2.0008457e-08f;
  private static final float P5 = 5.182495e-11f;
  private static final float P6 = -8.264975e-14f;
  private static final float Q1 = 0.4641204f;
  private static final float Q2 = 0.02447178f;
  private static final float Q3 = 2.5378773e-04f;

  private static final int EXP_LIMIT = Float.floatToIntBits(87f);
  private static final float LOG2_E = 1.44269504f;
  private static final float LN2_HIGH = 0.693359375f;
  private static final float LN2_LOW = -2.12194440e-4f;
  // Adding it leaves the nearest integer in the low mantissa bits.
  private static final float ROUNDER = 12582912f;
  private static final int EXPONENT_SHIFT = 23;
  private static final float E2 = 0.4999999f;
  private static final float E3 = 0.1666642f;
  private static final float E4 = 0.041668233f;
  private static final float E5 = 0.0083748987f;
  private static final float E6 = 0.0013836742f;

  private VectorMath() {}

  static FloatVector load(float[] source, int at) {
    return FloatVector.fromArray(SPECIES, source, at);
  }

  static FloatVector all(float value) {
    return FloatVector.broadcast(SPECIES, value);
  }

  static FloatVector tanh(FloatVector unbounded) {
    IntVector size = magnitude(unbounded);
    FloatVector x = size.min(TANH_LIMIT).viewAsFloatingLanes();
    FloatVector s = x.mul(x);
    FloatVector p = s.fma(all(P6), all(P5));
    p = p.fma(s, all(P4));
    p = p.fma(s, all(P3));
    p = p.fma(s, all(P2));
    p = p.fma(s, all(P1));
    p = p.fma(s, all(P0));
    FloatVector q = s.fma(all(Q3), all(Q2));
    q = q.fma(s, all(Q1));
    q = q.fma(s, all(1f));
    IntVector result = p.mul(x).div(q).viewAsIntegralLanes().min(ONE);
    return result.or(whereNan(size)).or(sign(unbounded)).viewAsFloatingLanes();
  }

  /** The logistic function {@code 1 / (1 + exp(-x))}, through {@code (1 + tanh(x / 2)) / 2}. */
  static FloatVector sigmoid(FloatVector x) {
    return tanh(x.mul(0.5f)).fma(all(0.5f), all(0.5f));
  }

  static FloatVector exp(FloatVector unbounded) {
    IntVector size = magnitude(unbounded);
    FloatVector x = size.min(EXP_LIMIT).or(sign(unbounded)).viewAsFloatingLanes();
    FloatVector shifted = x.fma(all(LOG2_E), all(ROUNDER));
    FloatVector k = shifted.sub(ROUNDER);
    FloatVector r = k.fma(all(-LN2_HIGH), x);
    r = k.fma(all(-LN2_LOW), r);
    FloatVector p = r.fma(all(E6), all(E5));
    p = p.fma(r, all(E4));
    p = p.fma(r, all(E3));
    p = p.fma(r, all(E2));
    p = p.fma(r, all(1f));
    p = p.fma(r, all(1f));
    IntVector exponent =
        shifted.viewAsIntegralLanes().lanewise(VectorOperators.LSHL, EXPONENT_SHIFT);
    IntVector scaled = p.viewAsIntegralLanes().add(exponent);
    return scaled.or(whereNan(size)).viewAsFloatingLanes();
  }

  /** {@code sign(x) max(|x| + b, 0)}, with sign(0) = 0. */
  static FloatVector modRelu(FloatVector x, FloatVector b) {
    FloatVector size = magnitude(x).viewAsFloatingLanes().add(b);
    IntVector bits = size.viewAsIntegralLanes();
    IntVector active = whereNegative(bits).not().or(whereNan(magnitude(size)));
    // x = 0 has no sign, even under a positive b.
    IntVector signed = bits.and(active).and(nonZero(x)).or(sign(x));
    return signed.viewAsFloatingLanes();
  }

  /** Zero where {@code |x| < 1e-30}: denormals would slow every product that follows. */
  static FloatVector flush(FloatVector x) {
    IntVector kept = whereNegative(magnitude(x).neg().add(TINY - 1));
    return x.viewAsIntegralLanes().and(kept).viewAsFloatingLanes();
  }

  // Comparisons and masks, and min and max with their care for zeros and NaN, cost several times
  // what these operations on the bits do. Magnitudes compare as ints just as they do as floats.

  /** The bits of |x|. */
  static IntVector magnitude(FloatVector x) {
    return x.viewAsIntegralLanes().and(Integer.MAX_VALUE);
  }

  /** The sign bit of x. */
  static IntVector sign(FloatVector x) {
    return x.viewAsIntegralLanes().and(Integer.MIN_VALUE);
  }

  /** All bits where x is negative, else none. */
  static IntVector whereNegative(IntVector x) {
    return x.lanewise(VectorOperators.ASHR, Integer.SIZE - 1);
  }

  /** All bits where x is not zero, else none. */
  static IntVector nonZero(FloatVector x) {
    return whereNegative(magnitude(x).neg());
  }

  /** All bits, which is a NaN, where the magnitude is one, else none. */
  static IntVector whereNan(IntVector magnitude) {
    return whereNegative(magnitude.neg().add(INFINITY));
  }
}
