package dev.eigenspark.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.eigenspark.Failure;
import dev.eigenspark.analysis.SchurForms.Options;
import dev.eigenspark.progress.Progress;
import java.util.List;
import org.apache.spark.api.java.JavaSparkContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class SchurFormsTest {
  private static final float[] ROTATION = {0, -1, 1, 0};
  private static final float[] SHEAR = {1, 2, 0, -1};

  private static JavaSparkContext spark;

  @BeforeAll
  static void start() {
    spark = TestSpark.start("schur");
  }

  @AfterAll
  static void stop() {
    spark.stop();
  }

  private static AnalysisResult result() {
    List<RecurrentSnapshot> snapshots =
        List.of(
            new RecurrentSnapshot("a", 0, "V", ROTATION),
            new RecurrentSnapshot("a", 9, "V", SHEAR));
    return SchurForms.result(Snapshots.measure(spark, snapshots, SchurForm.MEASURE));
  }

  @Test
  void tableHasOneRowForEveryEigenvalue() {
    var rows = result().table().rows();

    assertThat(rows).hasSize(4);
    assertThat(rows.get(1)).containsExactly("a", 0L, "V", 1L, 1.0, Math.PI / 2, 0.0, 0.0, 0.0);
    assertThat(rows.get(3))
        .containsExactly("a", 9L, "V", 1L, 1.0, Math.PI, 2.0, 2.0, 2 / Math.sqrt(6));
  }

  @Test
  void scalarsDescribeTheLast() {
    assertThat(result().scalars())
        .containsEntry("modulus_min_last", 1.0)
        .containsEntry("modulus_max_last", 1.0)
        .containsEntry("triangle_first", 0.0)
        .containsEntry("triangle_last", 2.0)
        .containsEntry("triangle_relative_last", 2 / Math.sqrt(6))
        .containsEntry("distance_mean_min_last", 2.0)
        .containsEntry("distance_mean_max_last", 2.0);
  }

  @Test
  void figuresShowBeforeAndAfter() {
    var figures = result().figures();

    assertThat(figures.stream().map(AnalysisResult.Figure::name))
        .containsExactly("angles", "distances", "course");
    assertThat(figures.get(0).svg()).contains(">step 0<", ">step 9<", ">angle / π<");
  }

  @Test
  void histogramCountsBothEnds() {
    double[] angles = {0, 0.1, Math.PI / 2, Math.PI - 0.1, Math.PI};

    assertThat(SchurForms.histogram(angles)).containsExactly(2, 0, 0, 0, 1, 0, 0, 2);
  }

  @Test
  void refusesSettingsAndInputThatCannotWork() {
    assertThatThrownBy(() -> new Options(1)).hasMessage("maxCheckpoints = 1 must be at least 2");
    AnalysisInput none = new AnalysisInput(spark, List.of(), List.of(), Progress.Style.QUIET);
    assertThatThrownBy(() -> new SchurForms().run(none, new Options(50)))
        .isInstanceOf(Failure.class)
        .hasMessage("schur needs at least one run; name it with --run");
  }

  @Test
  void isFoundByName() {
    assertThat(Analyses.registry().get("schur")).isInstanceOf(SchurForms.class);
  }
}
