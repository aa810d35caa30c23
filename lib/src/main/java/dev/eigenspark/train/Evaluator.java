package dev.eigenspark.train;

import dev.eigenspark.data.Dataset;
import dev.eigenspark.data.SequenceFormat;
import dev.eigenspark.nn.SequenceScorer.Tally;
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
 * Scores a network on a whole split, on Spark. The split is cut by row id into chunks of a fixed
 * number of minibatches and the sums are added in the order of the chunks, so the result has the
 * same bits whatever the partitions, cores or executors.
 */
final class Evaluator {
  private static final int BATCHES_IN_CHUNK = 8;

  private final JavaSparkContext spark;
  private final LocalRunner.Factory engine;
  private final Dataset dataset;
  private final int batch;
  private final JobLimit limit;

  /**
   * An evaluator of one network.
   *
   * @param engine the network
   * @param batch rows scored at once
   * @param limit how long to wait for a score
   */
  Evaluator(
      JavaSparkContext spark,
      LocalRunner.Factory engine,
      Dataset dataset,
      int batch,
      JobLimit limit) {
    this.spark = spark;
    this.engine = engine;
    this.dataset = dataset;
    this.batch = batch;
    this.limit = limit;
  }

  private record Sums(long firstRow, double loss, long correct) implements Serializable {}

  /** Loss and accuracy of these parameters on a split that has rows. */
  SplitScore score(String split, float[] parameters) {
    long rows = dataset.rows(split);
    long chunk = (long) batch * BATCHES_IN_CHUNK;
    List<Long> starts =
        LongStream.range(0, (rows + chunk - 1) / chunk).map(i -> i * chunk).boxed().toList();
    Broadcast<float[]> shared = spark.broadcast(parameters);
    try {
      // The closure must not hold the driver's context.
      LocalRunner.Factory runner = engine;
      Dataset data = dataset;
      int size = batch;
      JavaRDD<Sums> chunks =
          spark
              .parallelize(starts, Math.min(starts.size(), 2 * spark.defaultParallelism()))
              .map(
                  first ->
                      scoreChunk(
                          runner, data, split, shared, first, Math.min(rows, first + chunk), size));
      List<Sums> sums =
          limit.collect(spark, chunks, "evaluation of " + split).stream()
              .sorted(Comparator.comparingLong(Sums::firstRow))
              .toList();
      return total(sums, rows, data.manifest().format());
    } finally {
      shared.destroy();
    }
  }

  private static SplitScore total(List<Sums> sums, long rows, SequenceFormat format) {
    double loss = 0;
    long correct = 0;
    for (Sums chunk : sums) {
      loss += chunk.loss();
      correct += chunk.correct();
    }
    double scored = (double) rows * (format.scoredTo() - format.scoredFrom());
    return new SplitScore(loss / rows, correct / scored);
  }

  private static Sums scoreChunk(
      LocalRunner.Factory engine,
      Dataset dataset,
      String split,
      Broadcast<float[]> parameters,
      long from,
      long to,
      int batch) {
    Threads.allow(TaskContext.get().cpus());
    WorkerSession session = WorkerSession.acquire(engine, dataset);
    session.runner().setParameters(parameters.value());
    SequenceFormat format = dataset.manifest().format();
    double loss = 0;
    long correct = 0;
    for (long first = from; first < to; first += batch) {
      long[] rowIds = LongStream.range(first, Math.min(to, first + batch)).toArray();
      Tally tally = session.score(split, rowIds);
      loss += tally.loss() * rowIds.length;
      correct += tally.correct(format.scoredFrom(), format.scoredTo());
    }
    session.release();
    return new Sums(from, loss, correct);
  }
}
