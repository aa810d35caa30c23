package dev.eigenspark.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.eigenspark.analysis.GaussianClasses.Points;
import dev.eigenspark.linalg.Matrix;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class GaussianClassesTest {
  private static final GaussianClasses CLASSES = new GaussianClasses(5, 3, 4, 1);

  @Test
  void aPointIsTheSameInEveryRange() {
    Points all = CLASSES.points(0, 20);
    Points some = CLASSES.points(7, 6);
    assertThat(some.x().values())
        .containsExactly(Arrays.copyOfRange(all.x().values(), 7 * 5, 13 * 5));
    assertThat(some.labels()).containsExactly(1, 2, 0, 1, 2, 0);
    assertThat(new GaussianClasses(5, 3, 4, 2).points(0, 20).x().values())
        .isNotEqualTo(all.x().values());
  }

  @Test
  void classesLieWhereTheyShould() {
    int each = 4000;
    Points points = CLASSES.points(0, 3 * each);
    double[][] mean = new double[3][5];
    double square = 0;
    for (int i = 0; i < 3 * each; i++) {
      for (int j = 0; j < 5; j++) {
        double value = points.x().at(i, j);
        mean[points.labels()[i]][j] += value / each;
        square += value * value / (3 * each);
      }
    }
    for (double[] of : mean) {
      assertThat(new Matrix(1, 5, of).frobeniusNorm()).isCloseTo(4, within(.1));
    }
    // That of the mean, and a variance of 1 in each of 5 dimensions.
    assertThat(square).isCloseTo(16 + 5, within(.3));
    assertThat(mean[0]).isNotEqualTo(mean[1]);
  }
}
