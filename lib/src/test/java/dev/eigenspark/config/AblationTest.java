package dev.eigenspark.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.eigenspark.Failure;
import dev.eigenspark.config.Ablation.Axis;
import dev.eigenspark.config.Ablation.Choice;
import dev.eigenspark.data.TextFile;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AblationTest {
  private static final String BASE =
      """
      data { task = copy, rows.train = 100 }
      model { name = rnn }
      train { steps = 20, evalBatch = ${train.batch}, batch = 10 }
      """;

  @TempDir private Path dir;

  private Experiment load(String ablate, String... overrides) {
    Path file = dir.resolve("grid.conf");
    TextFile.write(file, BASE + "ablate { " + ablate + " }\n");
    return Experiment.load(file, List.of(overrides));
  }

  private static List<String> texts(Axis axis) {
    return axis.choices().stream().map(Choice::text).toList();
  }

  @Test
  void readsNestedAndQuotedKeysAndCases() {
    Experiment experiment =
        load(
            "grid { train { seed = [1, 2] }, \"train.lr\" = [1e-3, 1e-2] }, cases { net = [{name ="
                + " small, model.hidden = 8}, {name = large, model.hidden = 64}] }");
    Ablation ablation = experiment.ablation();
    experiment.finish();
    assertThat(ablation.axes())
        .extracting(Axis::key)
        .containsExactly("net", "train.lr", "train.seed");
    assertThat(ablation.axes())
        .extracting(AblationTest::texts)
        .containsExactly(List.of("small", "large"), List.of("0.001", "0.01"), List.of("1", "2"));
    assertThat(ablation.options().over()).isEqualTo("train.seed");
  }

  @Test
  void combinesEveryChoiceWithTheSharedKeyFastest() {
    Ablation ablation =
        load("grid { data.T = [3, 4], train { seed = [1, 2], batch = [5] } }, over = data.T")
            .ablation();
    assertThat(ablation.combinations())
        .extracting(combination -> combination.stream().map(Choice::text).toList())
        .containsExactly(
            List.of("5", "1", "3"), List.of("5", "1", "4"),
            List.of("5", "2", "3"), List.of("5", "2", "4"));
  }

  @Test
  void aCombinationChangesWhatRefersToIt() {
    Experiment experiment = load("grid.train.batch = [7]");
    Experiment one = experiment.with(experiment.ablation().combinations().get(0));
    assertThat(one.train().batch()).isEqualTo(7);
    assertThat(one.train().evalBatch()).isEqualTo(7);
    assertThat(one.has("ablate")).isFalse();
    assertThat(one.resolved()).doesNotContain("ablate");
    assertThat(experiment.train().batch()).isEqualTo(10);
  }

  @Test
  void theResolvedGridIsTheSameGrid() {
    String resolved = load("grid { train.lr = [1e-3] }, target = 0.5").resolved();
    TextFile.write(dir.resolve("again.conf"), resolved);
    Ablation again = Experiment.load(dir.resolve("again.conf"), List.of()).ablation();
    assertThat(again.axes()).extracting(Axis::key).containsExactly("train.lr");
    assertThat(again.options().target()).isEqualTo(0.5);
  }

  @Test
  void anUnknownKeyOfACombinationIsFoundWhereItStands() {
    Experiment experiment = load("grid.train.averaging.evry = [1, 2]");
    Experiment one = experiment.with(experiment.ablation().combinations().get(0));
    one.train();
    assertThatThrownBy(one::finish)
        .isInstanceOf(Failure.class)
        .hasMessageContaining("grid.conf:4: unknown key 'train.averaging.evry'")
        .hasMessageContaining("did you mean 'train.averaging.every'?");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "over = train.seed; ablate.grid is empty",
        "grid.train.lr = 3; ablate.grid.train.lr = 3 is not a list of values",
        "grid.train.lr = []; is not a list of values",
        "grid.train.lr = [1, 1]; ablate gives a value of 'train.lr' twice",
        "grid { train.lr = [1], \"train.lr\" = [2] }; ablate varies 'train.lr' twice",
        "grid { trian.lr = [1] }; unknown key 'trian.lr'; did you mean 'train'?",
        "grid { analyze = [a, b] }; unknown key 'analyze'",
        "grid { train.lr = [1] }, over = train.lrr; ablate.over = 'train.lrr' is not varied",
        "grid { train.lr = [1] }, panels = train.rl; ablate.panels = 'train.rl' is not varied",
        "grid { train.seed = [1] }, panels = train.seed; 'train.seed' is what means go over",
        "grid { train.lr = [1] }, cases.a = [{name = x, train.lr = 2}]; by 'a' and 'train.lr'",
        "cases.a = [{train.lr = 2}]; each element is {name = ..., settings}",
        "grid { train.lr = [1] }, target = 2; ablate.target 2.0 must be in [0, 1]",
        "gird { train.lr = [1] }, grid.train.lr = [1]; unknown key 'ablate.gird'; did you mean"
            + " 'ablate.grid'?"
      })
  void refusesAGridThatCannotBeMeant(String ablate, String message) {
    Experiment experiment = load(ablate);
    assertThatThrownBy(
            () -> {
              experiment.ablation();
              experiment.finish();
            })
        .isInstanceOf(Failure.class)
        .hasMessageContaining(message);
  }

  @Test
  void anArgumentThatTheGridWouldUndoIsRefused() {
    assertThatThrownBy(() -> load("grid.train.lr = [1, 2]", "train.lr=3").ablation())
        .isInstanceOf(Failure.class)
        .hasMessageContaining("command line: train.lr is what ablate varies")
        .hasMessageContaining("ablate.grid.train.lr=[...]");
  }

  @Test
  void anArgumentMayChangeTheGrid() {
    Ablation ablation = load("grid.train.lr = [1, 2]", "ablate.grid.train.lr=[3]").ablation();
    assertThat(texts(ablation.axes().get(0))).containsExactly("3");
  }
}
