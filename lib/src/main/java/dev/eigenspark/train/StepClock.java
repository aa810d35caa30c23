package dev.eigenspark.train;

import dev.eigenspark.config.TrainOptions;
import dev.eigenspark.data.SequenceFormat;
import dev.eigenspark.models.ConfiguredModel;
import dev.eigenspark.nn.Threads;
import java.util.List;
import org.deeplearning4j.nn.graph.ComputationGraph;

/** Times the local step of a training on this machine, without data and without Spark. */
public final class StepClock {
  private static final double SECONDS = 0.5;

  private StepClock() {}

  /**
   * Seconds of one local step, the shortest of those that fit into half a second after the first.
   *
   * @param format the sequences that it reads; they are all zero here, which changes no work
   */
  public static double seconds(
      ConfiguredModel<?> model, SequenceFormat format, TrainOptions options) {
    ComputationGraph graph =
        new ComputationGraph(model.network(format, Optimizers.base(options)).configuration());
    graph.init();
    Replica replica = new Replica(graph.getConfiguration().toJson());
    replica.set(TrainingState.initial(Replica.stateOf(graph, 0)));
    List<String> columns = List.of(format.input().column(), format.target().column());
    SequenceBatch batch = new SequenceBatch(format, columns, options.batch());
    Threads.allow(options.threads());
    replica.fit(batch);
    double shortest = Double.POSITIVE_INFINITY;
    long began = System.nanoTime();
    long now = began;
    do {
      long start = now;
      replica.fit(batch);
      now = System.nanoTime();
      shortest = Math.min(shortest, (now - start) / 1e9);
    } while (now - began < SECONDS * 1e9);
    return shortest;
  }
}
