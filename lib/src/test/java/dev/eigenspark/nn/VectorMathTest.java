package dev.eigenspark.nn;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.DoubleUnaryOperator;
import java.util.function.UnaryOperator;
import jdk.incubator.vector.FloatVector;
import org.junit.jupiter.api.Test;

class VectorMathTest {
  private static final double BOUND = 3e-7;

  @Test
  void tanhIsWithinItsBound() {
    assertThat(largestError(VectorMath::tanh, StrictMath::tanh, 20, false)).isLessThan(BOUND);
  }

  @Test
  void sigmoidIsWithinItsBound() {
    DoubleUnaryOperator exact = x -> 1 / (1 + StrictMath.exp(-x));
    assertThat(largestError(VectorMath::sigmoid, exact, 40, false)).isLessThan(BOUND);
  }

  @Test
  void expIsWithinItsBound() {
    assertThat(largestError(VectorMath::exp, StrictMath::exp, 87, true)).isLessThan(BOUND);
  }

  @Test
  void tanhStaysInItsRangeAndKeepsSpecialValues() {
    assertThat(VectorMath.tanh(VectorMath.all(Float.POSITIVE_INFINITY)).lane(0))
        .isBetween(1f - 3e-7f, 1f);
    assertThat(VectorMath.tanh(VectorMath.all(-1e30f)).lane(0)).isBetween(-1f, -1f + 3e-7f);
    assertThat(VectorMath.tanh(VectorMath.all(0f)).lane(0)).isZero();
    assertThat(VectorMath.tanh(VectorMath.all(Float.NaN)).lane(0)).isNaN();
  }

  @Test
  void expKeepsWhatIsNotANumber() {
    assertThat(VectorMath.exp(VectorMath.all(Float.NaN)).lane(0)).isNaN();
    assertThat(VectorMath.exp(VectorMath.all(-1e30f)).lane(0)).isBetween(0f, 1e-37f);
  }

  @Test
  void plainLoopsGiveTheBitsOfVectors() {
    float[] vectors = sweep();
    float[] loops = sweep();
    new VectorExp().inPlace(vectors, vectors.length);
    new ScalarExp().inPlace(loops, loops.length);
    assertThat(loops).isEqualTo(vectors);
  }

  private static float[] sweep() {
    float[] values = new float[64_000];
    for (int i = 0; i < values.length; i++) {
      values[i] = (i - 32_000) / 320f;
    }
    values[0] = Float.NaN;
    values[1] = Float.NEGATIVE_INFINITY;
    return values;
  }

  @Test
  void flushRemovesOnlyTheTiny() {
    assertThat(VectorMath.flush(VectorMath.all(Float.NaN)).lane(0)).isNaN();
    assertThat(VectorMath.flush(VectorMath.all(-1e-31f)).lane(0)).isZero();
    assertThat(VectorMath.flush(VectorMath.all(-1e-29f)).lane(0)).isEqualTo(-1e-29f);
  }

  private static double largestError(
      UnaryOperator<FloatVector> actual, DoubleUnaryOperator exact, float range, boolean relative) {
    double largest = 0;
    float step = range / 200_000;
    for (float from = -range;
        from < range - VectorMath.LANES * step;
        from += VectorMath.LANES * step) {
      FloatVector x = VectorMath.all(from);
      for (int lane = 0; lane < VectorMath.LANES; lane++) {
        x = x.withLane(lane, from + lane * step);
      }
      FloatVector result = actual.apply(x);
      for (int lane = 0; lane < VectorMath.LANES; lane++) {
        double expected = exact.applyAsDouble(x.lane(lane));
        double error = Math.abs(result.lane(lane) - expected);
        largest = Math.max(largest, relative ? error / expected : error);
      }
    }
    return largest;
  }
}
