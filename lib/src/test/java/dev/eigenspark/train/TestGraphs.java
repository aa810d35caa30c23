package dev.eigenspark.train;

import dev.eigenspark.data.Dataset;
import dev.eigenspark.models.ConfiguredModel;
import java.util.Map;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.graph.ComputationGraph;

/** Networks for the trials of a dataset. */
final class TestGraphs {
  private TestGraphs() {}

  /** A network at its start. */
  static ComputationGraph of(
      Dataset dataset, String model, Map<String, Object> options, long seed) {
    ComputationGraph graph =
        new ComputationGraph(
            ConfiguredModel.of(model, options)
                .network(
                    dataset.manifest().format(), new NeuralNetConfiguration.Builder().seed(seed))
                .configuration());
    graph.init();
    return graph;
  }
}
