package dev.eigenspark.nn;

import static org.assertj.core.api.Assertions.assertThat;

import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.nd4j.linalg.learning.regularization.L1Regularization;

class L1PenaltiesTest {
  private static final int WEIGHTS = 40 * 30;
  private static final int BIASES = 30;

  private static ComputationGraph network(DenseLayer.Builder middle) {
    ComputationGraph graph =
        new ComputationGraph(
            new NeuralNetConfiguration.Builder()
                .seed(3)
                .graphBuilder()
                .addInputs("in")
                .addLayer("first", new DenseLayer.Builder().nIn(7).nOut(40).build(), "in")
                .addLayer("middle", middle.nIn(40).nOut(30).build(), "first")
                .addLayer("out", new OutputLayer.Builder().nIn(30).nOut(2).build(), "middle")
                .setOutputs("out")
                .build());
    graph.init();
    return graph;
  }

  @Test
  void addWhatDl4jAdds() {
    ComputationGraph graph = network(new DenseLayer.Builder().l1(0.03).l1Bias(0.2));
    INDArray gradient = Nd4j.randn(graph.numParams());
    INDArray expected = gradient.dup();
    int from = 7 * 40 + 40;
    add(expected, graph.params(), from, WEIGHTS, 0.03);
    add(expected, graph.params(), from + WEIGHTS, BIASES, 0.2);

    L1Penalties penalties = L1Penalties.of(graph).orElseThrow();
    penalties.add(FloatBlock.of(graph.params()), FloatBlock.of(gradient), 5, 0);

    assertThat(gradient.toFloatVector()).isEqualTo(expected.toFloatVector());
    // The biases are 0, where the penalty has no slope.
    assertThat(graph.getParam("middle_b").norm1Number().doubleValue()).isZero();
  }

  private static void add(INDArray gradient, INDArray all, int from, int count, double l1) {
    INDArray flat = all.reshape(all.length());
    new L1Regularization(l1)
        .apply(
            flat.get(NDArrayIndex.interval(from, from + count)),
            gradient.get(NDArrayIndex.interval(from, from + count)),
            0.1,
            5,
            0);
  }

  @Test
  void thereMayBeNone() {
    ComputationGraph graph = network(new DenseLayer.Builder());
    INDArray gradient = Nd4j.randn(graph.numParams());
    float[] before = gradient.toFloatVector();

    L1Penalties penalties = L1Penalties.of(graph).orElseThrow();
    penalties.add(FloatBlock.of(graph.params()), FloatBlock.of(gradient), 0, 0);

    assertThat(gradient.toFloatVector()).isEqualTo(before);
  }

  @Test
  void othersAreNotKnown() {
    assertThat(L1Penalties.of(network(new DenseLayer.Builder().l2(0.1)))).isEmpty();
    DenseLayer.Builder decaying = new DenseLayer.Builder();
    decaying.weightDecay(0.1);
    assertThat(L1Penalties.of(network(decaying))).isEmpty();
  }
}
