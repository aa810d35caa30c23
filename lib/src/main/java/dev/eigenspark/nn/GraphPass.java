package dev.eigenspark.nn;

import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The pass through any DL4J network that ends in one of our output layers. */
final class GraphPass implements BackwardPass {
  private final ComputationGraph graph;
  private final SequenceOutputLayerImpl output;

  GraphPass(ComputationGraph graph) {
    this.graph = graph;
    output = (SequenceOutputLayerImpl) graph.getOutputLayer(0);
  }

  @Override
  public FloatBlock run(INDArray[] inputs, INDArray labels, OutputErrors errors) {
    output.setErrors(errors);
    try {
      graph.setInputs(inputs);
      graph.setLabels(labels);
      graph.computeGradientAndScore();
      return FloatBlock.of(graph.getFlattenedGradients());
    } finally {
      output.setErrors(null);
    }
  }
}
