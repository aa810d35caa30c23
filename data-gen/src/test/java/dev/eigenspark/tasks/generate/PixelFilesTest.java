package dev.eigenspark.tasks.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.eigenspark.Failure;
import dev.eigenspark.data.Dataset;
import dev.eigenspark.data.ShardData;
import dev.eigenspark.tasks.IdxFiles;
import dev.eigenspark.tasks.Permutation;
import dev.eigenspark.tasks.PixelsTask;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.api.java.JavaSparkContext;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Datasets whose trials come from files that the executors read. */
class PixelFilesTest {
  private static final int SIDE = 4;

  @TempDir private Path directory;

  @BeforeEach
  void writeFiles() {
    IdxFiles.write(directory.resolve("files"), 50, 12, SIDE);
  }

  @Test
  void everyRowIsTheImageOfItsId() {
    generate("local[2]", "out", 40);
    Dataset dataset = Dataset.open(directory.resolve("out").toString());
    requireImages(dataset.read("train", 2), 32);
    requireImages(dataset.read("valid", 0), 40);
    requireImages(dataset.read("test", 0), 0);
  }

  private static void requireImages(ShardData shard, int first) {
    for (int row = 0; row < shard.rows(); row++) {
      for (int pixel = 0; pixel < SIDE * SIDE; pixel++) {
        assertThat(shard.value(0, row, pixel)).isEqualTo(IdxFiles.pixel(first + row, pixel));
      }
      assertThat(shard.value(1, row, 0)).isEqualTo(IdxFiles.label(first + row));
    }
  }

  @Test
  void oneCoreAndThreeCoresGiveTheSameFiles() throws Exception {
    GenerateSummary one = generate("local[1]", "one", 40);
    GenerateSummary three = generate("local[3]", "three", 40);
    assertThat(three.sha256()).isEqualTo(one.sha256());
    assertThat(GenerateJobTest.files(directory.resolve("three")))
        .isEqualTo(GenerateJobTest.files(directory.resolve("one")));
  }

  @Test
  void moreRowsThanTheFilesHoldLeaveNothing() {
    assertThatThrownBy(() -> generate("local[1]", "out", 41))
        .isInstanceOf(Failure.class)
        .hasMessageStartingWith("data.rows.train = 41 must be at most 40: ");
    assertThat(directory.resolve("out")).doesNotExist();
  }

  @Test
  void damagedFilesAreFoundBeforeAnythingIsWritten() throws Exception {
    Files.writeString(directory.resolve("files/train-labels-idx1-ubyte"), "no labels");
    assertThatThrownBy(() -> generate("local[1]", "out", 40))
        .isInstanceOf(Failure.class)
        .hasMessageContaining("train-labels-idx1-ubyte begins with 0x6e6f206c");
    assertThat(directory.resolve("out")).doesNotExist();
  }

  private GenerateSummary generate(String master, String name, long train) {
    PixelsTask task = new PixelsTask();
    PixelsTask.Options options =
        new PixelsTask.Options(
            directory.resolve("files").toString(),
            "train-images-idx3-ubyte",
            "train-labels-idx1-ubyte",
            "t10k-images-idx3-ubyte",
            "t10k-labels-idx1-ubyte",
            SIDE,
            1,
            10,
            1,
            Permutation.NONE,
            0);
    GenerateRequest request =
        new GenerateRequest(
            task,
            task.source(options),
            new TreeMap<>(),
            42,
            new TreeMap<>(Map.of("train", train, "valid", 10L, "test", 12L)),
            16,
            "data { task = pixels }\n",
            directory.resolve(name).toString(),
            Overwrite.FAIL);
    try (JavaSparkContext spark = Requests.spark(master)) {
      return GenerateJob.run(spark, request, ShardProgress.SILENT);
    }
  }
}
