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
import dev.eigenspark.train.TrainRequest;
import dev.eigenspark.train.Trainer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
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

  private static List<String> generate(
      String master, String name, UnaryOperator<TrialSource> fault) {
    CopyTask task = new CopyTask();
    CopyTask.Options options = new CopyTask.Options(5, 8, 10);
    String output = directory.resolve(name).toString();
    try (JavaSparkContext spark = TestCluster.start(master)) {
      GenerateJob.run(
          spark,
          new GenerateRequest(
              task,
              fault.apply(task.source(options)),
              Settings.values(options),
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
    TrainOptions options =
        Section.of(
                ConfigFactory.parseString(
                    "train { steps = 12, batch = 5, workers = 3, averaging.every = 4 }"),
                "train")
            .read(TrainOptions.class);
    try (JavaSparkContext spark = TestCluster.start(master)) {
      return Trainer.train(
              spark,
              new TrainRequest(
                  new ConfiguredModel<>(new Lstm(), new Lstm.Options(16)),
                  Dataset.open(directory.resolve("train").toString()),
                  options,
                  "",
                  out,
                  Progress.Style.QUIET))
          .modelSha256();
    }
  }
}
