package dev.eigenspark.train;

import dev.eigenspark.data.Dataset;
import dev.eigenspark.data.SequenceFormat;
import dev.eigenspark.fisher.TrialGradients;
import dev.eigenspark.nn.BackwardPass;
import dev.eigenspark.nn.FactorPass;
import dev.eigenspark.nn.FloatBlock;
import dev.eigenspark.nn.OutputErrors;
import dev.eigenspark.nn.TrialNorms;
import java.util.Optional;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.graph.ComputationGraph;

/**
 * What a JVM keeps from task to task to compute gradients of single trials: a network and the
 * shards read last. Two tasks never share one at the same time.
 */
final class GradientSession {
  private static final IdlePool<Key, GradientSession> IDLE = new IdlePool<>();

  /**
   * What a session is made for.
   *
   * @param network its configuration as JSON
   * @param dataset its identity
   */
  private record Key(String network, String dataset) {}

  private final Key key;
  private final SequenceFormat format;
  private final TrialGroups groups;
  private final ComputationGraph graph;
  private final BackwardPass pass;
  private final Optional<TrialNorms> norms;
  private final TrialBatches batches;

  private GradientSession(Key key, Dataset dataset) {
    this.key = key;
    format = dataset.manifest().format();
    groups = TrialGroups.of(dataset.manifest());
    graph = new ComputationGraph(ComputationGraphConfiguration.fromJson(key.network()));
    graph.init();
    pass = BackwardPass.of(graph);
    norms = TrialNorms.of(graph);
    batches = new TrialBatches(dataset);
  }

  /**
   * Takes an idle session of this JVM, or makes one; give it back with {@link #release}.
   *
   * @param network its configuration as JSON
   */
  static GradientSession acquire(String network, Dataset dataset) {
    Key key = new Key(network, dataset.identity());
    return IDLE.acquire(key, () -> new GradientSession(key, dataset));
  }

  /** Makes the session available again. */
  void release() {
    IDLE.release(key, this);
  }

  void setParameters(float[] parameters) {
    FloatBlock.of(graph.params()).write(parameters);
  }

  /**
   * What gradients are made of, at the parameters that were set last.
   *
   * @throws dev.eigenspark.Failure of kind USAGE when the network has no such pass
   */
  FactorPass factorPass() {
    return FactorPass.of(graph);
  }

  /** Rows of a split, until the next call for as many. */
  SequenceBatch batch(String split, long[] rowIds) {
    return batches.of(split, rowIds);
  }

  /** The gradients at these rows of a split, until the next call. */
  Rows of(String split, long[] rowIds) {
    return new Rows(split, rowIds);
  }

  /** Rows of a split, with gradients at the parameters that were set last. */
  final class Rows implements TrialGradients {
    private final String split;
    private final long[] rowIds;
    private final int[][] groupsOf;

    Rows(String split, long[] rowIds) {
      this.split = split;
      this.rowIds = rowIds;
      groupsOf = new int[rowIds.length][];
      FloatBlock classes = FloatBlock.of(batches.of(split, rowIds).timeMajorLabels());
      for (int i = 0; i < groupsOf.length; i++) {
        groupsOf[i] = groups.of((int) classes.get(i), batches.isNoisy(split, rowIds[i]));
      }
    }

    @Override
    public int trials() {
      return rowIds.length;
    }

    @Override
    public long row(int trial) {
      return rowIds[trial];
    }

    @Override
    public int[] groups(int trial) {
      return groupsOf[trial];
    }

    @Override
    public double[] squaredNorms(OutputErrors errors) {
      if (norms.isPresent()) {
        SequenceBatch batch = batches.of(split, rowIds);
        return norms.get().squaredNorms(batch.features(), batch.labels(), errors);
      }
      double[] squares = new double[rowIds.length];
      for (int i = 0; i < rowIds.length; i++) {
        int trial = i;
        squares[i] =
            squaredNorm(
                new long[] {rowIds[i]},
                (step, only, label, values) -> errors.replace(step, trial, label, values));
      }
      return squares;
    }

    @Override
    public double squaredNormOfMean(OutputErrors errors) {
      return squaredNorm(rowIds, errors);
    }

    /** Moves to other parameters. */
    Rows at(float[] parameters) {
      setParameters(parameters);
      return this;
    }

    int labelledSteps() {
      return format.target().steps();
    }

    /** The mean gradient of the trials, until the next call. */
    FloatBlock gradient(OutputErrors errors) {
      return gradient(rowIds, errors);
    }

    private FloatBlock gradient(long[] rows, OutputErrors errors) {
      SequenceBatch batch = batches.of(split, rows);
      return pass.run(
          batch.inputs(graph.getConfiguration().getNetworkInputs()), batch.labels(), errors);
    }

    private double squaredNorm(long[] rows, OutputErrors errors) {
      FloatBlock gradient = gradient(rows, errors);
      double sum = 0;
      for (int i = 0; i < gradient.length(); i++) {
        double value = gradient.get(i);
        sum += value * value;
      }
      return sum;
    }
  }
}
