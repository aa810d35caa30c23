package dev.eigenspark.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.fasterxml.jackson.databind.JsonNode;
import dev.eigenspark.config.Experiment;
import dev.eigenspark.data.Dataset;
import dev.eigenspark.data.Json;
import dev.eigenspark.data.TextFile;
import dev.eigenspark.progress.Progress;
import dev.eigenspark.train.FaultyTraining;
import dev.eigenspark.train.FaultyTraining.Fault;
import dev.eigenspark.train.InterruptedRun;
import dev.eigenspark.train.TrainRequest;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.apache.spark.api.java.JavaSparkContext;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A worker that fails or hangs in every attempt ends the training with exit code 6 and one line;
 * the checkpoint before is whole, and resuming from it gives the bits of an unbroken run.
 */
class FaultyTrainingTest {
  private static final String OFTEN = "train.checkpointEvery=1";

  @TempDir private static Path shared;
  @TempDir private Path scratch;
  private static String conf;
  private static String data;
  private static Path unbroken;

  @BeforeAll
  static void trainUnbroken() {
    conf = Cli.experiment(shared);
    data = shared.resolve("data").toString();
    unbroken = shared.resolve("unbroken");
    Cli.run("generate", conf, "--out", data, "--quiet");
    assertThat(train(unbroken).code()).isZero();
  }

  @Test
  void aTaskThatAlwaysFailsIsNamed() {
    assertThat(endOf(Fault.THROWS, 3600)).isEqualTo("IllegalStateException: injected fault");
    goesOnFromTheLastCheckpoint();
  }

  @Test
  void aTaskThatHangsIsGivenUp() {
    // Time enough for the round before, which has to load the engine.
    assertThat(endOf(Fault.HANGS, 15))
        .startsWith("round 2 did not end within 15 s: a worker hangs");
    goesOnFromTheLastCheckpoint();
  }

  /** Trains into the second of three rounds; returns what is said at the end. */
  private String endOf(Fault fault, long limit) {
    Path run = scratch.resolve("run");
    List<String> settings = List.of(OFTEN, "train.jobLimit=" + limit);
    TrainingPlan plan = TrainingPlan.of(Experiment.load(Path.of(conf), settings));
    TrainRequest request =
        new TrainRequest(
            plan.model(),
            Dataset.open(data),
            plan.options(),
            TextFile.read(unbroken.resolve("resolved.conf")),
            run,
            Progress.Style.QUIET);
    Throwable thrown;
    try (JavaSparkContext spark =
        SparkContexts.open("test", Optional.of("local[2,3]"), TaskResources.ONE_CORE)) {
      thrown = catchThrowable(() -> FaultyTraining.train(spark, request, fault, 3));
      assertThat(spark.parallelize(List.of(1, 2), 2).count()).as("Spark is usable").isEqualTo(2);
    }
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    FailureOutput output =
        new FailureOutput(false, System.out, new PrintStream(err, true, StandardCharsets.UTF_8));
    assertThat(output.tell(Diagnosis.of(thrown))).isEqualTo(6);
    assertThat(err.toString(StandardCharsets.UTF_8)).startsWith("eigenspark: ").hasLineCount(1);
    return err.toString(StandardCharsets.UTF_8).strip().replace("eigenspark: ", "");
  }

  private void goesOnFromTheLastCheckpoint() {
    Path run = scratch.resolve("run");
    InterruptedRun.Choice last = InterruptedRun.open(run).newest();
    assertThat(last.damaged()).isEmpty();
    assertThat(last.checkpoint().step()).isEqualTo(2);
    Cli.Result resumed = train(run, "--resume", "--json");
    assertThat(resumed.code()).as(resumed.err()).isZero();
    assertThat(Json.read(resumed.out(), JsonNode.class).get("model_sha256").asText())
        .isEqualTo(
            Json.read(train(unbroken, "--resume", "--json").out(), JsonNode.class)
                .get("model_sha256")
                .asText());
  }

  private static Cli.Result train(Path run, String... more) {
    String[] words = {"train", conf, "--data", data, "--out", run.toString(), "--quiet", OFTEN};
    return Cli.run(Cli.join(words, more));
  }
}
