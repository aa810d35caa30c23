package dev.eigenspark.nn;

import java.util.Optional;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Squared norms of the gradients of single trials from one pass of a minibatch, for a network of
 * one gated layer and a read-out. The time loop runs for all trials at once; then {@code |sum_t
 * [h_{t-1} | x_t | 1]^T dz_t|^2} is computed for each trial by itself.
 */
public final class TrialNorms {
  private final DirectBatches batches;

  private TrialNorms(DirectBatches batches) {
    this.batches = batches;
  }

  /** For a network, whose parameters may change between calls; empty for one of another kind. */
  public static Optional<TrialNorms> of(ComputationGraph graph) {
    return DirectBatches.of(graph).filter(DirectBatches::keepsTrialsApart).map(TrialNorms::new);
  }

  /**
   * What {@link BackwardPass} gives for minibatches of one trial, squared and summed, up to the
   * order of float sums.
   *
   * @param inputs {@code [N, I, T]}
   * @param labels class indices {@code [N, 1, steps]}
   */
  public double[] squaredNorms(INDArray inputs, INDArray labels, OutputErrors errors) {
    return batches.load(inputs, labels).squaredNorms(errors);
  }
}
