package dev.eigenspark.train;

import dev.eigenspark.data.Dataset;
import dev.eigenspark.data.Tensor;
import java.util.Map;
import org.apache.spark.api.java.JavaSparkContext;
import org.deeplearning4j.nn.graph.ComputationGraph;

/** The network that a run ended with, to be scored on any dataset that it can read. */
public final class TrainedNetwork {
  private final RunDirectory run;
  private final Map<String, Tensor> weights;

  private TrainedNetwork(RunDirectory run) {
    this.run = run;
    weights = run.weights();
  }

  /**
   * Reads the model of a run.
   *
   * @throws dev.eigenspark.Failure of kind DATA when it is damaged
   */
  public static TrainedNetwork of(RunDirectory run) {
    return new TrainedNetwork(run);
  }

  /**
   * Loss and accuracy on a split, as the training would have found them.
   *
   * @param dataset one that {@link RunDirectory#requireFit} accepts
   * @param batch rows scored at once
   * @throws dev.eigenspark.Failure of kind DATA when the dataset is damaged or has no such split
   */
  public SplitScore score(JavaSparkContext spark, Dataset dataset, String split, int batch) {
    ComputationGraph graph = run.network(dataset.manifest().format(), weights);
    LocalRunner.Factory engine = new ReplicaFactory(graph.getConfiguration().toJson());
    float[] parameters = Replica.stateOf(graph, 0).parameters();
    // An analysis that is given up has nothing to go on from, so it waits.
    return new Evaluator(spark, engine, dataset, batch, new JobLimit(0)).score(split, parameters);
  }
}
