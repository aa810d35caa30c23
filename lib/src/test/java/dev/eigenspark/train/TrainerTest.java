package dev.eigenspark.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.typesafe.config.ConfigFactory;
import dev.eigenspark.Failure;
import dev.eigenspark.config.Section;
import dev.eigenspark.config.TrainOptions;
import dev.eigenspark.data.Dataset;
import dev.eigenspark.data.FileManifest;
import dev.eigenspark.data.Json;
import dev.eigenspark.models.ConfiguredModel;
import dev.eigenspark.models.InputStart;
import dev.eigenspark.models.Nonlinearity;
import dev.eigenspark.models.RnnOrth;
import dev.eigenspark.progress.Progress;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TrainerTest {
  @TempDir static Path directory;
  private static Dataset dataset;

  @BeforeAll
  static void makeDataset() {
    dataset = TestDataset.write(directory.resolve("data"));
  }

  @Test
  void leavesAWholeRun() throws IOException {
    Path out = directory.resolve("whole");
    TrainSummary summary = train("local[2]", out, "steps = 25, checkpointEvery = 2");

    assertThat(summary.rounds()).isEqualTo(5);
    assertThat(summary.examples()).isEqualTo(25 * 10 * 2);
    assertThat(summary.splits()).containsOnlyKeys("test", "train", "valid");
    RunDirectory run = RunDirectory.open(out);
    assertThat(run.checkpoints()).extracting(Checkpoint::step).containsExactly(0L, 10L, 20L, 25L);
    assertThat(run.model().parameters()).isEqualTo(summary.parameters());
    assertThat(run.checkpoints().get(3).weights().keySet())
        .containsExactly(
            "recurrent.V", "recurrent.U", "recurrent.b", "recurrent.modrelu", "out.W", "out.b");
    assertThat(Files.readAllLines(out.resolve("metrics.jsonl"))).hasSize(5);
    assertThat(FileManifest.sha256(out.resolve("model/weights.safetensors")))
        .isEqualTo(summary.modelSha256());
    assertThat(out.resolve("model/dl4j.zip")).exists();
    assertThat(FileManifest.inspect(out, path -> false).problems()).isEmpty();
  }

  @Test
  void learns() throws IOException {
    Path out = directory.resolve("learns");
    TrainSummary summary = train("local[2]", out, "steps = 300, lr = 0.003");
    assertThat(summary.splits().get("test").accuracy()).isGreaterThan(0.95);
    List<String> lines = Files.readAllLines(out.resolve("metrics.jsonl"));
    JsonNode last = Json.read(lines.get(lines.size() - 1), JsonNode.class);
    assertThat(last.get("loss").asDouble())
        .isLessThan(0.3 * Json.read(lines.get(0), JsonNode.class).get("loss").asDouble());
    assertThat(last.get("valid_accuracy").asDouble()).isGreaterThan(0.95);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void sameBitsWhateverTheCoresAndThreads(int workers) {
    String settings = "steps = 12, workers = " + workers;
    String one = train("local[1]", directory.resolve("one-" + workers), settings).modelSha256();
    String four = train("local[4]", directory.resolve("four-" + workers), settings).modelSha256();
    String threads =
        train("local[2]", 2, directory.resolve("threads-" + workers), settings).modelSha256();
    assertThat(four).isEqualTo(one);
    assertThat(threads).isEqualTo(one);
  }

  @Test
  void theSeedDecides() {
    String first = train("local[2]", directory.resolve("s1"), "steps = 5, seed = 1").modelSha256();
    String second = train("local[2]", directory.resolve("s2"), "steps = 5, seed = 2").modelSha256();
    assertThat(first).isNotEqualTo(second);
  }

  @ParameterizedTest
  @ValueSource(strings = {"rmsprop", "adam", "sgd"})
  void oneWorkerEqualsPlainLocalTraining(String optimizer) {
    String settings = "steps = 13, workers = 1, optimizer = " + optimizer;
    TrainOptions options = options(settings);
    Path out = directory.resolve("plain-" + optimizer);
    train("local[2]", out, settings);

    ComputationGraph graph =
        new ComputationGraph(
            model().network(dataset.manifest().format(), Optimizers.base(options)).configuration());
    graph.init();
    WorkerSession local =
        WorkerSession.acquire(new ReplicaFactory(graph.getConfiguration().toJson() + " "), dataset);
    local.runner().set(TrainingState.initial(Replica.stateOf(graph, 0)));
    TrainPlan plan = TrainPlan.of(options, dataset.rows("train"), dataset.manifest().shardRows());
    long[] rowIds = new long[options.batch()];
    for (int step = 0; step < 13; step++) {
      plan.new Cursor().fill(0, step, rowIds);
      local.fit("train", rowIds);
    }
    float[] expected = local.runner().state(13).parameters();
    assertThat(flat(RunDirectory.open(out).checkpoints().get(1))).isEqualTo(expected);
  }

  @Test
  void workersThatMeetAtEveryStepEqualOneBigBatch() {
    String settings = "steps = 20, optimizer = sgd, lr = 0.1, averaging.every = 1";
    Path one = directory.resolve("big-batch");
    Path three = directory.resolve("three-workers");
    train("local[2]", one, settings + ", workers = 1, batch = 30");
    train("local[2]", three, settings + ", workers = 3, batch = 10");
    float[] expected = flat(RunDirectory.open(one).checkpoints().get(1));
    float[] actual = flat(RunDirectory.open(three).checkpoints().get(1));
    assertThat(actual).containsExactly(expected, within(1e-6f));
    assertThat(flat(RunDirectory.open(one).checkpoints().get(0)))
        .as("the start")
        .usingComparatorWithPrecision(1e-3f)
        .isNotEqualTo(expected);
  }

  @Test
  void looksAtTheValidationSplitWhenAsked() throws IOException {
    Path out = directory.resolve("looks");
    train("local[2]", out, "steps = 25, evalEvery = 2, checkpointEvery = 3");
    List<Boolean> looked =
        Files.readAllLines(out.resolve("metrics.jsonl")).stream()
            .map(line -> Json.read(line, JsonNode.class).has("valid_loss"))
            .toList();
    assertThat(looked).containsExactly(false, true, false, true, true);
    assertThat(RunDirectory.open(out).checkpoints())
        .extracting(Checkpoint::step)
        .containsExactly(0L, 15L, 25L);
  }

  @Test
  void theBaselineMasterTrainsToo() {
    Path out = directory.resolve("dl4j");
    TrainSummary summary =
        train("local[2]", out, "steps = 150, lr = 0.003, averaging.master = dl4j");
    assertThat(summary.splits().get("test").accuracy()).isGreaterThan(0.6);
  }

  @Test
  void aChosenPeriodIsKeptAndGivesTheSameBits() {
    Path chosen = directory.resolve("chosen");
    TrainSummary first = train("local[2]", chosen, "steps = 40, averaging.every = 0");
    int every =
        ConfigFactory.parseFile(chosen.resolve("resolved.conf").toFile())
            .getInt("train.averaging.every");
    assertThat(every).isBetween(1, 40);
    assertThat(first.rounds()).isEqualTo((40 + every - 1) / every);
    assertThat(
            Json.read(chosen.resolve("provenance.json"), JsonNode.class)
                .get("averaging_every")
                .asInt())
        .isEqualTo(every);
    TrainSummary again =
        train(
            "local[2]",
            directory.resolve("chosen-again"),
            "steps = 40, averaging.every = " + every);
    assertThat(again.modelSha256()).isEqualTo(first.modelSha256());
  }

  @Test
  void divergenceStopsTheRoundAndIsDiagnosed() {
    Path out = directory.resolve("nan");
    assertThatThrownBy(() -> train("local[2]", out, "steps = 50, optimizer=sgd, lr=1e30"))
        .isInstanceOfSatisfying(
            Failure.class, f -> assertThat(f.kind()).isEqualTo(Failure.Kind.DIVERGED))
        .hasMessageContaining("lower train.lr")
        .hasMessageContaining(out.resolve("diagnosis.json").toString());
    JsonNode diagnosis = Json.read(out.resolve("diagnosis.json"), JsonNode.class);
    assertThat(diagnosis.get("round").asLong()).isEqualTo(1);
    assertThat(diagnosis.get("worker").asInt()).isBetween(0, 1);
    assertThat(diagnosis.get("rows")).hasSize(10);
    assertThat(diagnosis.get("change").get(0).get("setting").asText()).isEqualTo("train.lr");
    assertThat(diagnosis.get("last_checkpoint").asLong()).isZero();
    FileManifest.verify(out.resolve("checkpoints/0"));
  }

  @Test
  void anExistingRunIsKept() throws IOException {
    Path out = Files.createDirectory(directory.resolve("taken"));
    assertThatThrownBy(() -> train("local[2]", out, "steps = 5"))
        .isInstanceOf(Failure.class)
        .hasMessageContaining("already there");
    assertThat(out).isEmptyDirectory();
  }

  private static TrainSummary train(String master, Path out, String settings) {
    return train(master, 1, out, settings);
  }

  private static TrainSummary train(String master, int taskCores, Path out, String settings) {
    SparkConf conf =
        new SparkConf()
            .setMaster(master)
            .setAppName("trainer-test")
            .set("spark.ui.enabled", "false")
            .set("spark.task.cpus", Integer.toString(taskCores))
            .set("spark.driver.host", "localhost");
    try (JavaSparkContext spark = new JavaSparkContext(conf)) {
      return Trainer.train(
          spark,
          new TrainRequest(
              model(), dataset, options(settings), "test = true", out, Progress.Style.QUIET));
    }
  }

  private static ConfiguredModel<RnnOrth.Options> model() {
    return new ConfiguredModel<>(
        new RnnOrth(),
        new RnnOrth.Options(
            20, Nonlinearity.MODRELU, true, RnnOrth.Start.RANDOM, InputStart.GLOROT));
  }

  private static TrainOptions options(String settings) {
    return Section.of(
            ConfigFactory.parseString("train { averaging.every = 5, " + settings + "}"), "train")
        .read(TrainOptions.class);
  }

  private static float[] flat(Checkpoint checkpoint) {
    FloatBuffer all = FloatBuffer.allocate(100_000);
    checkpoint.weights().values().forEach(tensor -> all.put(tensor.values()));
    return Arrays.copyOf(all.array(), all.position());
  }
}
