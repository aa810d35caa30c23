package dev.eigenspark.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.fasterxml.jackson.databind.JsonNode;
import com.typesafe.config.ConfigFactory;
import dev.eigenspark.Failure;
import dev.eigenspark.config.Section;
import dev.eigenspark.config.TrainOptions;
import dev.eigenspark.data.AtomicDirectory;
import dev.eigenspark.data.Dataset;
import dev.eigenspark.data.FileManifest;
import dev.eigenspark.data.Json;
import dev.eigenspark.data.TextFile;
import dev.eigenspark.models.ConfiguredModel;
import dev.eigenspark.models.ExpRnn;
import dev.eigenspark.models.InputStart;
import dev.eigenspark.models.NnRnn;
import dev.eigenspark.models.Nonlinearity;
import dev.eigenspark.models.RnnOrth;
import dev.eigenspark.models.SkewStart;
import dev.eigenspark.progress.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ResumeTest {
  private static final String SETTINGS = "steps = 25, checkpointEvery = 2";

  private static final ConfiguredModel<?> RNN_ORTH =
      new ConfiguredModel<>(
          new RnnOrth(),
          new RnnOrth.Options(
              12, Nonlinearity.MODRELU, true, RnnOrth.Start.RANDOM, InputStart.GLOROT));
  private static final ConfiguredModel<?> EXP_RNN =
      new ConfiguredModel<>(
          new ExpRnn(), new ExpRnn.Options(12, SkewStart.RANDOM, 0.01, InputStart.GLOROT));
  private static final ConfiguredModel<?> NN_RNN =
      new ConfiguredModel<>(
          new NnRnn(),
          new NnRnn.Options(12, SkewStart.RANDOM, 0.01, 1e-4, 1e-6, false, InputStart.GLOROT));

  @TempDir static Path directory;
  private static Dataset dataset;
  private static JavaSparkContext spark;
  private Path out;

  @BeforeAll
  static void start() {
    dataset = TestDataset.write(directory.resolve("data"));
    spark =
        new JavaSparkContext(
            new SparkConf()
                .setMaster("local[2]")
                .setAppName("resume-test")
                .set("spark.ui.enabled", "false")
                .set("spark.driver.host", "localhost"));
  }

  @AfterAll
  static void stop() {
    spark.close();
  }

  @BeforeEach
  void nameOutput(TestInfo test) {
    out = directory.resolve(test.getTestMethod().orElseThrow().getName() + test.getDisplayName());
  }

  static Stream<Arguments> trainings() {
    return Stream.of(
        arguments(RNN_ORTH, ""),
        arguments(RNN_ORTH, "optimizer = adam, averaging.inner = keep, workers = 3"),
        arguments(RNN_ORTH, "averaging { postLocal = 7, inner = reset }"),
        arguments(RNN_ORTH, "averaging { outer = momentum, inner = keep }"),
        arguments(RNN_ORTH, "averaging { outer = nesterov, inner = keep }"),
        arguments(RNN_ORTH, "averaging { outer = elastic, inner = keep }, workers = 3"),
        arguments(EXP_RNN, "averaging { outer = momentum, inner = keep }"),
        arguments(NN_RNN, "averaging { outer = nesterov, inner = keep }, optimizer = adam"),
        arguments(NN_RNN, "averaging { outer = elastic, inner = keep }"));
  }

  @ParameterizedTest
  @MethodSource("trainings")
  void sameBitsFromEveryCheckpoint(ConfiguredModel<?> model, String more) throws IOException {
    out = directory.resolve(model.model().name() + "-" + more.hashCode());
    String settings = SETTINGS + ", " + more;
    TrainSummary unbroken = Trainer.train(spark, request(model, settings));
    String weights = sha256OfLastCheckpoint();
    List<Checkpoint> checkpoints = RunDirectory.open(out).checkpoints();
    assertThat(checkpoints).hasSizeGreaterThan(2);
    for (Checkpoint checkpoint : checkpoints) {
      breakOff();
      TrainSummary resumed = Trainer.resume(spark, request(model, settings), checkpoint);
      assertThat(resumed.modelSha256()).isEqualTo(unbroken.modelSha256());
      assertThat(resumed.splits()).isEqualTo(unbroken.splits());
      assertThat(sha256OfLastCheckpoint()).isEqualTo(weights);
      assertThat(RunDirectory.open(out).checkpoints()).isEqualTo(checkpoints);
      FileManifest.verify(out);
    }
  }

  @Test
  void aChosenPeriodIsTakenFromTheRun() throws IOException {
    String open = "steps = 25, averaging.every = 0";
    TrainSummary unbroken = Trainer.train(spark, request(open));
    breakOff();
    Checkpoint start = InterruptedRun.open(out).at(0).checkpoint();
    assertThat(Trainer.resume(spark, request(open), start))
        .returns(unbroken.modelSha256(), TrainSummary::modelSha256)
        .returns(unbroken.rounds(), TrainSummary::rounds);
    breakOff();
    assertThatThrownBy(() -> Trainer.resume(spark, request(open + ", seed = 2"), start))
        .hasMessageStartingWith("train.seed is absent in " + out + ", not 2; --resume");
  }

  @Test
  void metricsGoOnWithoutDuplicatesOrGaps() throws IOException {
    Trainer.train(spark, request(SETTINGS));
    List<Double> losses = losses();
    long bytes = Files.size(out.resolve("events.out.tfevents.0.eigenspark"));
    breakOff();
    Path metrics = out.resolve("metrics.jsonl");
    TextFile.write(metrics, TextFile.read(metrics) + "{\"round\": 6, \"st"); // half a line
    Trainer.resume(spark, request(SETTINGS), InterruptedRun.open(out).at(10).checkpoint());
    assertThat(losses()).isEqualTo(losses);
    assertThat(Files.size(out.resolve("events.out.tfevents.0.eigenspark"))).isEqualTo(bytes);
    JsonNode provenance = Json.read(out.resolve("provenance.json"), JsonNode.class);
    assertThat(provenance.get("resumed").get(0).get("step").asLong()).isEqualTo(10);
  }

  @Test
  void whatAKilledDriverLeftIsRemoved() throws IOException {
    Trainer.train(spark, request(SETTINGS));
    breakOff();
    Files.createDirectories(out.resolve("checkpoints/.30.tmp-999999999-1/x"));
    Files.createDirectories(out.resolve(".model.tmp-999999999-1"));
    TextFile.write(out.resolve("diagnosis.json"), "{}");
    Trainer.resume(spark, request(SETTINGS), InterruptedRun.open(out).newest().checkpoint());
    assertThat(out.resolve("diagnosis.json")).doesNotExist();
    try (Stream<Path> below = Files.walk(directory)) {
      assertThat(below).noneMatch(path -> path.getFileName().toString().contains(".tmp-"));
    }
  }

  @Test
  void aDamagedCheckpointIsPassedOverAndNamed() throws IOException {
    TrainSummary unbroken = Trainer.train(spark, request(SETTINGS));
    breakOff();
    flipAByte(out.resolve("checkpoints/25/weights.safetensors"));
    InterruptedRun.Choice choice = InterruptedRun.open(out).newest();
    assertThat(choice.checkpoint().step()).isEqualTo(20);
    assertThat(choice.damaged())
        .singleElement()
        .asString()
        .startsWith("checkpoint 25 is not used: ")
        .contains("weights.safetensors is damaged");
    assertThat(Trainer.resume(spark, request(SETTINGS), choice.checkpoint()).modelSha256())
        .isEqualTo(unbroken.modelSha256());
    FileManifest.verify(out.resolve("checkpoints/25"));
  }

  @Test
  void aStepWithoutACheckpointIsNamed() {
    Trainer.train(spark, request(SETTINGS));
    assertThatThrownBy(() -> InterruptedRun.open(out).at(7))
        .isInstanceOf(Failure.class)
        .hasMessageContaining("no checkpoint of step 7; it has [0, 10, 20, 25]");
  }

  @Test
  void theFirstSettingThatDiffersIsNamed() throws IOException {
    Trainer.train(spark, request(SETTINGS));
    breakOff();
    Checkpoint start = InterruptedRun.open(out).newest().checkpoint();
    assertThatThrownBy(
            () -> Trainer.resume(spark, request(SETTINGS + ", lr = 0.5, seed = 2"), start))
        .isInstanceOfSatisfying(
            Failure.class, f -> assertThat(f.kind()).isEqualTo(Failure.Kind.CONFIGURATION))
        .hasMessageStartingWith("train.lr is absent in " + out + ", not 0.5; --resume");
    Trainer.resume(
        spark, request("steps = 25, checkpointEvery = 1, threads = 2"), start); // change nothing
  }

  @Test
  void aRunThatEndedIsRefused() {
    Trainer.train(spark, request(SETTINGS));
    Checkpoint start = InterruptedRun.open(out).newest().checkpoint();
    assertThatThrownBy(() -> Trainer.resume(spark, request(SETTINGS), start))
        .hasMessageContaining("has ended already");
  }

  @Test
  void aRunThatIsBeingTrainedIsRefused() throws IOException {
    Trainer.train(spark, request(SETTINGS));
    breakOff();
    Checkpoint start = InterruptedRun.open(out).newest().checkpoint();
    try (MetricsLog other = new MetricsLog(out)) {
      other.keep(5);
      assertThatThrownBy(() -> Trainer.resume(spark, request(SETTINGS), start))
          .hasMessageContaining("is being trained by another process");
    }
    assertThat(losses()).hasSize(5);
  }

  @Test
  void aDirectoryThatIsNoRunIsRefused() {
    assertThatThrownBy(() -> InterruptedRun.open(directory))
        .isInstanceOfSatisfying(
            Failure.class, f -> assertThat(f.kind()).isEqualTo(Failure.Kind.USAGE))
        .hasMessageContaining("no run to resume at");
  }

  /** Takes away what is written after the last checkpoint. */
  private void breakOff() throws IOException {
    Files.delete(out.resolve("manifest.json"));
    Files.delete(out.resolve("evaluation.json"));
    AtomicDirectory.delete(out.resolve("model"));
  }

  private static void flipAByte(Path file) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    bytes[bytes.length - 1] ^= 1;
    Files.write(file, bytes);
  }

  private String sha256OfLastCheckpoint() {
    Path last = out.resolve("checkpoints/25");
    return FileManifest.sha256(last.resolve("weights.safetensors"))
        + FileManifest.sha256(last.resolve("optimizer.safetensors"));
  }

  /** The losses by round, whose numbers must be 1, 2, and so on. */
  private List<Double> losses() throws IOException {
    List<JsonNode> lines =
        Files.readAllLines(out.resolve("metrics.jsonl")).stream()
            .map(line -> Json.read(line, JsonNode.class))
            .toList();
    assertThat(lines.stream().map(line -> line.get("round").asLong()))
        .isEqualTo(LongStream.rangeClosed(1, lines.size()).boxed().toList());
    return lines.stream().map(line -> line.get("loss").asDouble()).toList();
  }

  private TrainRequest request(String settings) {
    return request(RNN_ORTH, settings);
  }

  private TrainRequest request(ConfiguredModel<?> model, String settings) {
    String section = "train { averaging.every = 5, " + settings + "}";
    TrainOptions options =
        Section.of(ConfigFactory.parseString(section), "train").read(TrainOptions.class);
    return new TrainRequest(model, dataset, options, section, out, Progress.Style.QUIET);
  }
}
