package dev.eigenspark.nn;

import dev.eigenspark.Failure;
import java.util.Optional;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Carries errors of the outputs that the caller chooses back to all parameters of a network that
 * predicts classes: {@code 1/(N L) sum over trials and labelled steps of J^T e}, with J the
 * derivative of a row's logits by the flat parameters. With {@code e = p - 1[label]} that is the
 * gradient of the mean loss. No recurrent edge is blocked, no gradient is bounded, and penalties of
 * the loss are left out.
 */
public interface BackwardPass {
  /**
   * The pass for a network, whose parameters may change between calls.
   *
   * @throws Failure of kind USAGE when it does not predict classes
   */
  static BackwardPass of(ComputationGraph graph) {
    if (!(graph.getOutputLayer(0).conf().getLayer() instanceof SoftmaxSequenceLayer)) {
      throw Failure.usage(
          "Fisher information is of networks that predict classes; the targets of this one are"
              + " real numbers");
    }
    Optional<DirectBatches> direct = DirectBatches.of(graph);
    return direct.isPresent() ? new DirectPass(graph, direct.get()) : new GraphPass(graph);
  }

  /**
   * Runs a minibatch forward and its errors back.
   *
   * @param inputs in the order of the network's
   * @param labels class indices {@code [N, 1, steps]}
   * @return the flat gradient, until the next call
   */
  FloatBlock run(INDArray[] inputs, INDArray labels, OutputErrors errors);
}
