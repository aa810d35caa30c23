package dev.eigenspark.tasks.generate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.eigenspark.data.Column;
import dev.eigenspark.data.Dataset;
import dev.eigenspark.data.ShardData;
import dev.eigenspark.tasks.NoisyLabels;
import dev.eigenspark.tasks.SetTask;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.api.java.JavaSparkContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Datasets with wrong labels on disk. */
class NoisyFilesTest {
  @TempDir Path directory;

  @Test
  void theFlagLiesBesideTheTrialsTheSameOnAnyCores() throws Exception {
    String one = generate("local[1]", "one");
    String three = generate("local[3]", "three");
    assertThat(three).isEqualTo(one);
    Dataset dataset = Dataset.open(directory.resolve("one").toString());
    assertThat(dataset.manifest().columns().stream().map(Column::name))
        .containsExactly("ids", "label", "noisy");
    assertThat(flagged(dataset, "train")).isBetween(80, 120);
    assertThat(flagged(dataset, "test")).isZero();
    assertThat(Files.readString(directory.resolve("one").resolve("CARD.md")))
        .contains("| `noisy` | int8 |")
        .contains("- Option `labelNoise`: 0.4");
  }

  private static int flagged(Dataset dataset, String split) {
    int flagged = 0;
    for (int shard = 0; shard < dataset.shards(split); shard++) {
      ShardData data = dataset.read(split, shard);
      for (int row = 0; row < data.rows(); row++) {
        flagged += data.value(2, row, 0);
      }
    }
    return flagged;
  }

  private String generate(String master, String name) {
    GenerateRequest request =
        new GenerateRequest(
            new SetTask(),
            new NoisyLabels(new SetTask().source(new SetTask.Options(81)), 0.4),
            new TreeMap<>(Map.of("labelNoise", 0.4)),
            42,
            new TreeMap<>(Map.of("train", 250L, "test", 30L)),
            100,
            "data { task = set }\n",
            directory.resolve(name).toString(),
            Overwrite.FAIL);
    try (JavaSparkContext spark = Requests.spark(master)) {
      return GenerateJob.run(spark, request, ShardProgress.SILENT).sha256();
    }
  }
}
