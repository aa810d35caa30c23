package dev.eigenspark.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.ConfigFactory;
import dev.eigenspark.Failure;
import dev.eigenspark.analysis.AnalysisResult.Figure;
import dev.eigenspark.analysis.FisherDiagonal.At;
import dev.eigenspark.config.Section;
import dev.eigenspark.train.ParameterBlock;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FisherDiagonalTest {
  private static At at(String run, long step, double... values) {
    List<ParameterBlock> blocks =
        List.of(
            new ParameterBlock("layer.W", 0, values.length - 1),
            new ParameterBlock("layer.b", values.length - 1, 1));
    return new At(run, step, blocks, values);
  }

  private static AnalysisResult result() {
    return FisherDiagonalResult.of(
        List.of(at("a", 0, 1, 1, 2), at("a", 9, 3, 0, 1), at("b", 0, 9, 9, 9)));
  }

  @Test
  void tableHasAllParametersAndEachByItself() {
    List<List<Object>> rows = result().table().rows();
    assertThat(rows).hasSize(9);
    assertThat(rows.get(0)).containsExactly("a", 0L, "all", 3L, 4.0, 1.0, 2.0, 16.0 / 6);
    assertThat(rows.get(1)).containsExactly("a", 0L, "layer.W", 2L, 2.0, 0.5, 1.0, 2.0);
    assertThat(rows.get(5)).containsExactly("a", 9L, "layer.b", 1L, 1.0, 0.25, 1.0, 1.0);
  }

  @Test
  void scalarsAreOfTheFirstRun() {
    assertThat(result().scalars())
        .containsEntry("trace_first", 4.0)
        .containsEntry("trace_last", 4.0)
        .containsEntry("largest_last", 3.0)
        .containsEntry("participation_last", 1.6);
  }

  @Test
  void figuresShowTheSharesAndTheRanks() {
    List<Figure> figures = result().figures();
    assertThat(figures.stream().map(Figure::name)).containsExactly("shares", "sorted");
    assertThat(figures.get(0).svg()).contains(">layer.W<", ">layer.b<");
    assertThat(figures.get(1).svg()).contains(">step 0<", ">step 9<", ">rank<");
  }

  @Test
  void ofANetworkThatIsCertainThereIsNothingToShow() {
    assertThat(FisherDiagonalResult.of(List.of(at("a", 0, 0, 0, 0))).figures()).isEmpty();
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
                Section.of(ConfigFactory.parseString("d {" + text + "}"), "d")
                    .read(FisherDiagonal.Options.class))
        .isInstanceOf(Failure.class)
        .hasMessageContaining(message);
  }
}
