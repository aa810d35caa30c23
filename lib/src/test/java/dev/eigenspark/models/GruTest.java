package dev.eigenspark.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;

class GruTest {

  @Test
  void holdsTheContract() {
    ModelContract.check(new Gru(), new Gru.Options(20));
  }

  @Test
  void hasThreeMatricesEachWayAndFourBiases() {
    ComputationGraph graph = build(128);
    // PyTorch's has two more biases: it keeps those of r and u twice.
    assertThat(graph.numParams()).isEqualTo(3 * 128 * (128 + 10) + 4 * 128 + 129 * 9);
    assertThat(graph.getParam("recurrent_V").shape()).containsExactly(128, 3 * 128);
    assertThat(graph.getParam("recurrent_U").shape()).containsExactly(10, 3 * 128);
    assertThat(graph.getParam("recurrent_b").shape()).containsExactly(1, 4 * 128);
  }

  @Test
  void startsAsTheLstmDoes() {
    ComputationGraph graph = build(128);
    double bound = 1 / Math.sqrt(128 + 10);
    INDArray b = graph.getParam("recurrent_b");
    assertThat(b.amaxNumber().doubleValue()).isBetween(0.98 * bound, bound);
    double deviation = Math.sqrt(2.0 / (128 + 10 + 128));
    for (String name : new String[] {"recurrent_V", "recurrent_U"}) {
      assertThat(graph.getParam(name).stdNumber().doubleValue())
          .isBetween(0.97 * deviation, 1.03 * deviation);
    }
  }

  @Test
  void refusesNoUnits() {
    assertThatThrownBy(() -> new Gru.Options(0)).hasMessage("hidden = 0 must be at least 1");
  }

  private static ComputationGraph build(int hidden) {
    return ModelContract.build(new Gru(), new Gru.Options(hidden), 1);
  }
}
