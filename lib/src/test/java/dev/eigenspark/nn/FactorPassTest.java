package dev.eigenspark.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import dev.eigenspark.Failure;
import dev.eigenspark.rng.CounterRandom;
import dev.eigenspark.rng.Streams;
import java.util.List;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.api.ndarray.INDArray;

class FactorPassTest {
  private static final int INPUTS = 3;
  private static final int HIDDEN = 9;
  private static final int CLASSES = 4;
  private static final OutputErrors LOSS = (step, trial, label, values) -> values[label] -= 1;

  private static ComputationGraph graph(String cell, int steps) {
    return TestNetworks.network(new DoubleReference(cell, steps, 1, INPUTS, HIDDEN, CLASSES, true));
  }

  private static INDArray inputs(int steps) {
    CounterRandom random = new CounterRandom(3, Streams.TRAIN, 0);
    float[] values = new float[steps * INPUTS];
    for (int i = 0; i < values.length; i++) {
      values[i] = 2 * random.nextFloat() - 1;
    }
    return TestNetworks.sequence(values, steps, 1, INPUTS);
  }

  private static INDArray labels(int steps) {
    float[] values = new float[steps];
    for (int t = 0; t < steps; t++) {
      values[t] = t % CLASSES;
    }
    return TestNetworks.sequence(values, steps, 1, 1);
  }

  /** Beyond 256 steps a cell that keeps little goes back in several parts. */
  @ParameterizedTest
  @CsvSource({"lstm, 6, 4", "tanh, 6, 6", "tanh, 600, 20", "modrelu, 300, 1", "lstm, 300, 300"})
  void outerProductsOfRowsAddUpToTheGradient(String cell, int steps, int labelled) {
    ComputationGraph graph = graph(cell, steps);
    FactorPass pass = FactorPass.of(graph);
    List<FactorPass.Block> blocks = pass.blocks();
    double[][] sums = new double[blocks.size()][];
    for (int i = 0; i < sums.length; i++) {
      sums[i] = new double[blocks.get(i).inputs() * blocks.get(i).outputs()];
    }
    int[] rows = new int[2];
    pass.run(
        inputs(steps),
        labels(labelled),
        LOSS,
        (block, a, d) -> {
          rows[block]++;
          for (int i = 0; i < a.length; i++) {
            for (int k = 0; k < d.length; k++) {
              sums[block][i * d.length + k] += a[i] * d[k];
            }
          }
        });
    assertThat(rows).containsExactly(steps, labelled);
    FloatBlock gradient =
        BackwardPass.of(graph).run(new INDArray[] {inputs(steps)}, labels(labelled), LOSS);
    assertAt(sums[0], gradient, 0);
    assertAt(sums[1], gradient, gradient.length() - sums[1].length);
  }

  private static void assertAt(double[] expected, FloatBlock gradient, int at) {
    double largest = 0;
    for (int i = 0; i < expected.length; i++) {
      assertThat((double) gradient.get(at + i))
          .isCloseTo(expected[i], within(2e-6 * (1 + Math.abs(expected[i]))));
      largest = Math.max(largest, Math.abs(expected[i]));
    }
    assertThat(largest).isGreaterThan(1e-3);
  }

  @Test
  void blocksAreTheLayersWithTheirBiases() {
    assertThat(FactorPass.of(graph("lstm", 5)).blocks())
        .extracting(FactorPass.Block::inputs, FactorPass.Block::outputs)
        .containsExactly(tuple(HIDDEN + INPUTS + 1, 4 * HIDDEN), tuple(HIDDEN + 1, CLASSES));
  }

  @Test
  void refusesCellsWhoseGatesReadDifferentThings() {
    ComputationGraph graph = graph("gru", 5);
    assertThatThrownBy(() -> FactorPass.of(graph))
        .isInstanceOf(Failure.class)
        .hasMessageStartingWith("Kronecker factors are of networks of one recurrent layer");
  }
}
