package dev.eigenspark.bench;

import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;

/**
 * The least that a round of averaging can be on Spark: broadcast the parameters, give them back
 * from a task for each worker, average on the driver.
 */
final class BareRound implements Runnable {
  private final JavaSparkContext spark;
  private final List<Integer> workers;
  private float[] parameters;

  BareRound(JavaSparkContext spark, int workers, float[] parameters) {
    this.spark = spark;
    this.workers = IntStream.range(0, workers).boxed().toList();
    this.parameters = parameters;
  }

  @Override
  public void run() {
    Broadcast<float[]> shared = spark.broadcast(parameters);
    parameters =
        mean(spark.parallelize(workers, workers.size()).map(worker -> shared.value()).collect());
    shared.destroy();
  }

  private static float[] mean(List<float[]> vectors) {
    float[] mean = new float[vectors.get(0).length];
    for (float[] vector : vectors) {
      for (int i = 0; i < mean.length; i++) {
        mean[i] += vector[i];
      }
    }
    for (int i = 0; i < mean.length; i++) {
      mean[i] /= vectors.size();
    }
    return mean;
  }
}
