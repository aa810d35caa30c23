package dev.eigenspark.train;

import dev.eigenspark.data.Dataset;
import dev.eigenspark.data.SequenceFormat;
import dev.eigenspark.fisher.Draws;
import dev.eigenspark.fisher.KroneckerFactors;
import dev.eigenspark.nn.FactorPass;
import dev.eigenspark.nn.Threads;
import java.io.Serializable;
import java.util.List;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;

/**
 * Sums the Kronecker factors of a network's Fisher information over trials of a split, on Spark.
 * The cut into chunks and the order of their sums are fixed, so that partitions and cores change no
 * bit.
 *
 * @param network its configuration as JSON
 * @param seed of the labels that the network draws
 */
record FactorJob(String network, Dataset dataset, TrainedNetwork.Rows rows, long seed)
    implements Serializable {
  // Each sends two matrices for every block.
  private static final int MOST_CHUNKS = 16;

  /** The factors of each block at these parameters. */
  List<KroneckerFactors> run(JavaSparkContext spark, float[] parameters) {
    long count = rows.in(dataset);
    RowChunks chunks = new RowChunks(count, (count + MOST_CHUNKS - 1) / MOST_CHUNKS);
    Broadcast<float[]> shared = spark.broadcast(parameters);
    try {
      List<List<KroneckerFactors>> parts =
          chunks.map(
              spark, new JobLimit(0), "Kronecker factors", (from, to) -> sum(shared, from, to));
      List<KroneckerFactors> total = parts.get(0);
      for (List<KroneckerFactors> part : parts.subList(1, parts.size())) {
        for (int block = 0; block < total.size(); block++) {
          total.get(block).add(part.get(block));
        }
      }
      return total;
    } finally {
      shared.destroy();
    }
  }

  private List<KroneckerFactors> sum(Broadcast<float[]> parameters, long from, long to) {
    // What is drawn belongs to one thread; the chunks keep the cores busy.
    Threads.allow(1);
    GradientSession session = GradientSession.acquire(network, dataset);
    session.setParameters(parameters.value());
    FactorPass pass = session.factorPass();
    SequenceFormat.Channel target = dataset.manifest().format().target();
    Draws draws = new Draws(seed, target.steps(), target.width());
    List<KroneckerFactors> sums =
        pass.blocks().stream()
            .map(block -> new KroneckerFactors(block.inputs(), block.outputs()))
            .toList();
    for (long row = from; row < to; row++) {
      SequenceBatch trial = session.batch(rows.split(), new long[] {row});
      pass.run(
          trial.features(),
          trial.labels(),
          draws.errors(row),
          (block, a, d) -> sums.get(block).addRow(a, d));
      sums.forEach(KroneckerFactors::endTrial);
    }
    session.release();
    return sums;
  }
}
