package dev.eigenspark.train;

import dev.eigenspark.config.PenaltyOptions;
import dev.eigenspark.config.PenaltyOptions.Kind;
import org.deeplearning4j.nn.graph.ComputationGraph;

/** The gradient of a network's {@link PenaltyOptions penalty} by its parameters. */
interface PenaltyGradient {
  /**
   * The gradient for a network.
   *
   * @param seed of the labels that are drawn
   * @throws dev.eigenspark.Failure of kind USAGE when the network has no such penalty
   */
  static PenaltyGradient of(ComputationGraph graph, PenaltyOptions options, long seed) {
    return options.kind() == Kind.INPUT
        ? new InputPenalty(graph, options)
        : new LabelPenalty(graph, options, seed);
  }

  /**
   * The gradient at the network's parameters on a minibatch; both are as before afterwards.
   *
   * @param step local step
   */
  double[] at(SequenceBatch batch, long step);
}
