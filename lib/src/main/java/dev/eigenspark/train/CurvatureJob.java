package dev.eigenspark.train;

import dev.eigenspark.data.Dataset;
import dev.eigenspark.fisher.CurvatureMatrix;
import dev.eigenspark.fisher.SymmetricOperator;
import dev.eigenspark.nn.Threads;
import java.io.Serializable;
import java.util.Comparator;
import java.util.List;
import java.util.stream.LongStream;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.JavaRDD;
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

  private record Chunk(long firstRow, double[] sum) implements Serializable {}

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
    long count = Math.min(rows.count(), task.dataset().rows(rows.split()));
    long batches = (count + rows.batch() - 1) / rows.batch();
    long chunk = (batches + MOST_CHUNKS - 1) / MOST_CHUNKS * rows.batch();
    List<Long> starts =
        LongStream.range(0, (count + chunk - 1) / chunk).map(i -> i * chunk).boxed().toList();
    Broadcast<Probe> probe = spark.broadcast(Probe.of(parameters, v, task.radius()));
    Task what = task;
    try {
      JavaRDD<Chunk> chunks =
          spark
              .parallelize(starts, starts.size())
              .map(first -> product(what, probe, first, Math.min(count, first + chunk)));
      double[] product = new double[v.length];
      new JobLimit(0)
          .collect(spark, chunks, "product with the curvature").stream()
              .sorted(Comparator.comparingLong(Chunk::firstRow))
              .forEach(
                  part -> {
                    for (int i = 0; i < product.length; i++) {
                      product[i] += part.sum()[i] / count;
                    }
                  });
      return product;
    } finally {
      probe.destroy();
    }
  }

  private static Chunk product(Task task, Broadcast<Probe> probe, long from, long to) {
    Threads.allow(TaskContext.get().cpus());
    GradientSession session = GradientSession.acquire(task.network(), task.dataset());
    double[] sum = new double[probe.value().parameters().length];
    int batch = task.rows().batch();
    for (long first = from; first < to; first += batch) {
      long[] rowIds = LongStream.range(first, Math.min(to, first + batch)).toArray();
      probe.value().addProduct(session.of(task.rows().split(), rowIds), task.matrix(), sum);
    }
    session.release();
    return new Chunk(from, sum);
  }
}
