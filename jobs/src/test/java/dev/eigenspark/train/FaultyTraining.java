package dev.eigenspark.train;

import dev.eigenspark.nn.SequenceScorer.Tally;
import java.util.concurrent.CountDownLatch;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.JavaSparkContext;

/** Training in which worker 1 never gets beyond one step, however often Spark tries. */
public final class FaultyTraining {
  /** What happens at that step. */
  public enum Fault {
    THROWS,
    HANGS
  }

  private FaultyTraining() {}

  /** Trains until the fault; {@code step} is counted from 0. */
  public static void train(JavaSparkContext spark, TrainRequest request, Fault fault, long step) {
    Trainer.train(spark, request, network -> new Engine(network, fault, step));
  }

  private record Engine(String network, Fault fault, long step) implements LocalRunner.Factory {
    @Override
    public LocalRunner create() {
      return new FaultyRunner(new ReplicaFactory(network).create(), this);
    }
  }

  private static final class FaultyRunner extends ForwardingRunner {
    private final Engine engine;
    private long step;

    FaultyRunner(LocalRunner sound, Engine engine) {
      super(sound);
      this.engine = engine;
    }

    @Override
    public void set(TrainingState state) {
      step = state.step();
      super.set(state);
    }

    @Override
    public Tally fit(SequenceBatch batch) {
      if (TaskContext.get().partitionId() == 1 && step == engine.step()) {
        if (engine.fault() == Fault.HANGS) {
          hang();
        }
        throw new IllegalStateException("injected fault\nof two lines");
      }
      step++;
      return super.fit(batch);
    }

    private static void hang() {
      try {
        new CountDownLatch(1).await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
