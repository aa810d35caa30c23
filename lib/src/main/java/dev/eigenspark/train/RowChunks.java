package dev.eigenspark.train;

import java.io.Serializable;
import java.util.List;
import java.util.stream.LongStream;
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
  /** What a task computes of the rows [from, to). */
  interface Work<T> extends Serializable {
    T of(long from, long to);
  }

  /**
   * Computes every chunk on Spark; the results have the order of the chunks.
   *
   * @param what the job, for messages
   */
  <T> List<T> map(JavaSparkContext spark, JobLimit limit, String what, Work<T> work) {
    long last = rows;
    long chunk = size;
    List<Long> starts =
        LongStream.range(0, (last + chunk - 1) / chunk).map(i -> i * chunk).boxed().toList();
    JavaRDD<T> results =
        spark
            .parallelize(starts, Math.min(starts.size(), 2 * spark.defaultParallelism()))
            .map(first -> work.of(first, Math.min(last, first + chunk)));
    return limit.collect(spark, results, what);
  }
}
