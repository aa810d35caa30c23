package dev.eigenspark.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.eigenspark.Failure;
import dev.eigenspark.data.Table;
import dev.eigenspark.progress.Progress;
import java.util.List;
import org.apache.spark.api.java.JavaSparkContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class SpectraTest {
  private static final float[] ROTATION = {0, -1, 1, 0};
  private static final float[] SHEAR = {1, 2, 0, 1};

  private static JavaSparkContext spark;

  @BeforeAll
  static void start() {
    spark = TestSpark.start("spectra");
  }

  @AfterAll
  static void stop() {
    spark.stop();
  }

  private static AnalysisResult result(RecurrentSnapshot... snapshots) {
    return SpectraResult.of(Snapshots.measure(spark, List.of(snapshots), Spectrum.MEASURE));
  }

  private static AnalysisResult twoSteps() {
    return result(
        new RecurrentSnapshot("a", 0, "V", ROTATION), new RecurrentSnapshot("a", 9, "V", SHEAR));
  }

  @Test
  void tableHasOneRowForEveryEigenvalue() {
    Table table = twoSteps().table();

    assertThat(table.headers().stream().map(Table.Header::name))
        .startsWith("run", "step", "matrix", "index", "eigen_re", "eigen_im");
    assertThat(table.rows()).hasSize(4);
    assertThat(table.rows().get(0).subList(0, 8))
        .containsExactly("a", 0L, "V", 0L, 0.0, 1.0, 1.0, 1.0);
    assertThat(table.rows().get(3).subList(0, 4)).containsExactly("a", 9L, "V", 1L);
  }

  @Test
  void scalarsCompareFirstAndLast() {
    var scalars = twoSteps().scalars();

    assertThat(scalars).containsEntry("henrici_first", 0.0).containsEntry("henrici_last", 2.0);
    assertThat(scalars.get("spectral_radius_first")).isEqualTo(1);
    assertThat(scalars.get("spectral_radius_last")).isEqualTo(1);
    assertThat(scalars.get("sigma_max_last")).isCloseTo(1 + Math.sqrt(2), within(1e-12));
    assertThat(scalars.get("sigma_min_last")).isCloseTo(Math.sqrt(2) - 1, within(1e-12));
  }

  @Test
  void figuresShowBeforeAndAfter() {
    var figures = twoSteps().figures();

    assertThat(figures.stream().map(AnalysisResult.Figure::name))
        .containsExactly("eigenvalues", "singular-values", "trajectory");
    assertThat(figures.get(0).svg()).contains(">unit circle<", ">step 0<", ">step 9<");
    assertThat(figures.get(0).caption())
        .isEqualTo(
            "Eigenvalues of the recurrent matrix V in the complex plane, before and after"
                + " training: step 0 and step 9.");
  }

  @Test
  void figuresOfSeveralMatricesCarryTheirNames() {
    AnalysisResult both =
        result(
            new RecurrentSnapshot("a", 0, "V.in", ROTATION),
            new RecurrentSnapshot("a", 0, "V.out", SHEAR),
            new RecurrentSnapshot("b", 0, "V.in", SHEAR));

    assertThat(both.figures().stream().map(AnalysisResult.Figure::name))
        .hasSize(6)
        .contains("eigenvalues-V.in", "trajectory-V.out");
    assertThat(both.table().rows()).hasSize(6);
  }

  @Test
  void aCourseOfThreeStepsIsDrawnFromLightToDark() {
    var figures =
        result(
                new RecurrentSnapshot("a", 0, "V", ROTATION),
                new RecurrentSnapshot("a", 5, "V", ROTATION),
                new RecurrentSnapshot("a", 9, "V", SHEAR))
            .figures();

    assertThat(figures.stream().map(AnalysisResult.Figure::name))
        .containsExactly("eigenvalues", "eigenvalue-course", "singular-values", "trajectory");
    assertThat(figures.get(1).svg()).contains(">step 0<", ">step 5<", ">step 9<");
  }

  @Test
  void refusesSettingsAndInputThatCannotWork() {
    assertThatThrownBy(() -> new Spectra.Options(1))
        .hasMessage("maxCheckpoints = 1 must be at least 2");
    AnalysisInput none = new AnalysisInput(spark, List.of(), List.of(), Progress.Style.QUIET);
    assertThatThrownBy(() -> new Spectra().run(none, new Spectra.Options(50)))
        .isInstanceOf(Failure.class)
        .hasMessage("spectra needs at least one run; name it with --run");
  }

  @Test
  void isFoundByName() {
    assertThat(Analyses.registry().get("spectra")).isInstanceOf(Spectra.class);
    assertThatThrownBy(() -> Analyses.registry().get("spectre"))
        .hasMessageStartingWith("unknown analysis 'spectre'; did you mean 'spectra'?");
  }
}
