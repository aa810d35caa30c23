package dev.eigenspark.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.eigenspark.Failure;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatasetVerifierTest {
  private static JavaSparkContext spark;

  @TempDir Path directory;
  private Dataset dataset;

  @BeforeAll
  static void startSpark() {
    spark =
        new JavaSparkContext(
            new SparkConf()
                .setMaster("local[2]")
                .setAppName("verify")
                .set("spark.ui.enabled", "false")
                .set("spark.driver.host", "localhost"));
  }

  @AfterAll
  static void stopSpark() {
    spark.stop();
  }

  @BeforeEach
  void writeDataset() throws Exception {
    dataset = TrialExample.write(directory);
  }

  @Test
  void acceptsASoundDataset() {
    VerifyReport report = DatasetVerifier.verify(spark, dataset);
    assertThat(report.problems()).isEmpty();
    assertThat(report.files()).isEqualTo(6);
    assertThat(report.bytes()).isEqualTo(dataset.manifest().bytes());
  }

  @Test
  void tasksReadTheDatasetThatTheyCarry() {
    Dataset carried = dataset;
    assertThat(
            spark
                .parallelize(List.of(0, 1, 2), 3)
                .map(i -> carried.read("train", i).rows())
                .collect())
        .containsExactly(100, 100, 50);
  }

  @Test
  void findsAFlippedByteInEveryFile() throws Exception {
    for (String file : new String[] {"train/part-00000.parquet", "manifest.json", "CARD.md"}) {
      Path path = directory.resolve(file);
      byte[] sound = Files.readAllBytes(path);
      byte[] damaged = sound.clone();
      damaged[sound.length / 2] ^= 4;
      Files.write(path, damaged);
      assertThat(DatasetVerifier.inspect(spark, dataset).problems())
          .singleElement()
          .asString()
          .contains(file + ": expected SHA-256 ");
      Files.write(path, sound);
    }
  }

  @Test
  void findsSwappedShards() throws Exception {
    Path first = directory.resolve("train/part-00000.parquet");
    Path second = directory.resolve("train/part-00001.parquet");
    Path aside = directory.resolve("aside");
    Files.move(first, aside);
    Files.move(second, first);
    Files.move(aside, second, StandardCopyOption.REPLACE_EXISTING);
    assertThat(DatasetVerifier.inspect(spark, dataset).problems()).hasSize(2);
  }

  @Test
  void listsEveryProblemAndThrowsTheFirst() throws Exception {
    Path truncated = directory.resolve("train/part-00000.parquet");
    byte[] sound = Files.readAllBytes(truncated);
    Files.write(truncated, Arrays.copyOf(sound, 10));
    Files.delete(directory.resolve("train/part-00002.parquet"));
    Files.writeString(directory.resolve("train/part-00003.parquet"), "extra");

    VerifyReport report = DatasetVerifier.inspect(spark, dataset);
    assertThat(report.problems()).hasSize(3);
    assertThat(report.problems())
        .anyMatch(
            p -> p.endsWith("part-00000.parquet: expected " + sound.length + " bytes, found 10"))
        .anyMatch(p -> p.endsWith("part-00002.parquet: it is not there"))
        .anyMatch(p -> p.endsWith("part-00003.parquet: it is not in the manifest"));
    assertThatThrownBy(() -> DatasetVerifier.verify(spark, dataset))
        .isInstanceOf(Failure.class)
        .hasMessage(report.problems().get(0) + " (and 2 more problems)");
  }
}
