package dev.eigenspark.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.eigenspark.config.Experiment;
import dev.eigenspark.data.Json;
import dev.eigenspark.data.Table;
import dev.eigenspark.data.TableFile;
import dev.eigenspark.data.TextFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AblateCommandTest {
  private static final String GRID =
      """
      include "small.conf"
      name = paces
      train { optimizer = sgd, steps = 20, averaging.every = 5 }
      ablate {
        grid.train.seed = [1, 2]
        cases.pace = [{name = calm, train.lr = 1e-3}, {name = wild, train.lr = 1e30}]
        target = 0.01
        parallel = 2
      }
      """;

  private static final String CALM = "ablate.cases.pace=[{name = calm, train.lr = 1e-3}]";

  @TempDir private static Path shared;
  private static String conf;
  private static Path ablation;
  private static Cli.Result first;

  @TempDir private Path scratch;

  @BeforeAll
  static void runOnce() {
    Cli.experiment(shared);
    conf = shared.resolve("paces.conf").toString();
    TextFile.write(Path.of(conf), GRID);
    ablation = shared.resolve("below/ablation");
    first = ablate(ablation, "--json");
  }

  private static Cli.Result ablate(Path out, String... more) {
    String[] words = {"ablate", conf, "--out", out.toString(), "--master", "local[2]", "--quiet"};
    return Cli.run(Cli.join(words, more));
  }

  private static List<Object> column(Path out, String name) {
    Table table = TableFile.readParquet(out.resolve("results.parquet"));
    int index = table.headers().stream().map(Table.Header::name).toList().indexOf(name);
    return table.rows().stream().map(row -> row.get(index)).toList();
  }

  private static long entries(Path directory) {
    try (Stream<Path> entries = Files.list(directory)) {
      return entries.count();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void trainsAllAndTellsWhichDiverged() {
    assertThat(first.code()).as(first.err()).isZero();
    JsonNode summary = Json.read(first.out(), JsonNode.class);
    assertThat(summary.get("runs").asLong()).isEqualTo(4);
    assertThat(summary.get("failed").asLong()).isEqualTo(2);
    assertThat(summary.get("skipped").asLong()).isZero();
    assertThat(summary.get("table").asText()).isEqualTo(ablation.resolve("results.csv").toString());
    assertThat(column(ablation, "run"))
        .containsExactly(
            "pace-calm_seed-1", "pace-calm_seed-2", "pace-wild_seed-1", "pace-wild_seed-2");
    assertThat(column(ablation, "status")).containsExactly("done", "done", "diverged", "diverged");
    assertThat(column(ablation, "seed")).containsExactly(1L, 2L, 1L, 2L);
    assertThat(column(ablation, "steps")).startsWith(20L, 20L);
    assertThat(column(ablation, "examples")).startsWith(200L, 200L);
    assertThat(column(ablation, "model_sha256").subList(0, 2)).doesNotHaveDuplicates();
    assertThat(column(ablation, "model_sha256")).endsWith("", "");
    assertThat((String) column(ablation, "message").get(3)).startsWith("loss is ");
  }

  @Test
  void theTablesHoldWhatTheRunsHold() throws IOException {
    Path run = ablation.resolve("runs/pace-calm_seed-2");
    double loss =
        Json.read(run.resolve("evaluation.json"), JsonNode.class)
            .at("/splits/test/loss")
            .asDouble();
    assertThat(column(ablation, "test_loss")).element(1).isEqualTo(loss);
    assertThat(column(ablation, "test_loss")).element(2).isEqualTo(Double.NaN);
    List<String> results = Files.readAllLines(ablation.resolve("results.csv"));
    assertThat(results).hasSize(5);
    assertThat(results.get(0))
        .startsWith("run,status,pace,seed,test_accuracy,test_loss,")
        .endsWith("steps,examples,seconds,examples_to_target,model_sha256,message");
    List<String> summary = Files.readAllLines(ablation.resolve("summary.csv"));
    assertThat(summary).hasSize(3);
    assertThat(summary.get(0)).startsWith("pace,runs,failed,test_accuracy_mean,test_accuracy_low");
    assertThat(summary.get(1)).startsWith("calm,2,0,");
    assertThat(summary.get(2)).startsWith("wild,2,2,,,,");
  }

  @Test
  void oneDatasetServesAllRunsThatShareIt() {
    assertThat(entries(ablation.resolve("data"))).isEqualTo(1);
  }

  @Test
  void eachRunCanBeRepeatedByItself() {
    Path kept = ablation.resolve("runs/pace-calm_seed-2/resolved.conf");
    Experiment experiment = Experiment.load(kept, List.of());
    assertThat(TrainingPlan.of(experiment).options().seed()).isEqualTo(2);
    assertThat(experiment.has("ablate")).isFalse();
  }

  @Test
  void itsRunsAreAnalyzedTogether() {
    Path out = scratch.resolve("population");
    Cli.Result result =
        Cli.run(
            "analyze",
            "population",
            "population.trials=20",
            "--run",
            ablation.toString(),
            "--out",
            out.toString(),
            "--quiet");
    assertThat(result.code()).as(result.err()).isZero();
    Table table = TableFile.readParquet(out.resolve("population.parquet"));
    List<String> names = table.headers().stream().map(Table.Header::name).toList();
    // Two runs have ended; each has a first and a last checkpoint.
    assertThat(table.rows()).hasSize(4);
    for (List<Object> row : table.rows()) {
      assertThat((String) row.get(0)).startsWith("pace-calm_seed-");
      assertThat((double) row.get(names.indexOf("spectral_radius"))).isPositive();
      assertThat((double) row.get(names.indexOf("trace"))).isPositive();
      assertThat((double) row.get(names.indexOf("cka_to_last"))).isBetween(0.0, 1 + 1e-9);
    }
    assertThat(out.resolve("population-trace.svg")).isNotEmptyFile();
  }

  @Test
  void thePageHasTheFigureAndTheTables() {
    assertThat(ablation.resolve("report.html"))
        .content()
        .contains("<p class=\"kind\">Ablation</p>", "<h1>paces</h1>")
        .contains("4 runs in 2 groups; 2 diverged.", ">pace calm<")
        .containsSubsequence("Comparison", ">no result<", "Figure 1.", "Training", "Figure 2.")
        .contains("<td>pace-wild_seed-1</td><td>diverged</td>");
  }

  @Test
  void startedAgainItDoesOnlyWhatIsMissing() throws IOException {
    List<Object> hashes = column(ablation, "model_sha256");
    Path kept = ablation.resolve("runs/pace-calm_seed-1/metrics.jsonl");
    byte[] before = Files.readAllBytes(kept);
    Files.delete(ablation.resolve("runs/pace-calm_seed-2/manifest.json"));
    Cli.Result again = ablate(ablation, "--json");
    assertThat(again.code()).as(again.err()).isZero();
    assertThat(Json.read(again.out(), JsonNode.class).get("skipped").asLong()).isEqualTo(3);
    assertThat(Files.readAllBytes(kept)).isEqualTo(before); // it has times in it
    Path resumed = ablation.resolve("runs/pace-calm_seed-2/provenance.json");
    assertThat(Json.read(resumed, JsonNode.class).get("resumed")).hasSize(1);
    assertThat(column(ablation, "model_sha256")).isEqualTo(hashes);
  }

  @Test
  void aPeriodThatTheProgramChoseIsTheSameSetting() throws IOException {
    Path out = scratch.resolve("chosen");
    String[] words = {CALM, "ablate.grid.train.seed=[1]", "train.averaging.every=0"};
    assertThat(ablate(out, words).code()).isZero();
    List<Object> hashes = column(out, "model_sha256");
    Cli.Result again = ablate(out, Cli.join(words, "--dry-run"));
    assertThat(again.out()).as(again.err()).contains("1 there already");
    Files.delete(out.resolve("runs/pace-calm_seed-1/manifest.json"));
    assertThat(ablate(out, words).code()).isZero();
    assertThat(column(out, "model_sha256")).isEqualTo(hashes);
  }

  @Test
  void runsAtOnceChangeNoResult() {
    Path alone = scratch.resolve("alone");
    assertThat(ablate(alone, "ablate.parallel=1", CALM).code()).isZero();
    assertThat(column(alone, "model_sha256"))
        .isEqualTo(column(ablation, "model_sha256").subList(0, 2));
  }

  @Test
  void itFailsWhenAllRunsDiverge() {
    Path out = scratch.resolve("out");
    Cli.Result failed =
        ablate(out, "ablate.cases=null", "ablate.grid.train.seed=[1]", "train.lr=1e30");
    assertThat(failed.code()).isEqualTo(5);
    assertThat(failed.err()).contains("all 1 runs diverged").hasLineCount(1);
    assertThat(out.resolve("results.csv")).exists();
    assertThat(out.resolve("report.html")).exists();
  }

  @Test
  void runsOfOtherSettingsAreKept() {
    Cli.Result refused = ablate(ablation, "train.batch=4", "--dry-run");
    assertThat(refused.code()).isEqualTo(2);
    assertThat(refused.err())
        .contains("pace-calm_seed-1 is a run of other settings", "--overwrite");
    assertThat(ablate(ablation, "train.batch=4", "--dry-run", "--overwrite").code()).isZero();
  }

  @Test
  void dryRunListsTheRunsAndWritesNothing() {
    Path out = scratch.resolve("out");
    Cli.Result planned = ablate(out, "--dry-run", "ablate.grid.data.seed=[5, 6]");
    assertThat(planned.code()).isZero();
    assertThat(planned.out())
        .contains("8 runs on 2 datasets, 0 there already")
        .contains("data_seed-5_pace-calm_train_seed-1: 4 rounds, 200 examples");
    assertThat(out).doesNotExist();
    assertThat(ablate(ablation, "--dry-run").out()).contains("4 there already", "examples, done");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "ablate.grid.train.averaging.evry=[1]; did you mean 'train.averaging.every'?",
        "ablate.grid.train.batch=[1, 0]; train.batch = 0 must be at least 1",
        "ablate.grid.model.name=[rnn, rnnn]; unknown model 'rnnn'",
        "ablate.grid.data.Tt=[1]; unknown key 'data.Tt'",
        "ablate.metrics=loss; did you mean 'ablate.metric'?",
        "ablate.panels=train.sed; ablate.panels = 'train.sed' is not varied"
      })
  void aWrongGridIsSeenBeforeAnythingIsDone(String setting, String message) {
    Path out = scratch.resolve("out");
    Cli.Result refused = ablate(out, setting);
    assertThat(refused.code()).isEqualTo(3);
    assertThat(refused.err()).contains(message).hasLineCount(1);
    assertThat(out).doesNotExist();
  }

  @Test
  void anotherDirectoryIsNotTakenForAnAblation() throws IOException {
    Files.writeString(scratch.resolve("precious"), "");
    Cli.Result refused = ablate(scratch, "--overwrite");
    assertThat(refused.code()).isEqualTo(2);
    assertThat(refused.err()).contains("holds something else than an ablation");
  }
}
