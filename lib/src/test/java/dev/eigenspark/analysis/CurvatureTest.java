package dev.eigenspark.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.ConfigFactory;
import dev.eigenspark.Failure;
import dev.eigenspark.analysis.Curvature.At;
import dev.eigenspark.config.Section;
import dev.eigenspark.data.Table;
import dev.eigenspark.fisher.CurvatureMatrix;
import dev.eigenspark.fisher.Reduction;
import dev.eigenspark.fisher.Ritz;
import dev.eigenspark.fisher.SpectralDensity;
import dev.eigenspark.progress.Progress;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CurvatureTest {
  private static At at(String run, long step, CurvatureMatrix matrix, double largest) {
    Ritz one = new Ritz(new double[] {largest, -1}, new double[] {0.5, 0.5});
    Ritz other = new Ritz(new double[] {largest / 2, 0}, new double[] {0.5, 0.5});
    return new At(run, step, matrix, 2, new SpectralDensity(10, List.of(one, other)));
  }

  private static AnalysisResult result() {
    return CurvatureResult.of(
        List.of(
            at("a", 0, CurvatureMatrix.HESSIAN, 4),
            at("a", 0, CurvatureMatrix.FISHER, 3),
            at("a", 9, CurvatureMatrix.HESSIAN, 8),
            at("a", 9, CurvatureMatrix.FISHER, 5),
            at("b", 0, CurvatureMatrix.FISHER, 99)));
  }

  private static Curvature.Options options(String text) {
    return Section.of(ConfigFactory.parseString("curvature {" + text + "}"), "curvature")
        .read(Curvature.Options.class);
  }

  @Test
  void tableHasTheRitzValuesOfEachProbe() {
    Table table = result().table();
    assertThat(table.rows()).hasSize(20);
    assertThat(table.rows().get(0).subList(0, 10))
        .containsExactly("a", 0L, "hessian", 0L, 0L, 8.0, 0.5, 8.0, -2.0, 25.0);
    assertThat(table.rows().get(3).subList(3, 7)).containsExactly(1L, 1L, 0.0, 0.5);
    // Traces 20 * 3/2 and 20 * 1.
    assertThat(table.rows().get(0).get(10)).isEqualTo(5.0);
  }

  @Test
  void scalarsAreOfTheFirstRun() {
    assertThat(result().scalars())
        .containsEntry("hessian_largest_first", 8.0)
        .containsEntry("hessian_largest_last", 16.0)
        .containsEntry("fisher_largest_last", 10.0)
        .containsEntry("hessian_trace_first", 25.0);
  }

  @Test
  void figuresShowTheCourseAndBothDensities() {
    var figures = result().figures();
    assertThat(figures.stream().map(AnalysisResult.Figure::name))
        .containsExactly("largest", "density-hessian", "density-fisher");
    assertThat(figures.get(0).svg()).contains(">hessian<", ">fisher<");
    assertThat(figures.get(1).svg()).contains(">step 0<", ">step 9<", ">eigenvalue<");
  }

  @Test
  void aSumOverStepsHasTheHessianOfAllAndTheFisherInformationOfTheirSquare() {
    assertThat(CurvatureMatrix.HESSIAN.factor(Reduction.MEAN, 5)).isEqualTo(1);
    assertThat(CurvatureMatrix.HESSIAN.factor(Reduction.SUM, 5)).isEqualTo(5);
    assertThat(CurvatureMatrix.FISHER.factor(Reduction.MEAN, 5)).isEqualTo(0.2);
    assertThat(CurvatureMatrix.FISHER.factor(Reduction.SUM, 5)).isEqualTo(5);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "probes = 0 | probes = 0 must be at least 1",
        "steps = 0 | steps = 0 must be at least 1",
        "radius = 0 | radius = 0.0 must be above 0",
        "matrices = [] | matrices must name at least one of hessian and fisher"
      })
  void refusesSettingsThatCannotWork(String text, String message) {
    assertThatThrownBy(() -> options(text))
        .isInstanceOf(Failure.class)
        .hasMessageContaining(message);
  }

  @Test
  void refusesNoRuns() {
    AnalysisInput none = new AnalysisInput(null, List.of(), List.of(), Progress.Style.QUIET);
    assertThatThrownBy(() -> new Curvature().run(none, options("")))
        .isInstanceOf(Failure.class)
        .hasMessage("curvature needs at least one run; name it with --run");
  }

  @Test
  void isFoundByName() {
    assertThat(Analyses.registry().get("curvature")).isInstanceOf(Curvature.class);
  }
}
