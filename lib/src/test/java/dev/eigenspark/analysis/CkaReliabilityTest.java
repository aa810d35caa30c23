package dev.eigenspark.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.eigenspark.progress.Progress;
import java.util.List;
import org.apache.spark.api.java.JavaSparkContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class CkaReliabilityTest {
  private static final int DIMENSION = 20;
  private static JavaSparkContext spark;
  private static AnalysisResult result;

  @BeforeAll
  static void analyze() {
    spark = TestSpark.start("cka-reliability");
    result = analyze(List.of(1.0, 5.0, 200.0), 100);
  }

  @AfterAll
  static void stop() {
    spark.stop();
  }

  private static AnalysisResult analyze(List<Double> distances, int sample) {
    CkaReliability.Options options =
        new CkaReliability.Options(
            DIMENSION,
            5000,
            2,
            distances,
            List.of(1.0, 0.2),
            sample,
            List.of(0.0, 10.0),
            List.of(1.0));
    return new CkaReliability()
        .run(new AnalysisInput(spark, List.of(), List.of(), Progress.Style.QUIET), options);
  }

  private static double[] column(String change, String kernel, int column) {
    return result.table().rows().stream()
        .filter(row -> row.get(0).equals(change) && row.get(1).equals(kernel))
        .mapToDouble(row -> (double) row.get(column))
        .toArray();
  }

  @Test
  void hasARowForEveryChangeOfEveryRepeat() {
    // Three distances of a cube, by one linear and two Gaussian kernels, and of a point; two maps
    // and whitening.
    assertThat(result.table().rows()).hasSize(2 * (3 * 3 + 3 + 2 + 1));
    assertThat(result.figures()).hasSize(1);
    assertThat(result.figures().get(0).svg()).contains(">linear<", ">rbf 0.2<");
  }

  @Test
  void linearCkaFollowsTheTheory() {
    double[] found = column("translation", "linear", 6);
    double[] population = column("translation", "linear", 7);
    double[] limit = column("translation", "linear", 8);
    assertThat(found).containsExactly(population, within(.01));
    assertThat(found[2]).isCloseTo(limit[2], within(.005));
    assertThat(found[0]).isGreaterThan(found[1]);
    assertThat(found[1]).isGreaterThan(found[2]);
    double inTheory = result.scalars().get("limit_population");
    assertThat(result.scalars().get("limit")).isCloseTo(inTheory, within(.01));
  }

  @Test
  void narrowKernelsNoticeLess() {
    // Of distances that a kernel does not reach it does not see how large they are.
    double[] wide = column("translation", "rbf 1.0", 6);
    double[] narrow = column("translation", "rbf 0.2", 6);
    assertThat(narrow[1]).isGreaterThan(wide[1]);
    assertThat(wide[0]).isGreaterThan(wide[1]);
  }

  @Test
  void onePointIsEnough() {
    double[] found = column("outlier", "linear", 6);
    assertThat(found[0]).isGreaterThan(.99);
    assertThat(found[2]).isLessThan(found[1]);
  }

  @Test
  void mapsThatLoseNothingChangeCka() {
    double[] gaussian = column("gaussian", "linear", 6);
    assertThat(gaussian[0]).isBetween(.6, .9);
    assertThat(gaussian[1]).isCloseTo(1 / Math.sqrt(DIMENSION), within(.1));
    assertThat(column("whitening", "linear", 6))
        .containsExactly(column("whitening", "linear", 7), within(.01));
  }

  @Test
  void sameOptionsGiveTheSameTable() {
    AnalysisResult again = analyze(List.of(1.0, 5.0, 200.0), 100);
    assertThat(again.table().rows()).isEqualTo(result.table().rows());
  }

  @Test
  void needsNoRun() {
    assertThat(new CkaReliability().readsRuns()).isFalse();
    assertThat(new Spectra().readsRuns()).isTrue();
  }

  @Test
  void refusesWhatCannotBeMeasured() {
    assertThatThrownBy(() -> analyze(List.of(), 100))
        .hasMessage("distances = [] must be numbers above 0, at least one");
    assertThatThrownBy(() -> analyze(List.of(1.0), 6000))
        .hasMessage("sample = 6000 must be at most points = 5000");
    assertThatThrownBy(() -> analyze(List.of(1.0), 1)).hasMessage("sample = 1 must be at least 2");
  }
}
