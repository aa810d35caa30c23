package dev.eigenspark.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.typesafe.config.ConfigFactory;
import dev.eigenspark.config.Section;
import dev.eigenspark.config.TrainOptions;
import dev.eigenspark.config.TrainOptions.Averaging.Inner;
import dev.eigenspark.config.TrainOptions.Averaging.Outer;
import dev.eigenspark.data.Dataset;
import dev.eigenspark.data.Json;
import dev.eigenspark.data.Safetensors;
import dev.eigenspark.data.Tensor;
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
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Whole trainings with the outer optimizers and what becomes of the inner ones' memory. */
class OuterTrainingTest {
  @TempDir static Path directory;
  private static Dataset dataset;

  @BeforeAll
  static void makeDataset() {
    dataset = TestDataset.write(directory.resolve("data"));
  }

  static Stream<Arguments> pairs() {
    return Stream.of(Outer.values())
        .flatMap(outer -> Stream.of(Inner.values()).map(inner -> Arguments.of(outer, inner)));
  }

  @ParameterizedTest
  @MethodSource("pairs")
  void everyPairTrainsToTheSameBits(Outer outer, Inner inner) throws IOException {
    String settings =
        String.format(
                "optimizer = adam, steps = 60, workers = 3, averaging { outer = %s, inner = %s }",
                outer, inner)
            .toLowerCase(Locale.ROOT);
    String name = outer + "-" + inner;
    Path first = directory.resolve(name);
    String bits = train("local[2]", first, settings).modelSha256();
    assertThat(train("local[1]", directory.resolve(name + "-1"), settings).modelSha256())
        .isEqualTo(bits);
    List<String> rounds = Files.readAllLines(first.resolve("metrics.jsonl"));
    assertThat(loss(rounds.get(rounds.size() - 1))).isLessThan(0.9 * loss(rounds.get(0)));
  }

  @Test
  void momentumIsCarriedFromRoundToRound() {
    String settings = "steps = 10, checkpointEvery = 1, averaging { outer = momentum, ";
    Path with = directory.resolve("with");
    Path without = directory.resolve("without");
    train("local[2]", with, settings + "outerMomentum = 0.5 }");
    train("local[2]", without, settings + "outerMomentum = 0 }");

    float[] begin = parameters(with, 0);
    float[] shared = parameters(with, 1);
    // From no momentum both make the same first round, and so see the same second mean.
    assertThat(parameters(without, 1)).containsExactly(shared);
    float[] mean = parameters(without, 2);
    float[] u1 = outerMemory(with, 1);
    float[] u2 = outerMemory(with, 2);
    for (int i = 0; i < shared.length; i++) {
      assertThat(u1[i]).isCloseTo(begin[i] - shared[i], within(1e-6f));
      assertThat(u2[i]).isCloseTo(0.5f * u1[i] + shared[i] - mean[i], within(1e-6f));
    }
    assertThat(Math.abs(u1[0])).isGreaterThan(1e-3f);
  }

  @Test
  void elasticWorkersKeepParametersOfTheirOwn() {
    Path out = directory.resolve("own");
    train("local[2]", out, "steps = 10, averaging.outer = elastic");
    Path memory = RunDirectory.open(out).checkpoints().get(1).path();
    Map<String, Tensor> tensors = Safetensors.read(memory.resolve("optimizer.safetensors"));
    float[] shared = parameters(out, 1);
    float[] first = tensors.get("worker.0.parameters").values();
    float[] second = tensors.get("worker.1.parameters").values();
    assertThat(first).hasSameSizeAs(shared).isNotEqualTo(second).isNotEqualTo(shared);
  }

  private static double loss(String round) {
    return Json.read(round, JsonNode.class).get("loss").asDouble();
  }

  private static TrainSummary train(String master, Path out, String settings) {
    TrainOptions options =
        Section.of(
                ConfigFactory.parseString(
                    "train { averaging.every = 5, lr = 0.003, " + settings + "}"),
                "train")
            .read(TrainOptions.class);
    SparkConf conf =
        new SparkConf()
            .setMaster(master)
            .setAppName("outer-training-test")
            .set("spark.ui.enabled", "false")
            .set("spark.driver.host", "localhost");
    try (JavaSparkContext spark = new JavaSparkContext(conf)) {
      return Trainer.train(
          spark,
          new TrainRequest(
              new ConfiguredModel<>(
                  new RnnOrth(),
                  new RnnOrth.Options(
                      20, Nonlinearity.MODRELU, true, RnnOrth.Start.RANDOM, InputStart.GLOROT)),
              dataset,
              options,
              "test = true",
              out,
              Progress.Style.QUIET));
    }
  }

  /** The parameters of the run's checkpoint number {@code index}. */
  private static float[] parameters(Path run, int index) {
    FloatBuffer all = FloatBuffer.allocate(100_000);
    RunDirectory.open(run)
        .checkpoints()
        .get(index)
        .weights()
        .values()
        .forEach(tensor -> all.put(tensor.values()));
    return Arrays.copyOf(all.array(), all.position());
  }

  private static float[] outerMemory(Path run, int index) {
    Path checkpoint = RunDirectory.open(run).checkpoints().get(index).path();
    return Safetensors.read(checkpoint.resolve("optimizer.safetensors")).get("outer").values();
  }
}
