package dev.eigenspark.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.typesafe.config.ConfigFactory;
import dev.eigenspark.Failure;
import dev.eigenspark.config.Section;
import dev.eigenspark.data.Table;
import dev.eigenspark.linalg.Matrix;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConvergentLearningTest {
  private static final Matrix IDENTITY =
      Matrix.of(new double[] {1, 0, 0}, new double[] {0, 1, 0}, new double[] {0, 0, 1});

  /** The sheet's example, in which greedy pairs are not the best; one correlation is negative. */
  private static final Matrix ACROSS =
      Matrix.of(new double[] {.9, -.8, .1}, new double[] {.85, .2, .1}, new double[] {.3, .7, .6});

  private static AnalysisResult result() {
    UnitCorrelations correlations = new UnitCorrelations(ACROSS, IDENTITY, IDENTITY);
    return ConvergentLearningResult.of(List.of(UnitMatches.of("a", "b", correlations, 0.5, 2)));
  }

  private static ConvergentLearning.Options options(String text) {
    return Section.of(ConfigFactory.parseString("c {" + text + "}"), "c")
        .read(ConvergentLearning.Options.class);
  }

  @Test
  void greedyPairsAreNotTheBestOnes() {
    Table table = result().table();
    assertThat(table.rows()).hasSize(3);
    assertThat(table.rows().get(0).subList(0, 9))
        .containsExactly("a", "b", 0L, 0L, 0.9, 0L, 0.9, 1L, 0.8);
    assertThat(table.rows().get(1).subList(2, 9)).containsExactly(1L, 0L, 0.85, 2L, 0.1, 0L, 0.85);
    assertThat(result().scalars().get("greedy_correlation")).isCloseTo(1.7 / 3, within(1e-12));
    assertThat(result().scalars().get("matched_correlation")).isCloseTo(2.25 / 3, within(1e-12));
  }

  @Test
  void sparsePredictionOfUncorrelatedUnitsIsSoftThresholding() {
    List<Object> row = result().table().rows().get(0);
    // w = (0.4, -0.3, 0): loss = (1 - 2 w.b + w.w) / 2.
    assertThat(row.get(9)).isEqualTo(2L);
    double expected = 0.5 * (1 - 2 * (0.4 * 0.9 + 0.3 * 0.8) + 0.4 * 0.4 + 0.3 * 0.3);
    assertThat((double) row.get(10)).isCloseTo(expected, within(1e-12));
  }

  @Test
  void groupsHoldUnitsOfBothNetworks() {
    for (List<Object> row : result().table().rows()) {
      assertThat((long) row.get(11)).isBetween(0L, 1L);
      assertThat((long) row.get(12)).isBetween(0L, 3L);
    }
  }

  @Test
  void figureShowsTheThreeWaysToMatch() {
    assertThat(result().figures().get(0).svg())
        .contains(">best<", ">greedy pairs<", ">best pairs<");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "lambda = -0.1 | lambda = -0.1 must be at least 0",
        "groups = 0 | groups = 0 must be at least 1",
        "trials = 0 | trials = 0 must be at least 1"
      })
  void refusesSettingsThatCannotWork(String text, String message) {
    assertThatThrownBy(() -> options(text))
        .isInstanceOf(Failure.class)
        .hasMessageContaining(message);
  }
}
