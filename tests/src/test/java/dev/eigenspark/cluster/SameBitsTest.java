package dev.eigenspark.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.ConfigFactory;
import dev.eigenspark.config.Section;
import dev.eigenspark.config.Settings;
import dev.eigenspark.config.TrainOptions;
import dev.eigenspark.data.Dataset;
import dev.eigenspark.data.ShardEntry;
import dev.eigenspark.models.ConfiguredModel;
import dev.eigenspark.models.Lstm;
import dev.eigenspark.progress.Progress;
import dev.eigenspark.tasks.CopyTask;
import dev.eigenspark.tasks.TrialSource;
import dev.eigenspark.tasks.generate.GenerateJob;
import dev.eigenspark.tasks.generate.GenerateRequest;
import dev.eigenspark.tasks.generate.Overwrite;
import dev.eigenspark.tasks.generate.ShardProgress;
import dev.eigenspark.train.DisturbedTraining;
import dev.eigenspark.train.DisturbedTraining.Fault;
import dev.eigenspark.train.TrainRequest;
import dev.eigenspark.train.Trainer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.apache.spark.api.java.JavaSparkContext;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Same seed, same bytes and same bits: threads, processes and failing tasks change nothing. */
@Tag("packaging")
class SameBitsTest {
  /** Threads of this JVM, each task tried up to three times. */
  private static final String THREADS = "local[2,3]";

  @TempDir static Path directory;

  @Test
  void datasetsAreTheSameBytesEverywhere() {
    List<List<String>> hashes = new ArrayList<>();
    hashes.add(generate("local[1]", "one", UnaryOperator.identity()));
    hashes.add(generate("local[2]", "two", UnaryOperator.identity()));
    hashes.add(generate("local[2,2]", "two-faults", OnceFailingSource::new));
    hashes.add(generate(TestCluster.TWO_EXECUTORS, "cluster", UnaryOperator.identity()));
    hashes.add(generate(TestCluster.TWO_EXECUTORS, "cluster-faults", OnceFailingSource::new));
    assertThat(hashes.get(0)).hasSize(6);
    assertThat(hashes).allMatch(hashes.get(0)::equals);
  }

  @Test
  void modelsAreTheSameBitsEverywhere() {
    generate("local[2]", "train", UnaryOperator.identity());
    Set<String> hashes = new HashSet<>();
    for (String master : List.of("local[1]", "local[2]", TestCluster.TWO_EXECUTORS)) {
      hashes.add(train(master, "first"));
      hashes.add(train(master, "second"));
    }
    assertThat(hashes).hasSize(1);
  }

  /**
   * Tasks take a random time, and in every second training one of them fails, or its executor is
   * killed. EIGENSPARK_TEST_REPEATS asks for more trainings, SPARK_MASTER_URL for one more cluster;
   * tests/cluster/faults.sh sets both.
   */
  @Test
  void faultsChangeNoModel() {
    generate("local[2]", "faults", UnaryOperator.identity());
    int repeats = Integer.parseInt(System.getenv().getOrDefault("EIGENSPARK_TEST_REPEATS", "2"));
    List<String> masters = new ArrayList<>(List.of(THREADS, TestCluster.TWO_EXECUTORS));
    Optional.ofNullable(System.getenv("SPARK_MASTER_URL")).ifPresent(masters::add);
    Set<String> hashes = new HashSet<>();
    long seed = 0;
    for (String master : masters) {
      try (JavaSparkContext spark = TestCluster.start(master)) {
        for (int repeat = 0; repeat < repeats; repeat++) {
          Path out = directory.resolve("faulty-runs").resolve(Long.toString(seed));
          Fault fault = faultOf(master, repeat);
          Path mark = directory.resolve("fault-" + seed);
          TrainRequest request = request("faults", out);
          hashes.add(DisturbedTraining.train(spark, request, fault, seed++, mark));
          assertThat(Files.exists(mark)).as("a fault happened").isEqualTo(fault != Fault.NONE);
          System.out.printf("%s, %s: %s%n", master, fault, hashes);
        }
      }
    }
    assertThat(hashes).hasSize(1);
  }

  private static Fault faultOf(String master, int repeat) {
    if (repeat % 2 == 0) {
      return Fault.NONE;
    }
    return master.equals(THREADS) ? Fault.TASK_FAILS : Fault.EXECUTOR_IS_KILLED;
  }

  private static List<String> generate(
      String master, String name, UnaryOperator<TrialSource> fault) {
    CopyTask task = new CopyTask();
    CopyTask.Options options = new CopyTask.Options(5, 8, 10, CopyTask.Input.ONE_HOT);
    String output = directory.resolve(name).toString();
    try (JavaSparkContext spark = TestCluster.start(master)) {
      GenerateJob.run(
          spark,
          new GenerateRequest(
              task,
              fault.apply(task.source(options)),
              Settings.identity(options),
              3,
              new TreeMap<>(Map.of("train", 380L, "test", 120L)),
              100,
              "",
              output,
              Overwrite.FAIL),
          ShardProgress.SILENT);
    }
    return Dataset.open(output).manifest().splits().values().stream()
        .flatMap(List::stream)
        .map(ShardEntry::sha256)
        .toList();
  }

  private static String train(String master, String name) {
    Path out = directory.resolve("runs").resolve(master).resolve(name);
    try (JavaSparkContext spark = TestCluster.start(master)) {
      return Trainer.train(spark, request("train", out)).modelSha256();
    }
  }

  private static TrainRequest request(String data, Path out) {
    TrainOptions options =
        Section.of(
                ConfigFactory.parseString(
                    "train { steps = 12, batch = 5, workers = 3, averaging.every = 4 }"),
                "train")
            .read(TrainOptions.class);
    return new TrainRequest(
        new ConfiguredModel<>(new Lstm(), new Lstm.Options(16)),
        Dataset.open(directory.resolve(data).toString()),
        options,
        "",
        out,
        Progress.Style.QUIET);
  }
}
