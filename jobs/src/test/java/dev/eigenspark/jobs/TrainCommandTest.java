package dev.eigenspark.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.eigenspark.config.Experiment;
import dev.eigenspark.data.AtomicDirectory;
import dev.eigenspark.data.Dataset;
import dev.eigenspark.data.Json;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainCommandTest {
  @TempDir private static Path shared;
  @TempDir private Path scratch;
  private static String conf;
  private static String data;

  @BeforeAll
  static void generate() {
    conf = Cli.experiment(shared);
    data = shared.resolve("data").toString();
    Cli.run("generate", conf, "--out", data, "--quiet", "--seed", "11", "data.T=5");
  }

  @Test
  void trainsAndSummarizes() {
    Path run = scratch.resolve("a/run");
    Cli.Result trained = train(run, "--json", "--seed", "3");
    assertThat(trained.code()).as(trained.err()).isZero();
    JsonNode summary = Json.read(trained.out(), JsonNode.class);
    assertThat(summary.get("run").asText()).isEqualTo(run.toString());
    assertThat(summary.get("model").asText()).isEqualTo("rnn-orth");
    assertThat(summary.get("task").asText()).isEqualTo("copy");
    assertThat(summary.get("rounds").asLong()).isEqualTo(3);
    assertThat(summary.get("splits").get("test").get("accuracy").isNumber()).isTrue();
    assertThat(summary.get("model_sha256").asText()).hasSize(64);
  }

  @Test
  void theRunKeepsTheSettingsThatMadeItsData() {
    Path run = scratch.resolve("run");
    assertThat(train(run, "--seed", "3").code()).isZero();
    Experiment kept = Experiment.load(run.resolve("resolved.conf"), List.of());
    DatasetPlan plan = DatasetPlan.of(kept);
    assertThat(plan.differences(Dataset.open(data).manifest())).isEmpty();
    assertThat(plan.data().seed()).isEqualTo(11);
    assertThat(TrainingPlan.of(kept).options().seed()).isEqualTo(3);
    kept.finish();
  }

  @Test
  void dryRunPlansAndWritesNothing() {
    Path run = scratch.resolve("run");
    Cli.Result planned = train(run, "--dry-run", "train.workers=4");
    assertThat(planned.code()).isZero();
    assertThat(planned.out())
        .contains(
            "on 4 workers",
            "3 rounds",
            "over the network each round",
            " of heap for scratch, ",
            " off the heap for parameters and minibatches");
    assertThat(run).doesNotExist();
  }

  @Test
  void dryRunWeighsARoundAgainstItsSteps() {
    String[] tiny = {"--dry-run", "train.averaging.every=1", "train.optimizer=sgd"};
    Cli.Result planned = train(scratch.resolve("run"), tiny);
    assertThat(planned.out())
        .containsPattern(
            "a step takes [0-9.]+ ms here; a guess for a round: [0-9]+ ms beside its steps");
    assertThat(planned.out()).contains("warning: rounds cost more than a tenth of the steps");

    Cli.Result rare = train(scratch.resolve("run"), "--dry-run", "train.averaging.every=1000000");
    assertThat(rare.out()).doesNotContain("warning");

    Cli.Result json = train(scratch.resolve("run"), Cli.join(tiny, "--json"));
    JsonNode estimate = Json.read(json.out(), JsonNode.class);
    long parameters = estimate.get("parameters").asLong();
    assertThat(estimate.get("bytes_down").asLong()).isEqualTo(4 * parameters);
    assertThat(estimate.get("bytes_up").asLong()).isEqualTo(4 * parameters);
    assertThat(estimate.get("bytes_per_round").asLong()).isEqualTo(2 * 2 * 4 * parameters);
    double step = estimate.get("seconds_step").asDouble();
    double breakEven = estimate.get("break_even").asDouble();
    assertThat(estimate.get("seconds_round").asDouble())
        .isLessThanOrEqualTo(0.1 * breakEven * step);
  }

  @Test
  void dryRunGuessesWhatTheTrainingWillChoose() {
    Cli.Result planned =
        train(scratch.resolve("run"), "--dry-run", "train.averaging.every=0", "--json");
    JsonNode estimate = Json.read(planned.out(), JsonNode.class);
    assertThat(estimate.get("every").asInt()).isEqualTo(estimate.get("break_even").asInt());
    assertThat(estimate.get("rounds").asLong()).isPositive();
  }

  @Test
  void divergenceHasItsOwnExitCode() {
    Cli.Result diverged =
        train(scratch.resolve("run"), "train.optimizer=sgd", "train.lr=1e30", "train.steps=20");
    assertThat(diverged.code()).isEqualTo(5);
    assertThat(diverged.err())
        .startsWith("eigenspark: loss is ")
        .contains("see " + scratch.resolve("run/diagnosis.json"))
        .hasLineCount(1);
    assertThat(Cli.run("verify", scratch.resolve("run/checkpoints/0").toString()).code()).isZero();
    Cli.Result again =
        train(
            scratch.resolve("run"),
            "--resume",
            "train.optimizer=sgd",
            "train.lr=1e30",
            "train.steps=20");
    assertThat(again.code()).as("goes on from there, and diverges as before").isEqualTo(5);
    assertThat(again.err()).isEqualTo(diverged.err());
  }

  @Test
  void anInterruptedRunIsResumed() throws Exception {
    Path run = scratch.resolve("run");
    String whole = train(run, "--json").out();
    Files.delete(run.resolve("manifest.json"));
    Cli.Result refused = train(run);
    assertThat(refused.code()).isEqualTo(2);
    assertThat(refused.err()).contains("is already there", "--resume").hasLineCount(1);
    AtomicDirectory.delete(run.resolve("model"));
    Files.delete(run.resolve("checkpoints/6/state.json"));
    Cli.Result resumed = train(run, "--resume", "--json");
    assertThat(resumed.code()).as(resumed.err()).isZero();
    assertThat(resumed.err()).startsWith("eigenspark: checkpoint 6 is not used: ").hasLineCount(1);
    JsonNode summary = Json.read(resumed.out(), JsonNode.class);
    assertThat(summary.get("model_sha256"))
        .isEqualTo(Json.read(whole, JsonNode.class).get("model_sha256"));

    Cli.Result again = train(run, "--resume", "--master", "planet");
    assertThat(again.code()).isZero();
    assertThat(again.out())
        .contains("has ended already; nothing to do", summary.get("model_sha256").asText());
    JsonNode read = Json.read(train(run, "--resume", "--json").out(), JsonNode.class);
    assertThat(read.get("splits")).isEqualTo(summary.get("splits"));
    assertThat(read.get("rounds")).isEqualTo(summary.get("rounds"));
  }

  @Test
  void aPeriodThatTheProgramChoseIsNotAskedFor() throws Exception {
    Path run = scratch.resolve("run");
    String[] open = {"train.averaging.every=0", "--json"};
    JsonNode whole = Json.read(train(run, open).out(), JsonNode.class);
    Files.delete(run.resolve("manifest.json"));
    AtomicDirectory.delete(run.resolve("model"));
    AtomicDirectory.delete(run.resolve("checkpoints/6"));
    Cli.Result resumed = train(run, Cli.join(open, "--resume"));
    assertThat(resumed.code()).as(resumed.err()).isZero();
    assertThat(Json.read(resumed.out(), JsonNode.class).get("model_sha256"))
        .isEqualTo(whole.get("model_sha256"));
    Cli.Result ended = train(run, Cli.join(open, "--resume"));
    assertThat(Json.read(ended.out(), JsonNode.class).get("rounds")).isEqualTo(whole.get("rounds"));
  }

  @Test
  void resumingWithOtherSettingsIsRefused() throws Exception {
    Path run = scratch.resolve("run");
    train(run);
    Files.delete(run.resolve("manifest.json"));
    Cli.Result refused = train(run, "--resume", "train.lr=0.5", "train.steps=8");
    assertThat(refused.code()).isEqualTo(3);
    assertThat(refused.err()).startsWith("eigenspark: train.lr is 0.001 in ").hasLineCount(1);
    Cli.Result missing = train(run, "--resume-from", "4", "--master", "planet");
    assertThat(missing.code()).isEqualTo(2);
    assertThat(missing.err()).contains("no checkpoint of step 4; it has [0, 6]");
  }

  @Test
  void whatIsNoRunIsNotResumed() throws Exception {
    Path run = Files.createDirectory(scratch.resolve("run"));
    Cli.Result refused = train(run, "--resume", "--master", "planet");
    assertThat(refused.code()).isEqualTo(2);
    assertThat(refused.err()).contains("no run to resume at " + run).hasLineCount(1);
    assertThat(run).isEmptyDirectory();
  }

  @Test
  void missingDataIsNamed() {
    Cli.Result missing =
        Cli.run("train", conf, "--data", scratch.resolve("no").toString(), "--out", "r");
    assertThat(missing.code()).isEqualTo(4);
    assertThat(missing.err()).contains("no dataset at", "eigenspark generate");
  }

  @Test
  void aTakenRunIsKept() throws Exception {
    Path run = Files.createDirectory(scratch.resolve("run"));
    Cli.Result refused = train(run, "--master", "planet");
    assertThat(refused.code()).isEqualTo(2);
    assertThat(refused.err()).contains("is already there");
    assertThat(run).isEmptyDirectory();
  }

  @Test
  void aWrongSettingComesBeforeTheData() {
    Cli.Result refused =
        Cli.run("train", conf, "--data", "no", "--out", "r", "train.averaging.evry=1");
    assertThat(refused.code()).isEqualTo(3);
    assertThat(refused.err()).contains("did you mean 'train.averaging.every'?");
  }

  private static Cli.Result train(Path run, String... more) {
    String[] words = {"train", conf, "--data", data, "--out", run.toString(), "--quiet"};
    return Cli.run(Cli.join(words, more));
  }
}
