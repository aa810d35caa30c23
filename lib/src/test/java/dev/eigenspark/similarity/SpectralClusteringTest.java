package dev.eigenspark.similarity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.eigenspark.linalg.Matrix;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class SpectralClusteringTest {
  @Test
  void unitsThatFollowOneCauseAreOneGroup() {
    // Twelve units of three causes, in turns.
    int units = 12;
    Matrix causes = Samples.gaussian(400, 3, 1);
    Matrix noise = Samples.gaussian(400, units, 2);
    double[] values = new double[400 * units];
    for (int i = 0; i < 400; i++) {
      for (int j = 0; j < units; j++) {
        double sign = j % 2 == 0 ? 1 : -1;
        values[i * units + j] = sign * causes.at(i, j % 3) + .7 * noise.at(i, j);
      }
    }
    Matrix x = new Matrix(400, units, values);
    Matrix correlations = new Comparison(Samples.moments(x).centred()).correlations(0, 0);
    Matrix affinity =
        new Matrix(units, units, Arrays.stream(correlations.values()).map(Math::abs).toArray());
    assertThat(SpectralClustering.groups(affinity, 3))
        .containsExactly(0, 1, 2, 0, 1, 2, 0, 1, 2, 0, 1, 2);
  }

  @Test
  void unitsWithoutAffinityDoNotFail() {
    Matrix affinity =
        Matrix.of(new double[] {1, .9, 0}, new double[] {.9, 1, 0}, new double[] {0, 0, 1});
    assertThat(SpectralClustering.groups(affinity, 2)).containsExactly(0, 0, 1);
    assertThat(SpectralClustering.groups(affinity, 1)).containsExactly(0, 0, 0);
  }

  @Test
  void refusesMoreGroupsThanUnits() {
    assertThatThrownBy(() -> SpectralClustering.groups(Matrix.identity(2), 3))
        .hasMessage("3 groups of 2 units; give from 1 to as many");
  }
}
