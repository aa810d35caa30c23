package dev.eigenspark.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.eigenspark.rng.CounterRandom;
import dev.eigenspark.rng.Streams;
import java.util.stream.Stream;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The engine's gradients against finite differences of the plain double reference. */
class GradientTest {

  static Stream<DoubleReference> shapes() {
    return Stream.of(
        new DoubleReference("tanh", 6, 4, 3, 5, 3, true),
        new DoubleReference("tanh", 5, 2, 2, 20, 4, false),
        new DoubleReference("modrelu", 6, 4, 3, 5, 3, true),
        new DoubleReference("modrelu", 7, 3, 2, 17, 3, false),
        new DoubleReference("lstm", 6, 4, 3, 5, 3, true),
        new DoubleReference("lstm", 5, 2, 2, 18, 3, false),
        new DoubleReference("gru", 6, 4, 3, 5, 3, true),
        new DoubleReference("gru", 5, 2, 2, 18, 3, false),
        new DoubleReference("goru", 6, 4, 3, 5, 3, true),
        new DoubleReference("goru", 5, 2, 2, 18, 3, false),
        // More rows than one chunk of the weight gradient holds.
        new DoubleReference("tanh", 3, 600, 2, 4, 2, true),
        new DoubleReference("lstm", 3, 600, 2, 3, 2, true),
        new DoubleReference("gru", 3, 600, 2, 3, 2, true));
  }

  @ParameterizedTest
  @MethodSource("shapes")
  void everyStepLabelled(DoubleReference shape) {
    check(shape, shape.steps());
  }

  @ParameterizedTest
  @MethodSource("shapes")
  void lastStepLabelled(DoubleReference shape) {
    check(shape, 1);
  }

  private static void check(DoubleReference shape, int labelledSteps) {
    CounterRandom random = new CounterRandom(11, Streams.INIT, 0);
    double[] p = uniform(shape.parameterCount(), random);
    double[] x = uniform(shape.steps() * shape.rows() * shape.inputs(), random);
    int[] y = new int[labelledSteps * shape.rows()];
    for (int i = 0; i < y.length; i++) {
      y[i] = random.nextInt(shape.classes());
    }
    ComputationGraph graph = TestNetworks.network(shape);
    TestNetworks.setParameters(graph, p);

    float[] actual =
        TestNetworks.gradients(
            graph,
            TestNetworks.sequence(
                TestNetworks.floats(x), shape.steps(), shape.rows(), shape.inputs()),
            TestNetworks.sequence(TestNetworks.floats(y), labelledSteps, shape.rows(), 1));

    assertThat(graph.score()).isCloseTo(shape.loss(p, x, y), within(1e-5));
    double[] expected = shape.gradient(p, x, y);
    double largest = 0;
    for (double g : expected) {
      largest = Math.max(largest, Math.abs(g));
    }
    for (int i = 0; i < expected.length; i++) {
      assertThat((double) actual[i])
          .as("gradient %d of %s", i, shape)
          .isCloseTo(expected[i], within(1e-4 * largest));
    }
  }

  private static double[] uniform(int count, CounterRandom random) {
    double[] values = new double[count];
    for (int i = 0; i < count; i++) {
      // Rounded to float so that engine and reference start from the same numbers.
      values[i] = random.nextFloat() - 0.5f;
    }
    return values;
  }
}
