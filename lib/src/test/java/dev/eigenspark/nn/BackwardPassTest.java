package dev.eigenspark.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.eigenspark.Failure;
import dev.eigenspark.rng.CounterRandom;
import dev.eigenspark.rng.Streams;
import java.util.Arrays;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.learning.config.Sgd;

class BackwardPassTest {
  private static final int STEPS = 6;
  private static final int LABELLED = 4;
  private static final int ROWS = 7;

  private static DoubleReference shape(String cell) {
    return new DoubleReference(cell, STEPS, ROWS, 3, 9, 4, true);
  }

  private static double uniform(CounterRandom random) {
    return random.nextDouble() - 0.5;
  }

  private static INDArray inputs(DoubleReference shape) {
    CounterRandom random = new CounterRandom(3, Streams.TRAIN, 0);
    float[] values = new float[STEPS * ROWS * shape.inputs()];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) uniform(random);
    }
    return TestNetworks.sequence(values, STEPS, ROWS, shape.inputs());
  }

  private static INDArray labels() {
    float[] values = new float[LABELLED * ROWS];
    for (int i = 0; i < values.length; i++) {
      values[i] = i % 4;
    }
    return TestNetworks.sequence(values, LABELLED, ROWS, 1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"tanh", "modrelu", "lstm", "gru", "goru"})
  void errorsOfTheLossGiveItsGradient(String cell) {
    ComputationGraph graph = TestNetworks.network(shape(cell));
    INDArray x = inputs(shape(cell));
    float[] expected = TestNetworks.gradients(graph, x, labels());
    OutputErrors loss = (step, trial, label, values) -> values[label] -= 1;
    for (BackwardPass pass : new BackwardPass[] {BackwardPass.of(graph), new GraphPass(graph)}) {
      FloatBlock actual = pass.run(new INDArray[] {x}, labels(), loss);
      for (int i = 0; i < expected.length; i++) {
        assertThat(actual.get(i)).isCloseTo(expected[i], within(2e-7f));
      }
    }
  }

  @Test
  void everyRowHasItsOwnErrors() {
    ComputationGraph graph = TestNetworks.network(shape("lstm"));
    INDArray x = inputs(shape("lstm"));
    OutputErrors errors =
        (step, trial, label, values) -> {
          assertThat(label).isEqualTo((step * ROWS + trial) % 4);
          values[0] = Math.sin(1 + step + 10 * trial);
          values[3] = -values[0];
          values[1] = 0;
          values[2] = step - trial;
        };
    float[] direct =
        BackwardPass.of(graph)
            .run(new INDArray[] {x}, labels(), errors)
            .read((int) graph.numParams());
    FloatBlock byGraph = new GraphPass(graph).run(new INDArray[] {x}, labels(), errors);
    double largest = 0;
    for (int i = 0; i < direct.length; i++) {
      assertThat(direct[i]).isCloseTo(byGraph.get(i), within(2e-6f));
      largest = Math.max(largest, Math.abs(direct[i]));
    }
    assertThat(largest).isGreaterThan(0.1);
  }

  @Test
  void afterwardsTheNetworkHasItsLossAgain() {
    ComputationGraph graph = TestNetworks.network(shape("lstm"));
    INDArray x = inputs(shape("lstm"));
    float[] before = TestNetworks.gradients(graph, x, labels());
    FloatBlock none =
        new GraphPass(graph)
            .run(
                new INDArray[] {x},
                labels(),
                (step, trial, label, values) -> Arrays.fill(values, 0));
    assertThat(none.read(before.length)).containsOnly(0f);
    assertThat(TestNetworks.gradients(graph, x, labels())).isEqualTo(before);
  }

  @Test
  void refusesNetworksOfRealNumbers() {
    ComputationGraph graph = TestNetworks.realNetwork(shape("lstm"), new Sgd(0.1));
    assertThatThrownBy(() -> BackwardPass.of(graph))
        .isInstanceOf(Failure.class)
        .hasMessageStartingWith("Fisher information is of networks that predict classes");
  }
}
