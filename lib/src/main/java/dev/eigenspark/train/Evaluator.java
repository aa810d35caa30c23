package dev.eigenspark.train;

import dev.eigenspark.data.Dataset;
import dev.eigenspark.data.SequenceFormat;
import dev.eigenspark.nn.SequenceScorer.Tally;
import dev.eigenspark.nn.Threads;
import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;
import org.apache.spark.TaskContext;
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

  private record Sums(long rows, double loss, long correct) implements Serializable {}

  /** Loss and accuracy of these parameters on trials of a split; NaN where there are none. */
  SplitScore score(String split, Labels labels, float[] parameters) {
    RowChunks chunks = new RowChunks(dataset.rows(split), (long) batch * BATCHES_IN_CHUNK);
    Broadcast<float[]> shared = spark.broadcast(parameters);
    try {
      // The closure must not hold the driver's context.
      LocalRunner.Factory runner = engine;
      Dataset data = dataset;
      int size = batch;
      List<Sums> sums =
          chunks.map(
              spark,
              limit,
              "evaluation of " + split,
              (from, to) -> scoreChunk(runner, data, split, labels, shared, from, to, size));
      return total(sums, data.manifest().format());
    } finally {
      shared.destroy();
    }
  }

  private static SplitScore total(List<Sums> sums, SequenceFormat format) {
    long rows = 0;
    double loss = 0;
    long correct = 0;
    for (Sums chunk : sums) {
      rows += chunk.rows();
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
      Labels labels,
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
    long[] admitted =
        LongStream.range(from, to)
            .filter(row -> labels.admit(session.isNoisy(split, row)))
            .toArray();
    for (int first = 0; first < admitted.length; first += batch) {
      long[] rowIds = Arrays.copyOfRange(admitted, first, Math.min(admitted.length, first + batch));
      Tally tally = session.score(split, rowIds);
      loss += tally.loss() * rowIds.length;
      correct += tally.correct(format.scoredFrom(), format.scoredTo());
    }
    session.release();
    return new Sums(admitted.length, loss, correct);
  }
}
