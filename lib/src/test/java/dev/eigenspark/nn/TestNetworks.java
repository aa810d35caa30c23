package dev.eigenspark.nn;

import java.util.function.Consumer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.config.Sgd;

/** Small networks for the tests: one recurrent layer and the fused output layer. */
final class TestNetworks {
  private TestNetworks() {}

  static ComputationGraph network(DoubleReference shape) {
    return network(shape, new Sgd(0.1));
  }

  static ComputationGraph network(DoubleReference shape, IUpdater updater) {
    return network(shape, updater, builder -> {});
  }

  static ComputationGraph network(
      DoubleReference shape, IUpdater updater, Consumer<RecurrentLayer.Builder> more) {
    return network(
        shape,
        updater,
        more,
        new SoftmaxSequenceLayer.Builder()
            .activation(Activation.SOFTMAX)
            .nIn(shape.hidden())
            .nOut(shape.classes())
            .build());
  }

  /** A network whose outputs are reals and not logits. */
  static ComputationGraph realNetwork(DoubleReference shape, IUpdater updater) {
    return network(
        shape,
        updater,
        builder -> {},
        new SquaredErrorSequenceLayer.Builder()
            .activation(Activation.IDENTITY)
            .nIn(shape.hidden())
            .nOut(shape.classes())
            .build());
  }

  private static ComputationGraph network(
      DoubleReference shape,
      IUpdater updater,
      Consumer<RecurrentLayer.Builder> more,
      SequenceOutputLayer readOut) {
    RecurrentLayer.Builder recurrent =
        new RecurrentLayer.Builder().cell(shape.cell()).nIn(shape.inputs()).nOut(shape.hidden());
    if (!shape.bias()) {
      recurrent.withoutBias();
    }
    more.accept(recurrent);
    ComputationGraph graph =
        new ComputationGraph(
            new NeuralNetConfiguration.Builder()
                .seed(3)
                .updater(updater)
                .miniBatch(false)
                .graphBuilder()
                .addInputs("x")
                .setInputTypes(InputType.recurrent(shape.inputs(), shape.steps()))
                .addLayer("recurrent", recurrent.build(), "x")
                .addLayer("out", readOut, "recurrent")
                .setOutputs("out")
                .build());
    graph.init();
    return graph;
  }

  /** Time-major values as the array that DL4J wants. */
  static INDArray sequence(float[] timeMajor, int steps, int rows, int width) {
    return SequenceLayout.toDl4j(Nd4j.create(timeMajor, new long[] {steps, rows, width}, 'c'));
  }

  static void setParameters(ComputationGraph graph, double[] values) {
    graph.setParams(Nd4j.create(floats(values), new long[] {1, values.length}, 'c'));
  }

  /** Runs forward and backward; the score and the flat gradient are then in the graph. */
  static float[] gradients(ComputationGraph graph, INDArray x, INDArray y) {
    graph.setInputs(x);
    graph.setLabels(y);
    graph.computeGradientAndScore();
    return graph.getFlattenedGradients().reshape(graph.numParams()).toFloatVector();
  }

  static float[] floats(double[] values) {
    float[] result = new float[values.length];
    for (int i = 0; i < values.length; i++) {
      result[i] = (float) values[i];
    }
    return result;
  }

  static float[] floats(int[] values) {
    float[] result = new float[values.length];
    for (int i = 0; i < values.length; i++) {
      result[i] = values[i];
    }
    return result;
  }
}
