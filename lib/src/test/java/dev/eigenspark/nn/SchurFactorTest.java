package dev.eigenspark.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.eigenspark.nn.NonNormalSchur.Mask;
import dev.eigenspark.rng.CounterRandom;
import dev.eigenspark.rng.Streams;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SchurFactorTest {
  private static final int N = 8;

  @ParameterizedTest
  @EnumSource(Mask.class)
  void isWhatTheLayerComputesWithoutARotation(Mask mask) {
    int triangle = N * (N - 1) / 2;
    CounterRandom random = new CounterRandom(2, Streams.INIT, 0);
    float[] parameters = new float[triangle + N + mask.size(N)];
    for (int i = triangle; i < parameters.length; i++) {
      parameters[i] = random.nextFloat();
    }
    double[] exact = new double[parameters.length];
    Arrays.setAll(exact, i -> parameters[i]);
    MatrixMap map = new NonNormalSchur(Init.SKEW_HENAFF, mask, 0, 0).map(N);

    assertThat(
            SchurFactor.of(
                    Arrays.copyOfRange(parameters, triangle, triangle + N / 2),
                    Arrays.copyOfRange(parameters, triangle + N / 2, triangle + N),
                    Arrays.copyOfRange(parameters, triangle + N, parameters.length))
                .values())
        .containsExactly(map.forward(exact).values(), within(1e-14));
  }

  @Test
  void refusesNumbersThatDoNotBelongTogether() {
    assertThatThrownBy(() -> SchurFactor.of(new float[4], new float[3], new float[24]))
        .hasMessage("4 angles, 3 moduli and 24 elements of T are of no Schur form");
  }
}
