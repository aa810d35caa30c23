package dev.eigenspark.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.eigenspark.Failure;
import dev.eigenspark.analysis.Transfer.Score;
import dev.eigenspark.data.Table;
import dev.eigenspark.progress.Progress;
import dev.eigenspark.train.SplitScore;
import java.util.List;
import org.junit.jupiter.api.Test;

class TransferTest {
  private static final Transfer.Options OPTIONS = new Transfer.Options("T", "valid", 10);

  private static Score score(String run, double value, double accuracy) {
    return new Score(run, "file:/d" + value, value, 30, new SplitScore(1 - accuracy, accuracy));
  }

  @Test
  void tableHasEveryRunOnEveryDataset() {
    Table table =
        Transfer.result(
                List.of(
                    score("a", 100, 0.75),
                    score("a", 200, 0.5),
                    score("b", 100, 0.25),
                    score("b", 200, 0.125)),
                OPTIONS)
            .table();
    assertThat(table.headers().stream().map(Table.Header::name))
        .containsExactly("run", "dataset", "T", "split", "rows", "loss", "accuracy");
    assertThat(table.rows()).hasSize(4);
    assertThat(table.rows().get(1))
        .containsExactly("a", "file:/d200.0", 200.0, "valid", 30L, 0.5, 0.5);
    assertThat(table.rows().get(2).subList(0, 3)).containsExactly("b", "file:/d100.0", 100.0);
  }

  @Test
  void scalarsAreThoseOfTheFirstRun() {
    AnalysisResult result =
        Transfer.result(
            List.of(score("a", 100, 0.75), score("a", 2.5, 0.5), score("b", 100, 0.25)), OPTIONS);
    assertThat(result.scalars())
        .containsOnlyKeys("accuracy_T100", "accuracy_T2.5")
        .containsEntry("accuracy_T100", 0.75);
  }

  @Test
  void figureHasALineForEachRun() {
    AnalysisResult result =
        Transfer.result(
            List.of(
                score("lstm", 50, 1), score("lstm", 1000, 0.5),
                score("exprnn", 50, 1), score("exprnn", 1000, 0.9)),
            OPTIONS);
    String svg = result.figures().get(0).svg();
    assertThat(svg).contains(">lstm<", ">exprnn<", ">T<", ">accuracy<");
  }

  @Test
  void figureOfOneDatasetCanBeDrawn() {
    AnalysisResult result = Transfer.result(List.of(score("a", 100, 0.75)), OPTIONS);
    assertThat(result.figures()).hasSize(1);
  }

  @Test
  void refusesNoRuns() {
    AnalysisInput none = new AnalysisInput(null, List.of(), List.of(), Progress.Style.QUIET);
    assertThatThrownBy(() -> new Transfer().run(none, OPTIONS))
        .isInstanceOf(Failure.class)
        .hasMessage("transfer needs at least one run; name it with --run");
  }

  @Test
  void refusesNoTrialsAtOnce() {
    assertThatThrownBy(() -> new Transfer.Options("T", "test", 0))
        .isInstanceOf(Failure.class)
        .hasMessage("batch = 0 must be at least 1");
  }
}
