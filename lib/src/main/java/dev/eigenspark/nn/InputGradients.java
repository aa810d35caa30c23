package dev.eigenspark.nn;

import dev.eigenspark.Failure;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Derivatives of the mean loss by the inputs, of a network of one recurrent layer and a read-out.
 */
public final class InputGradients {
  private final DirectBatches batches;

  private InputGradients(DirectBatches batches) {
    this.batches = batches;
  }

  /**
   * For a network, whose parameters may change between calls.
   *
   * @throws Failure of kind USAGE when it is of another shape
   */
  public static InputGradients of(ComputationGraph graph) {
    return DirectBatches.of(graph)
        .map(InputGradients::new)
        .orElseThrow(
            () ->
                Failure.usage(
                    "gradients by the inputs are of networks of one recurrent layer and a read-out;"
                        + " this network is another"));
  }

  /**
   * Runs a minibatch forward and errors of its outputs back to the inputs.
   *
   * @param inputs {@code [N, I, T]}
   * @param labels class indices {@code [N, 1, steps]}
   * @param errors of the logits, which the mean over trials and labelled steps divides
   * @return time-major {@code [T][N][I]}
   */
  public float[] run(INDArray inputs, INDArray labels, OutputErrors errors) {
    try (FloatBlock gradients = FloatBlock.allocate(inputs.length())) {
      batches.load(inputs, labels).inputGradients(errors, gradients);
      return gradients.read(gradients.length());
    }
  }
}
