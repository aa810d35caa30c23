package dev.eigenspark.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.ConfigFactory;
import dev.eigenspark.Failure;
import dev.eigenspark.analysis.AnalysisResult.Figure;
import dev.eigenspark.analysis.Memorization.At;
import dev.eigenspark.analysis.Memorization.Group;
import dev.eigenspark.config.Section;
import dev.eigenspark.data.Table;
import dev.eigenspark.progress.Progress;
import dev.eigenspark.train.SplitScore;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MemorizationTest {
  private static List<At> at(String run, long step, double clean, double noisy, double test) {
    List<At> all = new ArrayList<>();
    double[] accuracies = {clean, noisy, test};
    for (Group group : Group.values()) {
      double accuracy = accuracies[group.ordinal()];
      all.add(new At(run, step, group, new SplitScore(1 - accuracy, accuracy)));
    }
    return all;
  }

  private static List<At> course(String run) {
    List<At> all = new ArrayList<>(at(run, 0, 0.5, 0.5, 0.5));
    all.addAll(at(run, 50, 0.875, 0.25, 0.75));
    all.addAll(at(run, 100, 1, 0.75, 0.625));
    return all;
  }

  @Test
  void tableHasEveryGroupAtEveryCheckpoint() {
    Table table = MemorizationResult.of(course("a"), 0.9).table();
    assertThat(table.headers().stream().map(Table.Header::name))
        .containsExactly("run", "step", "group", "loss", "accuracy");
    assertThat(table.rows()).hasSize(9);
    assertThat(table.rows().get(4)).containsExactly("a", 50L, "noisy", 0.75, 0.25);
  }

  @Test
  void scalarsSayWhatWasLearnedByHeartWhenTheRuleWas() {
    List<At> all = course("a");
    all.addAll(at("b", 0, 1, 1, 1));
    assertThat(MemorizationResult.of(all, 0.8).scalars())
        .containsEntry("clean_last", 1.0)
        .containsEntry("noisy_last", 0.75)
        .containsEntry("noisy_most", 0.75)
        .containsEntry("test_last", 0.625)
        .containsEntry("test_most", 0.75)
        .containsEntry("tau_step", 50.0)
        .containsEntry("noisy_at_tau", 0.25)
        .containsEntry("test_at_tau", 0.75);
  }

  @Test
  void anAccuracyThatIsNeverReachedHasNoStep() {
    List<At> all = at("a", 0, 0.5, 0.5, 0.5);
    assertThat(MemorizationResult.of(all, 0.9).scalars())
        .containsOnlyKeys(
            "clean_last", "clean_most", "noisy_last", "noisy_most", "test_last", "test_most");
  }

  @Test
  void oneRunHasOneFigureOfThreeCurves() {
    List<Figure> figures = MemorizationResult.of(course("a"), 0.9).figures();
    assertThat(figures).hasSize(1);
    assertThat(figures.get(0).svg()).contains(">clean<", ">noisy<", ">test<", ">accuracy<");
  }

  @Test
  void severalRunsAreComparedInAFigureForEachGroup() {
    List<At> all = course("a");
    all.addAll(course("b"));
    List<Figure> figures = MemorizationResult.of(all, 0.9).figures();
    assertThat(figures.stream().map(Figure::name))
        .containsExactly("accuracy", "clean", "noisy", "test");
    assertThat(figures.get(2).svg()).contains(">a<", ">b<");
  }

  @Test
  void aGroupWithoutTrialsIsNotDrawn() {
    List<At> all = at("a", 0, 0.5, Double.NaN, 0.5);
    AnalysisResult result = MemorizationResult.of(all, 0.5);
    assertThat(result.scalars()).doesNotContainKeys("noisy_last", "noisy_at_tau");
    assertThat(result.figures().get(0).svg()).doesNotContain(">noisy<");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "batch = 0 | batch = 0 must be at least 1",
        "maxCheckpoints = 1 | maxCheckpoints = 1 must be at least 2",
        "tau = 0 | tau = 0.0 must be in (0, 1]",
        "tau = 1.5 | tau = 1.5 must be in (0, 1]"
      })
  void refusesSettingsThatCannotWork(String text, String message) {
    Section section =
        Section.of(ConfigFactory.parseString("memorization {" + text + "}"), "memorization");
    assertThatThrownBy(() -> section.read(Memorization.Options.class))
        .isInstanceOf(Failure.class)
        .hasMessageContaining(message);
  }

  @Test
  void refusesNoRuns() {
    AnalysisInput none = new AnalysisInput(null, List.of(), List.of(), Progress.Style.QUIET);
    assertThatThrownBy(() -> new Memorization().run(none, new Memorization.Options(20, 100, 0.9)))
        .isInstanceOf(Failure.class)
        .hasMessage("memorization needs at least one run; name it with --run");
  }
}
