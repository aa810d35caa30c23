package dev.eigenspark.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.ConfigFactory;
import dev.eigenspark.Failure;
import dev.eigenspark.analysis.ComparedRuns.At;
import dev.eigenspark.analysis.FeatureComparison.Pair;
import dev.eigenspark.config.Section;
import dev.eigenspark.data.Table;
import dev.eigenspark.similarity.Similarity;
import dev.eigenspark.train.Feature;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CkaTest {
  private static Pair pair(String run, long step, String layer, double cka) {
    Feature feature = new Feature(0, layer, Feature.NO_STEP, 8);
    Similarity similarity =
        new Similarity(cka, cka / 2, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 1.5, 2.5);
    return new Pair(
        new At(run, step), feature, new At(run, 90), feature, 77, similarity, 0.9, 0.8, 0.75);
  }

  private static CkaResult course() {
    CkaResult result = new CkaResult();
    for (String run : new String[] {"a", "b"}) {
      for (long step : new long[] {0, 40, 90}) {
        result.add(pair(run, step, "norm", 0.5 + step / 256.0));
        result.add(pair(run, step, "decoder", 0.25 + step / 256.0));
      }
    }
    return result;
  }

  @Test
  void tableHasEveryMeasureOfAPair() {
    Table table = course().result(List.of(), course().ofFirstRun()).table();
    assertThat(table.rows()).hasSize(12);
    assertThat(table.rows().get(3))
        .containsExactly(
            "a", 40L, "decoder", -1L, 8L, "a", 90L, "decoder", -1L, 8L, 77L, 0.40625, 0.203125, 0.9,
            0.8, 0.75, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 1.5, 2.5);
    assertThat(table.headers()).hasSize(25);
  }

  @Test
  void scalarsAreOfTheFirstCheckpointOfTheFirstRun() {
    assertThat(course().ofFirstRun())
        .containsOnlyKeys("cka_first_to_last_norm", "cka_first_to_last_decoder")
        .containsEntry("cka_first_to_last_norm", 0.5);
  }

  @Test
  void figureHasALineForEachLayerOfTheFirstRun() {
    String svg = CkaFigures.courses(course().pairs()).get(0).svg();
    assertThat(svg).contains(">norm<", ">decoder<", ">step<", ">CKA with the end<");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "trials = 0 | trials = 0 must be at least 1",
        "batch = 0 | batch = 0 must be at least 1",
        "steps = 0 | steps = 0 must be at least 1",
        "leaveOut = -1 | leaveOut = -1 must be at least 0",
        "maxCheckpoints = 1 | maxCheckpoints = 1 must be at least 2",
        "sample = -1 | sample = -1 must be at least 0",
        "rbf = 0 | rbf = 0.0 must be greater than 0",
        "minibatch = 3 | minibatch = 3 must be at least 4",
        "pairs = some | some"
      })
  void refusesSettingsThatCannotWork(String text, String message) {
    assertThatThrownBy(
            () ->
                Section.of(ConfigFactory.parseString("cka {" + text + "}"), "cka")
                    .read(Cka.Options.class))
        .isInstanceOf(Failure.class)
        .hasMessageContaining(message);
  }

  @Test
  void isFoundByName() {
    assertThat(Analyses.registry().get("cka")).isInstanceOf(Cka.class);
    assertThat(Analyses.registry().get("activations")).isInstanceOf(Activations.class);
  }
}
