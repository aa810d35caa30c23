package dev.eigenspark.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.ConfigFactory;
import dev.eigenspark.Failure;
import dev.eigenspark.config.Section;
import dev.eigenspark.config.TrainOptions;
import dev.eigenspark.data.Dataset;
import dev.eigenspark.models.ConfiguredModel;
import dev.eigenspark.models.InputStart;
import dev.eigenspark.models.Nonlinearity;
import dev.eigenspark.models.RnnOrth;
import dev.eigenspark.progress.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.SparkConf;
import org.apache.spark.SparkEnv;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.storage.BlockId;
import org.bytedeco.javacpp.Pointer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a training leaves behind in its JVM: one idle session for each engine, kept on purpose, and
 * nothing that grows from training to training. On one core, so that there is one session.
 */
class TrainerResourcesTest {
  private static final int TRAININGS = 5;
  private static final long SECONDS_TO_SETTLE = 60;

  /** Threads that Spark, its network and its event loops start when they need them. */
  private static final String SPARKS =
      "Executor task launch worker.*|task-result-getter-.*|dag-scheduler-.*|dispatcher-.*"
          + "|block-manager-.*|netty-.*|rpc-.*|ForkJoinPool.*|Common-Cleaner|process reaper.*";

  @TempDir static Path directory;
  @TempDir static Path sparks;
  private static Dataset dataset;
  private static JavaSparkContext spark;
  private int runs;

  @BeforeAll
  static void start() {
    dataset = TestDataset.write(directory.resolve("data"));
    spark =
        new JavaSparkContext(
            new SparkConf()
                .setMaster("local[1]")
                .setAppName("resources-test")
                .set("spark.ui.enabled", "false")
                .set("spark.local.dir", sparks.toString())
                .set("spark.driver.host", "localhost"));
  }

  @AfterAll
  static void stop() {
    spark.close();
  }

  @Test
  void trainingsAndDivergencesLeaveNothingThatGrows() throws IOException {
    train();
    diverge();
    Set<Thread> threads = Thread.getAllStackTraces().keySet();
    long offHeap = leastOffHeap();
    for (int i = 0; i < TRAININGS; i++) {
      train();
      diverge();
    }
    await("broadcasts", () -> broadcasts() == 0);
    await("off-heap memory", () -> Pointer.totalBytes() <= offHeap);
    Set<String> started =
        Thread.getAllStackTraces().keySet().stream()
            .filter(thread -> !threads.contains(thread))
            .map(Thread::getName)
            .filter(name -> !name.matches(SPARKS))
            .collect(Collectors.toSet());
    assertThat(started).isEmpty();
    try (Stream<Path> below = Files.walk(directory)) {
      assertThat(below.map(path -> path.getFileName().toString()))
          .noneMatch(name -> name.startsWith(".") || name.endsWith(".tmp"));
    }
  }

  private void train() {
    Trainer.train(spark, request("lr = 0.003"));
  }

  private void diverge() {
    assertThatThrownBy(() -> Trainer.train(spark, request("optimizer = sgd, lr = 1e30")))
        .isInstanceOfSatisfying(
            Failure.class, f -> assertThat(f.kind()).isEqualTo(Failure.Kind.DIVERGED));
  }

  /** Parameters and minibatches live there, and are given back when Java collects their owners. */
  private static long leastOffHeap() {
    long least = Long.MAX_VALUE;
    for (int i = 0; i < 10; i++) {
      System.gc();
      least = Math.min(least, Pointer.totalBytes());
    }
    return least;
  }

  private static int broadcasts() {
    return SparkEnv.get().blockManager().getMatchingBlockIds(BlockId::isBroadcast).size();
  }

  /** Spark destroys broadcasts, and Java frees memory, in their own time. */
  private static void await(String what, BooleanSupplier settled) {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS_TO_SETTLE);
    while (!settled.getAsBoolean()) {
      assertThat(System.nanoTime()).as(what + " did not go").isLessThan(end);
      System.gc();
    }
  }

  private TrainRequest request(String settings) {
    String section =
        "train { steps = 20, averaging.every = 5, checkpointEvery = 2, " + settings + "}";
    TrainOptions options =
        Section.of(ConfigFactory.parseString(section), "train").read(TrainOptions.class);
    ConfiguredModel<?> model =
        new ConfiguredModel<>(
            new RnnOrth(),
            new RnnOrth.Options(
                20, Nonlinearity.MODRELU, true, RnnOrth.Start.RANDOM, InputStart.GLOROT));
    Path out = directory.resolve("run-" + runs++);
    return new TrainRequest(model, dataset, options, section, out, Progress.Style.QUIET);
  }
}
