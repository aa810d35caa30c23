package dev.eigenspark.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.ConfigFactory;
import dev.eigenspark.Failure;
import dev.eigenspark.SampleMean;
import dev.eigenspark.analysis.AnalysisResult.Figure;
import dev.eigenspark.analysis.ComparedRuns.At;
import dev.eigenspark.analysis.FeatureComparison.Pair;
import dev.eigenspark.analysis.Population.Row;
import dev.eigenspark.config.Section;
import dev.eigenspark.similarity.Similarity;
import dev.eigenspark.train.Feature;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PopulationTest {
  private static Row row(String run, long step, double radius, double trace) {
    Feature feature = new Feature(0, "recurrent", 9, 8);
    Similarity similarity = new Similarity(0.75, 0.5, 0.25, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 1.5, 2.5);
    At at = new At(run, step);
    Pair pair =
        new Pair(
            at,
            feature,
            new At(run, 90),
            feature,
            77,
            similarity,
            Double.NaN,
            Double.NaN,
            Double.NaN);
    SampleMean moments =
        Double.isNaN(trace) ? SampleMean.NONE : SampleMean.NONE.plus(trace).plus(trace);
    return new Row(run, step, radius, radius / 4, moments, pair);
  }

  @Test
  void aRowHoldsSpectrumTraceAndSimilarityOfACheckpoint() {
    AnalysisResult result = PopulationResult.of(List.of(row("a", 0, 1, 8), row("a", 90, 2, 4)));
    assertThat(result.table().rows()).hasSize(2);
    assertThat(result.table().rows().get(1))
        .containsExactly("a", 90L, 2.0, 0.5, 4.0, 0.0, "recurrent 9", 0.75, 0.5, 0.25, 1.5);
    assertThat(result.scalars()).containsEntry("runs", 1.0).containsEntry("checkpoints", 2.0);
  }

  @Test
  void figuresShowMedianAndSpreadOfWhatThereIs() {
    List<Row> rows =
        List.of(row("a", 0, 1, Double.NaN), row("b", 0, 2, Double.NaN), row("c", 0, 4, Double.NaN));
    List<Figure> figures = PopulationResult.of(rows).figures();
    // Without classes there is no trace.
    assertThat(figures.stream().map(Figure::name)).containsExactly("radius", "henrici", "cka");
    assertThat(figures.get(0).caption())
        .isEqualTo(
            "spectral radius over training: median of 3 runs, and where eight of ten of them lie.");
    assertThat(figures.get(0).svg()).contains(">median<", ">step<");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "trials = 0 | trials = 0 must be at least 1",
        "batch = 0 | batch = 0 must be at least 1",
        "maxCheckpoints = 1 | maxCheckpoints = 1 must be at least 2"
      })
  void refusesSettingsThatCannotWork(String text, String message) {
    assertThatThrownBy(
            () ->
                Section.of(ConfigFactory.parseString("p {" + text + "}"), "p")
                    .read(Population.Options.class))
        .isInstanceOf(Failure.class)
        .hasMessageContaining(message);
  }
}
