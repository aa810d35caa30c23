package dev.eigenspark.nn;

import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The pass through a network of one recurrent layer and a read-out, without DL4J in between. */
final class DirectPass implements BackwardPass {
  private final DirectBatches batches;
  private final FloatBlock gradients;

  DirectPass(ComputationGraph graph, DirectBatches batches) {
    this.batches = batches;
    gradients = FloatBlock.allocate(graph.numParams());
  }

  @Override
  public FloatBlock run(INDArray[] inputs, INDArray labels, OutputErrors errors) {
    DirectBatch batch = batches.load(inputs[0], labels);
    batch.forwardAndBackward(errors, batches.engine().gradients(gradients));
    batches.engine().backpropagate(gradients);
    return gradients;
  }
}
