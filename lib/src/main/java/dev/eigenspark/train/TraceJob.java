package dev.eigenspark.train;

import dev.eigenspark.data.Dataset;
import dev.eigenspark.data.SequenceFormat;
import dev.eigenspark.fisher.TraceMeter;
import dev.eigenspark.fisher.TraceRequest;
import dev.eigenspark.fisher.TraceSums;
import dev.eigenspark.nn.Threads;
import java.io.Serializable;
import java.util.Comparator;
import java.util.List;
import java.util.stream.LongStream;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;

/**
 * Estimates the trace of the Fisher information of a network on trials of a split, on Spark. The
 * trials are cut by row id into chunks of a fixed number of minibatches and the sums are added in
 * the order of the chunks, so the result has the same bits whatever the partitions, cores or
 * executors.
 *
 * @param network its configuration as JSON
 */
record TraceJob(String network, Dataset dataset, TrainedNetwork.Rows rows, TraceRequest request)
    implements Serializable {
  private static final int BATCHES_IN_CHUNK = 2;

  private record Chunk(long firstRow, TraceSums sums) implements Serializable {}

  /** The sums at these parameters. */
  TraceSums run(JavaSparkContext spark, float[] parameters) {
    long count = Math.min(rows.count(), dataset.rows(rows.split()));
    long chunk = (long) rows.batch() * BATCHES_IN_CHUNK;
    List<Long> starts =
        LongStream.range(0, (count + chunk - 1) / chunk).map(i -> i * chunk).boxed().toList();
    Broadcast<float[]> shared = spark.broadcast(parameters);
    try {
      JavaRDD<Chunk> chunks =
          spark
              .parallelize(starts, Math.min(starts.size(), 2 * spark.defaultParallelism()))
              .map(first -> measure(shared, first, Math.min(count, first + chunk)));
      TraceSums total = none();
      new JobLimit(0)
          .collect(spark, chunks, "trace of the Fisher information").stream()
              .sorted(Comparator.comparingLong(Chunk::firstRow))
              .forEach(part -> total.add(part.sums()));
      return total;
    } finally {
      shared.destroy();
    }
  }

  private TraceSums none() {
    return new TraceSums(request.estimators(), TrialGroups.of(dataset.manifest()).names().size());
  }

  private Chunk measure(Broadcast<float[]> parameters, long from, long to) {
    // What is drawn belongs to one thread; the chunks keep the cores busy.
    Threads.allow(1);
    GradientSession session = GradientSession.acquire(network, dataset);
    session.setParameters(parameters.value());
    SequenceFormat.Channel target = dataset.manifest().format().target();
    TraceMeter meter = new TraceMeter(request, target.steps(), target.width());
    TraceSums sums = none();
    for (long first = from; first < to; first += rows.batch()) {
      long[] rowIds = LongStream.range(first, Math.min(to, first + rows.batch())).toArray();
      meter.measure(session.of(rows.split(), rowIds), sums);
    }
    // Not in a finally: a session that failed half way is left to the garbage collector.
    session.release();
    return new Chunk(from, sums);
  }
}
