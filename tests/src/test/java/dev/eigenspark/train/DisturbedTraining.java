package dev.eigenspark.train;

import dev.eigenspark.nn.SequenceScorer.Tally;
import dev.eigenspark.rng.CounterRandom;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.JavaSparkContext;

/** Training on workers whose steps take a random time and of which one may fail in the middle. */
public final class DisturbedTraining {
  /** What goes wrong, once. */
  public enum Fault {
    NONE,
    TASK_FAILS,
    EXECUTOR_IS_KILLED
  }

  private DisturbedTraining() {}

  /**
   * The hash of the trained model.
   *
   * @param seed decides how long steps take, and in which the fault happens
   * @param mark a file that is made when it happens
   */
  public static String train(
      JavaSparkContext spark, TrainRequest request, Fault fault, long seed, Path mark) {
    return Trainer.train(
            spark,
            request,
            configuration -> new Disturbance(configuration, fault, seed, mark.toString()))
        .modelSha256();
  }

  private record Disturbance(String configuration, Fault fault, long seed, String mark)
      implements LocalRunner.Factory {
    @Override
    public LocalRunner create() {
      return new DisturbedRunner(new ReplicaFactory(configuration).create(), this);
    }
  }

  private static final class DisturbedRunner extends ForwardingRunner {
    private static final int STREAM = 1000;
    private static final int LONGEST_MILLIS = 40;

    private final Disturbance disturbance;
    private long step;

    DisturbedRunner(LocalRunner sound, Disturbance disturbance) {
      super(sound);
      this.disturbance = disturbance;
    }

    @Override
    public void set(TrainingState state) {
      step = state.step();
      super.set(state);
    }

    @Override
    public Tally fit(SequenceBatch batch) {
      int worker = TaskContext.get().partitionId();
      CounterRandom random = new CounterRandom(disturbance.seed(), STREAM, worker + 100 * step);
      pause(random.nextInt(LONGEST_MILLIS));
      // In the second of three rounds of four steps.
      if (worker == 1 && step == 4 + disturbance.seed() % 4) {
        breakOnce();
      }
      step++;
      return super.fit(batch);
    }

    private void breakOnce() {
      if (disturbance.fault() == Fault.NONE) {
        return;
      }
      try {
        Files.createFile(Path.of(disturbance.mark()));
      } catch (FileAlreadyExistsException e) {
        return;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      if (disturbance.fault() == Fault.TASK_FAILS) {
        throw new IllegalStateException("injected fault");
      }
      try {
        String self = Long.toString(ProcessHandle.current().pid());
        new ProcessBuilder("kill", "-9", self).start().waitFor();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      throw new IllegalStateException("this executor should be dead");
    }

    private static void pause(int millis) {
      try {
        TimeUnit.MILLISECONDS.sleep(millis);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
