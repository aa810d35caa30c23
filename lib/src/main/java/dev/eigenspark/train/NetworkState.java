package dev.eigenspark.train;

import org.deeplearning4j.nn.graph.ComputationGraph;

/**
 * A network as it goes to a task. The array is not copied: treat it as read-only.
 *
 * @param configuration as JSON
 * @param parameters the flat vector of all
 */
public record NetworkState(String configuration, float[] parameters) {
  /** The state of a DL4J graph, without its optimizer. */
  static NetworkState of(ComputationGraph graph) {
    return new NetworkState(
        graph.getConfiguration().toJson(), Replica.stateOf(graph, 0).parameters());
  }
}
