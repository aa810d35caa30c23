package dev.eigenspark.resume;

import static org.assertj.core.api.Assertions.assertThat;

import dev.eigenspark.rng.CounterRandom;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A driver that is killed with SIGKILL, at any moment and as often as one likes, costs at most one
 * interval between checkpoints, and changes no bit. {@code -Deigenspark.kills=20} for more of it.
 */
@Tag("packaging")
class KilledDriverTest {
  private static final int KILLS = Integer.getInteger("eigenspark.kills", 3);
  private static final long SEED = Long.getLong("eigenspark.killSeed", 1);
  private static final int TRAINING_MILLIS = 1500;
  private static final int START_MILLIS = 6000;

  /** One kill in so many comes while the driver starts, and the others while it trains. */
  private static final int ONE_IN = 4;

  @TempDir Path directory;
  private long mostLost;

  @Test
  void resumedRunsHaveTheBitsOfAnUnbrokenOne() throws Exception {
    TinyTraining training = new TinyTraining(directory);
    Path unbroken = directory.resolve("unbroken");
    training.finish(unbroken);
    int runs = 0;
    for (int kills = 0; kills < KILLS; runs++) {
      Path run = directory.resolve("killed-" + runs);
      boolean killed = true;
      while (killed && kills < KILLS) {
        killed = killOnce(training, run, kills);
        kills += killed ? 1 : 0;
      }
      if (killed) {
        training.finish(run);
      }
      TinyTraining.requireSame(run, unbroken);
      assertThat(TinyTraining.hidden(directory)).isEmpty();
    }
    System.out.println(
        KILLS + " kills in " + runs + " trainings; at most " + mostLost + " rounds were lost");
  }

  /** Starts or resumes, and kills; false if the training ended before. */
  private boolean killOnce(TinyTraining training, Path run, int kill)
      throws IOException, InterruptedException {
    CounterRandom random = new CounterRandom(SEED, 0, kill);
    boolean whileStarting = random.nextInt(ONE_IN) == 0;
    long millis = random.nextInt(whileStarting ? START_MILLIS : TRAINING_MILLIS);
    long logged = size(run);
    BooleanSupplier trains = () -> whileStarting || size(run) != logged;
    try (Driver driver = Driver.start(directory, training.words(run))) {
      driver.await(trains);
      if (!driver.killAfter(millis)) {
        assertThat(driver.exitCode()).as(driver.errors()).isZero();
        return false;
      }
    }
    if (Files.exists(run)) {
      long lost = TinyTraining.losses(run).size() - TinyTraining.newestRound(run);
      assertThat(lost).isBetween(0L, (long) TinyTraining.CHECKPOINT_EVERY);
      mostLost = Math.max(mostLost, lost);
    }
    return true;
  }

  private static long size(Path run) {
    return run.resolve("metrics.jsonl").toFile().length();
  }
}
