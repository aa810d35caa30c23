package dev.eigenspark.resume;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A shard that goes away while a training reads: every attempt at its rows fails. */
@Tag("packaging")
class LostShardTest {
  @TempDir Path directory;

  @Test
  void endsWithOneLineAndGoesOnOnceTheShardIsBack() throws Exception {
    // More shards than a worker keeps in memory, so that each is read again in every epoch.
    TinyTraining training = new TinyTraining(directory, "data.shardRows=2", "train.steps=3000");
    Path unbroken = directory.resolve("unbroken");
    training.finish(unbroken);

    Path run = directory.resolve("run");
    Path shard = directory.resolve("data/train/part-00007.parquet");
    Path away = directory.resolve("away.parquet");
    try (Driver driver = Driver.start(directory, training.words(run))) {
      driver.await(() -> Files.exists(run.resolve("checkpoints/6")));
      Files.move(shard, away, StandardCopyOption.ATOMIC_MOVE);
      assertThat(driver.exitCode()).as(driver.errors()).isEqualTo(4);
      assertThat(driver.errors().lines().filter(line -> line.startsWith("eigenspark: ")))
          .singleElement()
          .asString()
          .contains("part-00007.parquet");
      assertThat(driver.errors()).doesNotContain("\tat ");
    }
    assertThat(TinyTraining.newestRound(run)).isGreaterThan(0);
    assertThat(TinyTraining.hidden(run)).isEmpty();
    Files.move(away, shard, StandardCopyOption.ATOMIC_MOVE);
    training.finish(run);
    TinyTraining.requireSame(run, unbroken);
  }
}
