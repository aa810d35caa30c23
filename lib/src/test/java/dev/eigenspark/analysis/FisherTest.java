package dev.eigenspark.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.typesafe.config.ConfigFactory;
import dev.eigenspark.Failure;
import dev.eigenspark.analysis.Fisher.At;
import dev.eigenspark.config.Section;
import dev.eigenspark.data.Table;
import dev.eigenspark.fisher.Estimator;
import dev.eigenspark.fisher.Reduction;
import dev.eigenspark.fisher.SumsOf;
import dev.eigenspark.progress.Progress;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FisherTest {
  private static At at(String run, long step, double... values) {
    return at(run, step, List.of("class 0", "class 1"), values);
  }

  private static At at(String run, long step, List<String> groups, double... values) {
    return new At(run, step, 10, groups, SumsOf.values(Estimator.MC, groups.size(), values));
  }

  private static Fisher.Options options(String text) {
    return Section.of(ConfigFactory.parseString("fisher {" + text + "}"), "fisher")
        .read(Fisher.Options.class);
  }

  @Test
  void tableHasAllTrialsAndThoseOfEachClass() {
    Table table = FisherResult.of(List.of(at("a", 0, 1, 2, 3, 6)), Reduction.MEAN).table();
    assertThat(table.headers().stream().map(Table.Header::name))
        .containsExactly(
            "run", "step", "estimator", "group", "loss", "count", "trace", "standard_error");
    assertThat(table.rows()).hasSize(3);
    assertThat(table.rows().get(0).subList(0, 7))
        .containsExactly("a", 0L, "mc", "all", "mean", 4L, 3.0);
    assertThat(table.rows().get(1).subList(3, 7)).containsExactly("class 0", "mean", 2L, 2.0);
    assertThat(table.rows().get(2).subList(3, 7)).containsExactly("class 1", "mean", 2L, 4.0);
    assertThat((double) table.rows().get(1).get(7)).isCloseTo(1, within(1e-15));
  }

  @Test
  void theSumOverStepsHasTheirSquareAsFactor() {
    List<At> all = List.of(at("a", 0, 1, 2, 3, 6));
    List<Object> row = FisherResult.of(all, Reduction.SUM).table().rows().get(0);
    assertThat(row.subList(4, 7)).containsExactly("sum", 4L, 300.0);
    List<Object> mean = FisherResult.of(all, Reduction.MEAN).table().rows().get(0);
    assertThat((double) row.get(7)).isCloseTo(100 * (double) mean.get(7), within(1e-10));
  }

  @Test
  void scalarsSayWhenTheTraceWasLargest() {
    var scalars =
        FisherResult.of(
                List.of(
                    at("a", 0, 1, 1), at("a", 50, 8, 10), at("a", 90, 2, 4), at("b", 0, 99, 99)),
                Reduction.MEAN)
            .scalars();
    assertThat(scalars)
        .containsEntry("trace_mc_first", 1.0)
        .containsEntry("trace_mc_last", 3.0)
        .containsEntry("trace_mc_last_error", 1.0)
        .containsEntry("trace_mc_most", 9.0)
        .containsEntry("trace_mc_most_step", 50.0);
  }

  @Test
  void figureHasALineForEachRun() {
    List<At> all =
        List.of(at("a", 0, 1, 1), at("a", 50, 8, 10), at("b", 0, 2, 3), at("b", 50, 300, 310));
    var figures = FisherResult.of(all, Reduction.MEAN).figures();
    assertThat(figures).hasSize(1);
    assertThat(figures.get(0).svg()).contains(">a<", ">b<", ">step<", ">Tr F of the mean loss<");
  }

  @Test
  void rightAndWrongLabelsHaveAFigureOfTheirOwn() {
    List<String> groups = List.of("clean", "noisy");
    AnalysisResult result =
        FisherResult.of(
            List.of(
                at("a", 0, groups, 1, 2, 1, 2),
                at("a", 50, groups, 1, 5, 1, 5),
                at("b", 0, groups, 9, 9, 9, 9)),
            Reduction.MEAN);
    assertThat(result.table().rows()).hasSize(9);
    assertThat(result.table().rows().get(5).subList(3, 7))
        .containsExactly("noisy", "mean", 2L, 5.0);
    assertThat(result.figures().stream().map(AnalysisResult.Figure::name))
        .containsExactly("trace", "noise");
    assertThat(result.figures().get(1).svg()).contains(">clean<", ">noisy<").doesNotContain(">b<");
  }

  @Test
  void oneTrialIsDrawnWithoutAnInterval() {
    AnalysisResult result = FisherResult.of(List.of(at("a", 0, 1)), Reduction.MEAN);
    assertThat((double) result.table().rows().get(0).get(7)).isNaN();
    assertThat(result.scalars()).doesNotContainKey("trace_mc_last_error");
    assertThat(result.figures().get(0).svg()).contains(">mc<");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "trials = 0 | trials = 0 must be at least 1",
        "batch = 0 | batch = 0 must be at least 1",
        "draws = 0 | draws = 0 must be at least 1",
        "maxCheckpoints = 1 | maxCheckpoints = 1 must be at least 2",
        "estimators = [] | estimators must name at least one of exact, mc, logit and batch",
        "'estimators = [mc, mc]' | estimators must name at least one of exact, mc, logit and batch"
      })
  void refusesSettingsThatCannotWork(String text, String message) {
    assertThatThrownBy(() -> options(text))
        .isInstanceOf(Failure.class)
        .hasMessageContaining(message);
  }

  @Test
  void refusesNoRuns() {
    AnalysisInput none = new AnalysisInput(null, List.of(), List.of(), Progress.Style.QUIET);
    assertThatThrownBy(() -> new Fisher().run(none, options("")))
        .isInstanceOf(Failure.class)
        .hasMessage("fisher needs at least one run; name it with --run");
  }

  @Test
  void isFoundByName() {
    assertThat(Analyses.registry().get("fisher")).isInstanceOf(Fisher.class);
  }
}
