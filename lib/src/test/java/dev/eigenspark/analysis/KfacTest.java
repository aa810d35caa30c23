package dev.eigenspark.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.typesafe.config.ConfigFactory;
import dev.eigenspark.Failure;
import dev.eigenspark.analysis.AnalysisResult.Figure;
import dev.eigenspark.analysis.Kfac.At;
import dev.eigenspark.config.Section;
import dev.eigenspark.fisher.KroneckerFactors;
import dev.eigenspark.train.TrainedNetwork.LayerFactors;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KfacTest {
  private static final double FACTOR = 3;

  /** Two trials of two rows each, with one input and two outputs. */
  private static At at(String run, long step, String layer, double size) {
    KroneckerFactors factors = new KroneckerFactors(1, 2);
    for (int sign = -1; sign <= 1; sign += 2) {
      factors.addRow(new double[] {1}, new double[] {sign * size, 0});
      factors.addRow(new double[] {1}, new double[] {0, size});
      factors.endTrial();
    }
    return new At(run, step, FACTOR, new LayerFactors(layer, factors));
  }

  private static AnalysisResult result() {
    return KfacResult.of(
        List.of(
            at("a", 0, "recurrent", 1),
            at("a", 0, "output", 2),
            at("a", 9, "recurrent", 2),
            at("a", 9, "output", 1),
            at("b", 0, "recurrent", 5)));
  }

  @Test
  void tableHasTheKroneckerProductBesideTheExactTrace() {
    List<List<Object>> rows = result().table().rows();
    assertThat(rows).hasSize(5);
    // |G|^2 = 1 + 1, times the factor; T A (x) D = 2 * 1 * diag(1/2, 1/2).
    assertThat(rows.get(0).subList(0, 6)).containsExactly("a", 0L, "recurrent", 2.0, 6.0, 0.0);
    assertThat((double) rows.get(0).get(6)).isCloseTo(6, within(1e-12));
    assertThat((double) rows.get(0).get(7)).isCloseTo(1, within(1e-12));
    assertThat((double) rows.get(0).get(8)).isCloseTo(3, within(1e-12));
    assertThat((double) rows.get(0).get(9)).isCloseTo(2, within(1e-12));
  }

  @Test
  void scalarsAreOfTheFirstRun() {
    assertThat(result().scalars()).hasSize(8);
    assertThat(result().scalars().get("recurrent_largest_last")).isCloseTo(12, within(1e-12));
    assertThat(result().scalars().get("output_ratio_first")).isCloseTo(1, within(1e-12));
  }

  @Test
  void figuresShowTheRatioAndTheEigenvaluesOfEachLayer() {
    List<Figure> figures = result().figures();
    assertThat(figures.stream().map(Figure::name))
        .containsExactly("ratio", "eigenvalues-recurrent", "eigenvalues-output");
    assertThat(figures.get(0).svg()).contains(">recurrent<", ">output<");
    assertThat(figures.get(1).svg()).contains(">step 0<", ">step 9<");
  }

  @Test
  void ofANetworkThatIsCertainThereIsNothingToShow() {
    assertThat(KfacResult.of(List.of(at("a", 0, "recurrent", 0))).figures()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "trials = 0 | trials = 0 must be at least 1",
        "maxCheckpoints = 1 | maxCheckpoints = 1 must be at least 2"
      })
  void refusesSettingsThatCannotWork(String text, String message) {
    assertThatThrownBy(
            () ->
                Section.of(ConfigFactory.parseString("k {" + text + "}"), "k")
                    .read(Kfac.Options.class))
        .isInstanceOf(Failure.class)
        .hasMessageContaining(message);
  }
}
