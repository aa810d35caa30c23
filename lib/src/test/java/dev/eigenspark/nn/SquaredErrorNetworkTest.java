package dev.eigenspark.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.eigenspark.nn.SequenceScorer.Tally;
import dev.eigenspark.rng.CounterRandom;
import dev.eigenspark.rng.Streams;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.Sgd;

/** Networks with real targets: their gradients, and the same steps on every path. */
class SquaredErrorNetworkTest {

  @AfterEach
  void oneThreadAgain() {
    Threads.allow(1);
  }

  static Stream<DoubleReference> shapes() {
    return Stream.of(
        new DoubleReference("tanh", 6, 4, 2, 5, 1, true),
        new DoubleReference("modrelu", 6, 7, 2, 5, 3, false),
        new DoubleReference("lstm", 6, 11, 3, 5, 2, true),
        // More rows than one chunk of the weight gradient holds.
        new DoubleReference("tanh", 3, 600, 2, 4, 2, true));
  }

  @ParameterizedTest
  @MethodSource("shapes")
  void gradientsMatchFiniteDifferences(DoubleReference shape) {
    for (int labelled : new int[] {1, shape.steps()}) {
      ComputationGraph graph = TestNetworks.realNetwork(shape, new Sgd(0.1));
      double[] p = doubles(uniform(0, shape.parameterCount()));
      TestNetworks.setParameters(graph, p);
      INDArray x = inputs(shape, 1);
      INDArray y = labels(shape, labelled, 1);

      float[] actual =
          TestNetworks.gradients(graph, SequenceLayout.toDl4j(x), SequenceLayout.toDl4j(y));

      double[] inputs = doubles(x);
      double[] targets = doubles(y);
      assertThat(graph.score()).isCloseTo(shape.squaredError(p, inputs, targets), within(1e-5));
      double[] expected = DoubleReference.gradient(p, () -> shape.squaredError(p, inputs, targets));
      double largest = 0;
      for (double g : expected) {
        largest = Math.max(largest, Math.abs(g));
      }
      for (int i = 0; i < expected.length; i++) {
        assertThat((double) actual[i])
            .as("gradient %d of %s, %d labels", i, shape, labelled)
            .isCloseTo(expected[i], within(1e-4 * largest));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("shapes")
  void directStepsAreThoseOfTheGraph(DoubleReference shape) {
    for (int labelled : new int[] {1, shape.steps()}) {
      ComputationGraph expected = TestNetworks.realNetwork(shape, new Adam(1e-2, 0.8, 0.99, 1e-8));
      ComputationGraph actual = TestNetworks.realNetwork(shape, new Adam(1e-2, 0.8, 0.99, 1e-8));
      DirectStep direct = DirectStep.of(actual).orElseThrow();
      for (int step = 0; step < 10; step++) {
        INDArray x = inputs(shape, step);
        INDArray y = labels(shape, labelled, step);
        INDArray[] features = {SequenceLayout.toDl4j(x)};
        expected.fit(features, new INDArray[] {SequenceLayout.toDl4j(y)});
        Tally tally = direct.fit(x, y);
        assertThat(tally.loss()).isCloseTo(expected.score(), within(2e-5));
        assertThat(tally.correct())
            .isEqualTo(((SequenceScorer) expected.getOutputLayer(0)).tally().correct());
      }
      INDArray gap = expected.params().sub(actual.params());
      assertThat(gap.amaxNumber().doubleValue()).isLessThan(2e-5);
    }
  }

  @Test
  void sameBitsWithAnyNumberOfThreads() {
    DoubleReference shape = new DoubleReference("lstm", 6, 100, 2, 40, 3, true);
    List<float[]> results = new ArrayList<>();
    for (int threads : new int[] {1, 2, 4}) {
      Threads.allow(threads);
      ComputationGraph graph = TestNetworks.realNetwork(shape, new Adam(1e-2, 0.8, 0.99, 1e-8));
      DirectStep direct = DirectStep.of(graph).orElseThrow();
      for (int step = 0; step < 3; step++) {
        direct.fit(inputs(shape, step), labels(shape, 6, step));
      }
      results.add(graph.params().reshape(graph.numParams()).toFloatVector());
    }
    assertThat(results).allSatisfy(bits -> assertThat(bits).isEqualTo(results.get(0)));
  }

  @Test
  void jsonKeepsTheReadOut() {
    DoubleReference shape = new DoubleReference("tanh", 6, 4, 2, 5, 1, true);
    ComputationGraph graph = TestNetworks.realNetwork(shape, new Sgd(0.1));
    String json = graph.getConfiguration().toJson();
    ComputationGraph copy = new ComputationGraph(ComputationGraphConfiguration.fromJson(json));
    copy.init(graph.params(), true);
    INDArray x = inputs(shape, 0);
    INDArray y = labels(shape, 1, 0);
    assertThat(DirectStep.of(copy).orElseThrow().score(x, y))
        .usingRecursiveComparison()
        .isEqualTo(DirectStep.of(graph).orElseThrow().score(x, y));
  }

  private static INDArray inputs(DoubleReference shape, int step) {
    float[] values = uniform(2 * step, shape.steps() * shape.rows() * shape.inputs());
    return Nd4j.create(values, new long[] {shape.steps(), shape.rows(), shape.inputs()}, 'c');
  }

  private static INDArray labels(DoubleReference shape, int steps, int step) {
    float[] values = uniform(2 * step + 1, steps * shape.rows() * shape.classes());
    return Nd4j.create(values, new long[] {steps, shape.rows(), shape.classes()}, 'c');
  }

  private static float[] uniform(long row, int count) {
    CounterRandom random = new CounterRandom(31, Streams.INIT, row);
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = random.nextFloat() - 0.5f;
    }
    return values;
  }

  private static double[] doubles(float[] values) {
    return doubles(Nd4j.create(values));
  }

  private static double[] doubles(INDArray array) {
    return array.reshape(array.length()).toDoubleVector();
  }
}
