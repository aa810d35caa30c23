package dev.eigenspark.train;

import java.io.Serializable;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;

/**
 * Rows of a split, cut by row id into chunks of a fixed size, so that what is computed of each, and
 * summed in their order, has the same bits whatever the partitions, cores or executors.
 *
 * @param rows how many from row 0 on, at least 1
 * @param size rows of a chunk; the last may have fewer
 */
record RowChunks(long rows, long size) {
  /** So many that one that is late or lost is a small part, and a person sees how far a job is. */
  private static final int TASKS_FOR_A_CORE = 8;

  /** What a task computes of the rows [from, to). */
  interface Work<T> extends Serializable {
    T of(long from, long to);
  }

  /** The same of one of several items, such as networks. */
  interface ItemWork<T> extends Serializable {
    T of(int item, long from, long to);
  }

  /**
   * Computes every chunk on Spark; the results have the order of the chunks.
   *
   * @param what the job, for messages
   */
  <T> List<T> map(JavaSparkContext spark, JobLimit limit, String what, Work<T> work) {
    return mapEach(spark, limit, what, 1, (item, from, to) -> work.of(from, to)).get(0);
  }

  /**
   * Computes every chunk for each of several items, in one job; the results are by item, in the
   * order of the chunks.
   *
   * @param what the job, for messages
   */
  <T> List<List<T>> mapEach(
      JavaSparkContext spark, JobLimit limit, String what, int items, ItemWork<T> work) {
    long last = rows;
    long chunk = size;
    int chunks = Math.toIntExact((rows + size - 1) / size);
    List<Integer> parts = IntStream.range(0, Math.multiplyExact(items, chunks)).boxed().toList();
    JavaRDD<T> results =
        spark
            .parallelize(
                parts, Math.min(parts.size(), TASKS_FOR_A_CORE * spark.defaultParallelism()))
            .map(
                part -> {
                  long first = part % chunks * chunk;
                  return work.of(part / chunks, first, Math.min(last, first + chunk));
                });
    List<T> all = limit.collect(spark, results, what);
    return IntStream.range(0, items)
        .mapToObj(item -> all.subList(item * chunks, (item + 1) * chunks))
        .toList();
  }
}
