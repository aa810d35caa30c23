package dev.eigenspark.train;

import dev.eigenspark.data.Dataset;
import dev.eigenspark.nn.Threads;
import dev.eigenspark.train.ActivationJob.Stack;
import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;

/**
 * Shows the first trials of a split to stacked networks, on Spark, and brings all rows to the
 * driver.
 *
 * @param networks their configurations as JSON
 * @param stacks which of them stand side by side
 */
record SampleJob(
    Dataset dataset, List<String> networks, List<Stack> stacks, TrainedNetwork.Rows rows)
    implements Serializable {
  /** The rows of each stack, one after the other. */
  List<float[]> run(JavaSparkContext spark, float[][] parameters) {
    long count = rows.in(dataset);
    Broadcast<float[][]> shared = spark.broadcast(parameters);
    try {
      return new RowChunks(count, rows.batch())
              .mapEach(
                  spark,
                  new JobLimit(0),
                  "sample of activations",
                  stacks.size(),
                  (stack, from, to) -> read(shared, stacks.get(stack), from, to))
              .stream()
              .map(SampleJob::joined)
              .toList();
    } finally {
      shared.destroy();
    }
  }

  private float[] read(Broadcast<float[][]> parameters, Stack stack, long from, long to) {
    // The chunks keep the cores busy.
    Threads.allow(1);
    StackReader reader = new StackReader(dataset, networks, stack, parameters.value());
    long[] rowIds = LongStream.range(from, to).toArray();
    float[] stacked = reader.read(rows.split(), rowIds);
    reader.release();
    return Arrays.copyOf(stacked, rowIds.length * stack.layout().columns());
  }

  private static float[] joined(List<float[]> chunks) {
    float[] all = new float[chunks.stream().mapToInt(chunk -> chunk.length).sum()];
    int at = 0;
    for (float[] chunk : chunks) {
      System.arraycopy(chunk, 0, all, at, chunk.length);
      at += chunk.length;
    }
    return all;
  }
}
