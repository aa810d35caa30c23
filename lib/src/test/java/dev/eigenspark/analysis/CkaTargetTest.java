package dev.eigenspark.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.eigenspark.linalg.Matrix;
import dev.eigenspark.linalg.SymmetricEigen;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CkaTargetTest {
  @Test
  void mapsShowWhatTheirNamesSay() {
    assertThat(CkaTarget.ONES.map(2).values()).isDeepEqualTo(new double[][] {{1, 1}, {1, 1}});
    assertThat(CkaTarget.IDENTITY.map(3).values())
        .isDeepEqualTo(new double[][] {{1, 0, 0}, {0, 1, 0}, {0, 0, 1}});
    assertThat(CkaTarget.FIRST_LAST.map(4).values())
        .isDeepEqualTo(new double[][] {{1, 0, 0, 1}, {0, 1, 0, 0}, {0, 0, 1, 0}, {1, 0, 0, 1}});
    assertThat(CkaTarget.CHESS.map(4).values())
        .isDeepEqualTo(new double[][] {{1, 0, 1, 0}, {0, 1, 0, 1}, {1, 0, 1, 0}, {0, 1, 0, 1}});
  }

  @ParameterizedTest
  @EnumSource
  void everyMapIsTheGramMatrixOfUnitVectors(CkaTarget target) {
    for (int layers = 2; layers < 9; layers++) {
      double[][] map = target.map(layers).values();
      double[] eigenvalues = SymmetricEigen.of(Matrix.of(map)).values();
      assertThat(Arrays.stream(eigenvalues).min().orElseThrow()).isGreaterThan(-1e-12);
      assertThat(Arrays.stream(eigenvalues).sum()).isCloseTo(layers, within(1e-12));
    }
  }

  @Test
  void distanceIsTheMeanOverPairs() {
    LayerMap map = new LayerMap(new double[][] {{1, .75, .5}, {.75, 1, -.25}, {.5, -.25, 1}});
    assertThat(map.distance(CkaTarget.ONES.map(3))).isCloseTo(2.0 / 3, within(1e-15));
    assertThat(map.distance(CkaTarget.IDENTITY.map(3))).isCloseTo(.5, within(1e-15));
  }
}
