package dev.eigenspark.train;

import dev.eigenspark.data.Dataset;
import dev.eigenspark.data.SequenceFormat;
import dev.eigenspark.fisher.Draws;
import dev.eigenspark.nn.FloatBlock;
import dev.eigenspark.nn.Threads;
import java.io.Serializable;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;

/**
 * Sums the squared gradients of single trials, number by number, on Spark: the diagonal of the
 * Fisher information with labels that the network draws itself. The cut into chunks and the order
 * of their sums are fixed, so that partitions and cores change no bit.
 *
 * @param network its configuration as JSON
 * @param seed of the labels
 */
record DiagonalJob(String network, Dataset dataset, TrainedNetwork.Rows rows, long seed)
    implements Serializable {
  // Each sends a vector of all parameters.
  private static final int MOST_CHUNKS = 16;

  /** The means over the trials, at these parameters. */
  double[] run(JavaSparkContext spark, float[] parameters) {
    long count = rows.in(dataset);
    RowChunks chunks = new RowChunks(count, (count + MOST_CHUNKS - 1) / MOST_CHUNKS);
    Broadcast<float[]> shared = spark.broadcast(parameters);
    double[] diagonal = new double[parameters.length];
    try {
      chunks
          .map(
              spark,
              new JobLimit(0),
              "diagonal of the Fisher information",
              (from, to) -> sum(shared, from, to))
          .forEach(
              sum -> {
                for (int i = 0; i < diagonal.length; i++) {
                  diagonal[i] += sum[i] / count;
                }
              });
      return diagonal;
    } finally {
      shared.destroy();
    }
  }

  private double[] sum(Broadcast<float[]> parameters, long from, long to) {
    // What is drawn belongs to one thread; the chunks keep the cores busy.
    Threads.allow(1);
    GradientSession session = GradientSession.acquire(network, dataset);
    session.setParameters(parameters.value());
    SequenceFormat.Channel target = dataset.manifest().format().target();
    Draws draws = new Draws(seed, target.steps(), target.width());
    double[] sum = new double[parameters.value().length];
    for (long row = from; row < to; row++) {
      FloatBlock gradient = session.of(rows.split(), new long[] {row}).gradient(draws.errors(row));
      for (int i = 0; i < sum.length; i++) {
        double value = gradient.get(i);
        sum[i] += value * value;
      }
    }
    session.release();
    return sum;
  }
}
