package dev.eigenspark.train;

import dev.eigenspark.config.TrainOptions;
import dev.eigenspark.data.ObjectTable;
import dev.eigenspark.data.SequenceFormat;
import dev.eigenspark.models.ConfiguredModel;
import dev.eigenspark.nn.Threads;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.deeplearning4j.nn.graph.ComputationGraph;

/** Times the local step of a training on this machine, without data and without Spark. */
public final class StepClock {
  private static final double SECONDS = 0.5;

  private StepClock() {}

  /**
   * Seconds of one local step, the shortest of those that fit into half a second after the first.
   *
   * @param format the sequences that it reads; they are all zero here, which changes no work; a
   *     minibatch of objects has as many distinct ones as it can
   */
  public static double seconds(
      ConfiguredModel<?> model, SequenceFormat format, TrainOptions options) {
    ComputationGraph graph =
        new ComputationGraph(model.network(format, Optimizers.base(options)).configuration());
    graph.init();
    Replica replica = new Replica(graph.getConfiguration().toJson());
    replica.set(TrainingState.initial(Replica.stateOf(graph, 0)));
    List<String> columns = List.of(format.input().column(), format.target().column());
    SequenceBatch batch = new SequenceBatch(format, columns, blankObjects(format), options.batch());
    spreadObjects(batch, format);
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

  private static Optional<ObjectTable> blankObjects(SequenceFormat format) {
    int count = format.input().width();
    return format
        .objects()
        .map(
            shape ->
                new ObjectTable(
                    shape,
                    Collections.nCopies(count, new byte[shape.bytes()]),
                    Collections.nCopies(count, "blank")));
  }

  private static void spreadObjects(SequenceBatch batch, SequenceFormat format) {
    if (format.objects().isPresent()) {
      int[] objects = new int[format.steps()];
      for (int row = 0; row < batch.rows(); row++) {
        for (int t = 0; t < objects.length; t++) {
          objects[t] = (row * objects.length + t) % format.input().width();
        }
        batch.setObjects(row, objects);
      }
    }
  }
}
