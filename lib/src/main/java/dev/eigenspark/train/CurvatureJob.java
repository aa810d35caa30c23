package dev.eigenspark.train;

import dev.eigenspark.data.Dataset;
import dev.eigenspark.fisher.CurvatureMatrix;
import dev.eigenspark.fisher.SymmetricOperator;
import dev.eigenspark.nn.Threads;
import java.io.Serializable;
import java.util.stream.LongStream;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;

/**
 * Products of a network's curvature, {@code 1/(N L) sum over trials and labelled steps}, with
 * vectors: one job on Spark for each. The cut into chunks and the order of their sums are fixed, so
 * that partitions and cores change no bit.
 */
final class CurvatureJob implements SymmetricOperator {
  // Each sends a vector of all parameters.
  private static final int MOST_CHUNKS = 16;

  private final JavaSparkContext spark;
  private final Task task;
  private final float[] parameters;

  /**
   * What the tasks know.
   *
   * @param network its configuration as JSON
   * @param radius length of a step to either side, as a part of the parameters' norm
   */
  record Task(
      String network,
      Dataset dataset,
      TrainedNetwork.Rows rows,
      CurvatureMatrix matrix,
      double radius)
      implements Serializable {}

  CurvatureJob(JavaSparkContext spark, Task task, float[] parameters) {
    this.spark = spark;
    this.task = task;
    this.parameters = parameters;
  }

  @Override
  public int size() {
    return parameters.length;
  }

  @Override
  public double[] times(double[] v) {
    TrainedNetwork.Rows rows = task.rows();
    long count = rows.in(task.dataset());
    long batches = (count + rows.batch() - 1) / rows.batch();
    long chunk = (batches + MOST_CHUNKS - 1) / MOST_CHUNKS * rows.batch();
    Broadcast<Probe> probe = spark.broadcast(Probe.of(parameters, v, task.radius()));
    // The closure must not hold the driver's context.
    Task what = task;
    try {
      double[] product = new double[v.length];
      new RowChunks(count, chunk)
          .map(
              spark,
              new JobLimit(0),
              "product with the curvature",
              (from, to) -> product(what, probe, from, to))
          .forEach(
              sum -> {
                for (int i = 0; i < product.length; i++) {
                  product[i] += sum[i] / count;
                }
              });
      return product;
    } finally {
      probe.destroy();
    }
  }

  private static double[] product(Task task, Broadcast<Probe> probe, long from, long to) {
    Threads.allow(TaskContext.get().cpus());
    GradientSession session = GradientSession.acquire(task.network(), task.dataset());
    double[] sum = new double[probe.value().parameters().length];
    int batch = task.rows().batch();
    for (long first = from; first < to; first += batch) {
      long[] rowIds = LongStream.range(first, Math.min(to, first + batch)).toArray();
      probe.value().addProduct(session.of(task.rows().split(), rowIds), task.matrix(), sum);
    }
    session.release();
    return sum;
  }
}
