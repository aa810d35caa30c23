package dev.eigenspark.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.eigenspark.Failure;
import dev.eigenspark.analysis.FisherMemory.Options;
import dev.eigenspark.progress.Progress;
import java.util.List;
import org.apache.spark.api.java.JavaSparkContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class FisherMemoryTest {
  private static final float[] ROTATION = {0, -1, 1, 0};
  private static final float[] DELAY = {0, 1, 0, 0};

  private static JavaSparkContext spark;

  @BeforeAll
  static void start() {
    spark = TestSpark.start("fisher-memory");
  }

  @AfterAll
  static void stop() {
    spark.stop();
  }

  private static AnalysisResult result() {
    List<RecurrentSnapshot> snapshots =
        List.of(
            new RecurrentSnapshot("a", 0, "V", ROTATION),
            new RecurrentSnapshot("a", 9, "V", DELAY));
    return FisherMemory.result(Snapshots.measure(spark, snapshots, MemoryCurves.measure(4)));
  }

  @Test
  void tableHasOneRowForEveryLag() {
    var rows = result().table().rows();

    assertThat(rows).hasSize(8);
    // A rotation knows all lags alike. Of the delay line's two units the first is known at lags 0
    // and 1, the second at once or not at all.
    for (int k = 0; k < 4; k++) {
      assertThat(rows.get(k).subList(0, 4)).containsExactly("a", 0L, "V", (long) k);
      assertThat((Double) rows.get(k).get(4)).isCloseTo(0.25, within(1e-12));
      assertThat((Double) rows.get(k).get(5)).isCloseTo(0.25, within(1e-12));
      assertThat((Double) rows.get(k).get(6)).isCloseTo(1, within(1e-12));
      assertThat(rows.get(k).get(7)).isEqualTo(4L);
    }
    assertThat((Double) rows.get(4).get(4)).isCloseTo(1, within(1e-12));
    assertThat((Double) rows.get(5).get(4)).isCloseTo(0.5, within(1e-12));
    assertThat((Double) rows.get(4).get(5)).isCloseTo(0.75, within(1e-12));
    assertThat((Double) rows.get(5).get(5)).isCloseTo(0.25, within(1e-12));
    assertThat((Double) rows.get(7).get(6)).isCloseTo(1.5, within(1e-12));
  }

  @Test
  void scalarsCompareFirstAndLast() {
    var scalars = result().scalars();

    assertThat(scalars.get("best_total_first")).isCloseTo(1, within(1e-12));
    assertThat(scalars.get("best_total_last")).isCloseTo(1.5, within(1e-12));
    assertThat(scalars.get("best_age_last")).isCloseTo(1 / 3.0, within(1e-12));
    assertThat(scalars.get("mean_age_first")).isCloseTo(1.5, within(1e-12));
    assertThat(scalars.get("mean_age_last")).isCloseTo(0.25, within(1e-12));
    assertThat(scalars).containsEntry("horizon_last", 4.0);
  }

  @Test
  void figuresLeaveOutWhatIsForgotten() {
    var figures = result().figures();

    assertThat(figures.stream().map(AnalysisResult.Figure::name))
        .containsExactly("curves", "total");
    assertThat(figures.get(0).svg()).contains(">best direction, step 0<", ">mean, step 9<");
    assertThat(figures.get(0).caption())
        .isEqualTo(
            "Fisher memory curves of the recurrent matrix V where above 1e-6, before and after"
                + " training: step 0 and step 9.");
  }

  @Test
  void refusesSettingsAndInputThatCannotWork() {
    assertThatThrownBy(() -> new Options(150, 50))
        .hasMessage("horizon = 150 must be a power of two, such as 128 or 256");
    assertThatThrownBy(() -> new Options(1, 50)).hasMessageStartingWith("horizon = 1 must be");
    assertThatThrownBy(() -> new Options(128, 1))
        .hasMessage("maxCheckpoints = 1 must be at least 2");
    AnalysisInput none = new AnalysisInput(spark, List.of(), List.of(), Progress.Style.QUIET);
    assertThatThrownBy(() -> new FisherMemory().run(none, new Options(128, 50)))
        .isInstanceOf(Failure.class)
        .hasMessage("fisher-memory needs at least one run; name it with --run");
  }

  @Test
  void isFoundByName() {
    assertThat(Analyses.registry().get("fisher-memory")).isInstanceOf(FisherMemory.class);
  }
}
