package dev.eigenspark.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.eigenspark.models.RnnOrth.Start;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class RnnOrthTest {

  @ParameterizedTest
  @EnumSource(Start.class)
  void holdsTheContract(Start start) {
    ModelContract.check(new RnnOrth(), new RnnOrth.Options(20, Nonlinearity.MODRELU, true, start));
  }

  @ParameterizedTest
  @EnumSource(Start.class)
  void startsOrthogonal(Start start) {
    for (int hidden : new int[] {33, 128}) {
      RnnOrth.Options options = new RnnOrth.Options(hidden, Nonlinearity.TANH, true, start);
      INDArray v =
          ModelContract.build(new RnnOrth(), options, 1)
              .paramTable()
              .get("recurrent_V")
              .castTo(DataType.DOUBLE);
      INDArray gap = v.mmul(v.transpose()).sub(Nd4j.eye(hidden).castTo(DataType.DOUBLE));
      assertThat(gap.amaxNumber().doubleValue()).isLessThan(1e-6);
    }
  }

  @Test
  void refusesNoUnits() {
    assertThatThrownBy(() -> new RnnOrth.Options(-3, Nonlinearity.TANH, true, Start.RANDOM))
        .hasMessage("hidden = -3 must be at least 1");
  }
}
