package dev.eigenspark.train;

import dev.eigenspark.data.Dataset;
import dev.eigenspark.data.SequenceFormat;
import dev.eigenspark.fisher.TraceMeter;
import dev.eigenspark.fisher.TraceRequest;
import dev.eigenspark.fisher.TraceSums;
import dev.eigenspark.nn.Threads;
import java.io.Serializable;
import java.util.List;
import java.util.stream.LongStream;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;

/**
 * Estimates the trace of the Fisher information of networks on trials of a split, in one job on
 * Spark. The trials are cut by row id into chunks of a fixed number of minibatches and the sums are
 * added in the order of the chunks, so the result has the same bits whatever the partitions, cores
 * or executors.
 *
 * @param networks their configurations as JSON
 */
record TraceJob(
    List<String> networks, Dataset dataset, TrainedNetwork.Rows rows, TraceRequest request)
    implements Serializable {
  private static final int BATCHES_IN_CHUNK = 2;

  /** The sums of each network at its parameters. */
  List<TraceSums> run(JavaSparkContext spark, float[][] parameters) {
    long count = rows.in(dataset);
    RowChunks chunks = new RowChunks(count, (long) rows.batch() * BATCHES_IN_CHUNK);
    Broadcast<float[][]> shared = spark.broadcast(parameters);
    try {
      return chunks
          .mapEach(
              spark,
              new JobLimit(0),
              "trace of the Fisher information",
              parameters.length,
              (network, from, to) -> measure(shared, network, from, to))
          .stream()
          .map(this::total)
          .toList();
    } finally {
      shared.destroy();
    }
  }

  private TraceSums total(List<TraceSums> chunks) {
    TraceSums total = none();
    chunks.forEach(total::add);
    return total;
  }

  private TraceSums none() {
    return new TraceSums(request.estimators(), TrialGroups.of(dataset.manifest()).names().size());
  }

  private TraceSums measure(Broadcast<float[][]> parameters, int network, long from, long to) {
    // What is drawn belongs to one thread; the chunks keep the cores busy.
    Threads.allow(1);
    GradientSession session = GradientSession.acquire(networks.get(network), dataset);
    session.setParameters(parameters.value()[network]);
    SequenceFormat.Channel target = dataset.manifest().format().target();
    TraceMeter meter = new TraceMeter(request, target.steps(), target.width());
    TraceSums sums = none();
    for (long first = from; first < to; first += rows.batch()) {
      long[] rowIds = LongStream.range(first, Math.min(to, first + rows.batch())).toArray();
      meter.measure(session.of(rows.split(), rowIds), sums);
    }
    // Not in a finally: a session that failed half way is left to the garbage collector.
    session.release();
    return sums;
  }
}
