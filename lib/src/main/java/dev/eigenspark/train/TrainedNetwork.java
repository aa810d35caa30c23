package dev.eigenspark.train;

import dev.eigenspark.data.Dataset;
import dev.eigenspark.data.SequenceFormat;
import dev.eigenspark.data.Tensor;
import dev.eigenspark.fisher.CurvatureMatrix;
import dev.eigenspark.fisher.KroneckerFactors;
import dev.eigenspark.fisher.SymmetricOperator;
import dev.eigenspark.fisher.TraceRequest;
import dev.eigenspark.fisher.TraceSums;
import dev.eigenspark.nn.BackwardPass;
import dev.eigenspark.nn.FactorPass;
import java.io.Serializable;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaSparkContext;
import org.deeplearning4j.nn.graph.ComputationGraph;

/** A network of a run, to be measured on any dataset that it can read. */
public final class TrainedNetwork {
  private final RunDirectory run;
  private final Map<String, Tensor> weights;

  private TrainedNetwork(RunDirectory run, Map<String, Tensor> weights) {
    this.run = run;
    this.weights = weights;
  }

  /**
   * Reads the model that a run ended with.
   *
   * @throws dev.eigenspark.Failure of kind DATA when it is damaged
   */
  public static TrainedNetwork of(RunDirectory run) {
    return new TrainedNetwork(run, run.weights());
  }

  /**
   * Reads the network at a checkpoint of a run.
   *
   * @throws dev.eigenspark.Failure of kind DATA when it is damaged
   */
  public static TrainedNetwork at(RunDirectory run, Checkpoint checkpoint) {
    return new TrainedNetwork(run, checkpoint.weights());
  }

  /** The network for sequences of this format. */
  public NetworkState state(SequenceFormat format) {
    return NetworkState.of(graph(format));
  }

  /**
   * The same of a network that errors can be taken back through.
   *
   * @throws dev.eigenspark.Failure of kind USAGE when it does not predict classes
   */
  public NetworkState differentiable(SequenceFormat format) {
    ComputationGraph graph = graph(format);
    BackwardPass.of(graph);
    return NetworkState.of(graph);
  }

  private ComputationGraph graph(SequenceFormat format) {
    return run.network(format, weights);
  }

  /**
   * Loss and accuracy on trials of a split, as the training would have found them; NaN where there
   * are none.
   *
   * @param dataset one that {@link RunDirectory#requireFit} accepts
   * @param labels which trials
   * @param batch rows scored at once
   * @throws dev.eigenspark.Failure of kind DATA when the dataset is damaged or has no such split
   */
  public SplitScore score(
      JavaSparkContext spark, Dataset dataset, String split, Labels labels, int batch) {
    NetworkState state = state(dataset.manifest().format());
    LocalRunner.Factory engine = new ReplicaFactory(state.configuration());
    // An analysis that is given up has nothing to go on from, so it waits.
    return new Evaluator(spark, engine, dataset, batch, new JobLimit(0))
        .score(split, labels, state.parameters());
  }

  /**
   * Sums for the trace of the Fisher information of each network under the mean loss, in one job.
   *
   * @param networks {@link #differentiable} ones
   * @param dataset one that {@link RunDirectory#requireFit} accepts for all
   * @throws dev.eigenspark.Failure of kind DATA when the dataset is damaged or has no such split
   */
  public static List<TraceSums> traces(
      JavaSparkContext spark,
      List<NetworkState> networks,
      Dataset dataset,
      Rows rows,
      TraceRequest request) {
    List<String> configurations = networks.stream().map(NetworkState::configuration).toList();
    float[][] parameters = networks.stream().map(NetworkState::parameters).toArray(float[][]::new);
    return new TraceJob(configurations, dataset, rows, request).run(spark, parameters);
  }

  /**
   * The diagonal of the Fisher information under the mean loss, one set of labels drawn for each
   * trial, in the order of the flat parameters.
   *
   * @param dataset one that {@link RunDirectory#requireFit} accepts
   * @param seed of the labels
   * @throws dev.eigenspark.Failure of kind DATA when the dataset is damaged or has no such split,
   *     of kind USAGE when the network does not predict classes
   */
  public double[] diagonal(JavaSparkContext spark, Dataset dataset, Rows rows, long seed) {
    NetworkState state = differentiable(dataset.manifest().format());
    return new DiagonalJob(state.configuration(), dataset, rows, seed)
        .run(spark, state.parameters());
  }

  /** Where the network for sequences of this format has its parameters. */
  public List<ParameterBlock> blocks(SequenceFormat format) {
    return NetworkTensors.blocks(graph(format));
  }

  /**
   * The Kronecker factors of a layer.
   *
   * @param layer its name
   */
  public record LayerFactors(String layer, KroneckerFactors factors) {}

  /**
   * Kronecker factors of the Fisher information under the mean loss, of each layer.
   *
   * @param dataset one that {@link RunDirectory#requireFit} accepts, with classes to predict
   * @param seed of the labels
   * @throws dev.eigenspark.Failure of kind DATA when the dataset is damaged or has no such split,
   *     of kind USAGE when the network is no recurrent layer with a read-out
   */
  public List<LayerFactors> factors(JavaSparkContext spark, Dataset dataset, Rows rows, long seed) {
    ComputationGraph graph = graph(dataset.manifest().format());
    List<FactorPass.Block> blocks = FactorPass.of(graph).blocks();
    NetworkState state = NetworkState.of(graph);
    List<KroneckerFactors> factors =
        new FactorJob(state.configuration(), dataset, rows, seed).run(spark, state.parameters());
    return IntStream.range(0, blocks.size())
        .mapToObj(i -> new LayerFactors(blocks.get(i).name(), factors.get(i)))
        .toList();
  }

  /**
   * The curvature as an operator whose products are jobs on Spark: {@code 1/(N L) sum over trials
   * and labelled steps}, see {@link CurvatureMatrix#factor}.
   *
   * @param dataset one that {@link RunDirectory#requireFit} accepts
   * @param radius length of the steps of central differences, as a part of the parameters' norm
   * @throws dev.eigenspark.Failure of kind USAGE when the network does not predict classes
   */
  public SymmetricOperator curvature(
      JavaSparkContext spark, Dataset dataset, Rows rows, CurvatureMatrix matrix, double radius) {
    NetworkState state = differentiable(dataset.manifest().format());
    return new CurvatureJob(
        spark,
        new CurvatureJob.Task(state.configuration(), dataset, rows, matrix, radius),
        state.parameters());
  }

  /**
   * Trials of a split.
   *
   * @param split its name
   * @param count its first trials, or all if it has fewer
   * @param batch trials of a minibatch
   */
  public record Rows(String split, long count, int batch) implements Serializable {
    /** How many of them a dataset has. */
    long in(Dataset dataset) {
      return Math.min(count, dataset.rows(split));
    }
  }
}
