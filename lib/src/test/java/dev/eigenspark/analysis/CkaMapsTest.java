package dev.eigenspark.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.typesafe.config.ConfigFactory;
import dev.eigenspark.Failure;
import dev.eigenspark.analysis.AnalysisResult.Figure;
import dev.eigenspark.config.Section;
import dev.eigenspark.progress.Progress;
import java.util.List;
import java.util.Map;
import org.apache.spark.api.java.JavaSparkContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CkaMapsTest {
  private static final String SMALL =
      "dimension = 8, classes = 3, widths = [16, 16, 16], steps = 300, mapSteps = 600, batch = 32,"
          + " held = 500";

  private static JavaSparkContext spark;
  private static AnalysisResult result;

  @BeforeAll
  static void analyze() {
    spark = TestSpark.start("cka-maps");
    result = analyze(options(SMALL));
  }

  @AfterAll
  static void stop() {
    spark.stop();
  }

  private static CkaMaps.Options options(String text) {
    return Section.of(ConfigFactory.parseString("a {" + text + "}"), "a")
        .read(CkaMaps.Options.class);
  }

  private static AnalysisResult analyze(CkaMaps.Options options) {
    return new CkaMaps()
        .run(new AnalysisInput(spark, List.of(), List.of(), Progress.Style.QUIET), options);
  }

  private static List<List<Object>> of(String target) {
    return result.table().rows().stream().filter(row -> row.get(0).equals(target)).toList();
  }

  @Test
  void anyMapIsReachedWithTheSameAnswers() {
    Map<String, Double> scalars = result.scalars();
    double accuracy = scalars.get("accuracy_before");
    assertThat(accuracy).isGreaterThan(.9);
    for (String target : List.of("ones", "identity", "first_last", "chess")) {
      double before = scalars.get("distance_before_" + target);
      assertThat(scalars.get("distance_" + target)).as(target).isLessThan(before / 4);
      // The tolerance is kept on points of its own; on these it may be off by chance.
      assertThat(scalars.get("accuracy_" + target)).as(target).isGreaterThan(accuracy - .04);
    }
  }

  @Test
  void tableHasThePairsOfLayersOfEveryMap() {
    assertThat(result.table().rows()).hasSize(4 * 6);
    List<List<Object>> chess = of("chess");
    assertThat(chess.stream().map(row -> row.get(1) + " " + row.get(2)))
        .containsExactly("1 1", "1 2", "1 3", "2 2", "2 3", "3 3");
    assertThat(chess.stream().map(row -> row.get(4))).containsExactly(1.0, 0.0, 1.0, 1.0, 0.0, 1.0);
    double distance =
        (Math.abs((double) chess.get(1).get(5))
                + Math.abs(1 - (double) chess.get(2).get(5))
                + Math.abs((double) chess.get(4).get(5)))
            / 3;
    assertThat(result.scalars().get("distance_chess")).isCloseTo(distance, within(1e-12));
    // All maps start from one network.
    assertThat(chess.get(1).get(3)).isEqualTo(of("ones").get(1).get(3));
  }

  @Test
  void everyLayerIsComparedWithWhatItWas() {
    for (List<Object> row : result.table().rows()) {
      boolean own = row.get(1).equals(row.get(2));
      for (int column = 6; column < row.size(); column++) {
        assertThat(Double.isNaN((double) row.get(column))).isNotEqualTo(own);
      }
      if (own) {
        assertThat((double) row.get(6)).isBetween(0.0, 1 + 1e-9);
        assertThat((double) row.get(9)).isBetween(0.0, 1 + 1e-9);
        assertThat((double) row.get(11)).isBetween(1 - 1e-9, 16.0);
      }
    }
  }

  @Test
  void figuresShowBeforeWantedAndAfter() {
    assertThat(result.figures().stream().map(Figure::name))
        .containsExactly(
            "before",
            "ones-target",
            "ones-after",
            "identity-target",
            "identity-after",
            "first-last-target",
            "first-last-after",
            "chess-target",
            "chess-after");
    assertThat(result.figures().get(7).svg()).contains(">0.00<", ">1.00<", "hidden layer");
  }

  @Test
  void coresAndOtherMapsChangeNoBit() {
    CkaMaps.Options alone = options(SMALL + ", targets = [chess]");
    assertThat(analyze(alone).table().rows()).isEqualTo(of("chess"));
  }

  @Test
  void isFoundByNameAndNeedsNoRun() {
    assertThat(Analyses.registry().get("cka-maps")).isInstanceOf(CkaMaps.class);
    assertThat(new CkaMaps().readsRuns()).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "targets = [] | targets = [] must be different maps, at least one",
        "targets = [ones, ones] | targets = [ONES, ONES] must be different maps, at least one",
        "targets = [carrot] | carrot",
        "widths = [8] | widths = [8] must be at least two numbers of at least 1",
        "widths = [8, 0] | widths = [8, 0] must be at least two numbers of at least 1",
        "classes = 1 | classes = 1 must be at least 2",
        "batch = 3 | batch = 3 must be at least 4",
        "held = 3 | held = 3 must be at least 4",
        "every = 0 | every = 0 must be at least 1",
        "steps = 0 | steps = 0 must be at least 1",
        "mapSteps = 0 | mapSteps = 0 must be at least 1",
        "lr = 0 | lr = 0.0 must be above 0",
        "temperature = -1 | temperature = -1.0 must be above 0",
        "lambda = 0 | lambda = 0.0 must be above 0",
        "separation = 0 | separation = 0.0 must be above 0",
        "tolerance = -0.1 | tolerance = -0.1 must be at least 0"
      })
  void refusesSettingsThatCannotWork(String text, String message) {
    assertThatThrownBy(() -> options(text))
        .isInstanceOf(Failure.class)
        .hasMessageContaining(message);
  }
}
