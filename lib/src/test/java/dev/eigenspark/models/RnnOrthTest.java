package dev.eigenspark.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.eigenspark.models.RnnOrth.Start;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class RnnOrthTest {

  @ParameterizedTest
  @EnumSource(Start.class)
  void holdsTheContract(Start start) {
    ModelContract.check(new RnnOrth(), options(20, Nonlinearity.MODRELU, start));
  }

  @ParameterizedTest
  @EnumSource(Start.class)
  void startsOrthogonal(Start start) {
    for (int hidden : new int[] {33, 128}) {
      RnnOrth.Options options = options(hidden, Nonlinearity.TANH, start);
      INDArray v =
          ModelContract.build(new RnnOrth(), options, 1)
              .paramTable()
              .get("recurrent_V")
              .castTo(DataType.DOUBLE);
      INDArray gap = v.mmul(v.transpose()).sub(Nd4j.eye(hidden).castTo(DataType.DOUBLE));
      assertThat(gap.amaxNumber().doubleValue()).isLessThan(1e-6);
    }
  }

  @ParameterizedTest
  @CsvSource({"HENAFF, -1, 1, 3.1416", "CAYLEY, 0.5403, 1, 1", "IDENTITY, 1, 1, 0"})
  void startsInPlanesTurnNeighboursWithinTheirRange(
      Start start, float leastCosine, float mostCosine, double largestAngle) {
    INDArray v =
        ModelContract.build(new RnnOrth(), options(128, Nonlinearity.TANH, start), 1)
            .paramTable()
            .get("recurrent_V");
    double largest = 0;
    for (int i = 0; i < 128; i += 2) {
      assertThat(v.getFloat(i, i)).isBetween(leastCosine, mostCosine);
      largest = Math.max(largest, Math.atan2(v.getDouble(i + 1, i), v.getDouble(i, i)));
    }
    // One of 64 angles comes close to the end of the range.
    assertThat(largest).isBetween(0.9 * largestAngle, largestAngle);
  }

  private static RnnOrth.Options options(int hidden, Nonlinearity nonlinearity, Start start) {
    return new RnnOrth.Options(hidden, nonlinearity, true, start, InputStart.GLOROT);
  }

  @Test
  void refusesNoUnits() {
    assertThatThrownBy(() -> options(-3, Nonlinearity.TANH, Start.RANDOM))
        .hasMessage("hidden = -3 must be at least 1");
  }
}
