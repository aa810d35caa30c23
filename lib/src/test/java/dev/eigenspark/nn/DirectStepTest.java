package dev.eigenspark.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.eigenspark.nn.SequenceScorer.Tally;
import dev.eigenspark.rng.CounterRandom;
import dev.eigenspark.rng.Streams;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.config.Nesterovs;
import org.nd4j.linalg.learning.config.RmsProp;
import org.nd4j.linalg.learning.config.Sgd;

class DirectStepTest {
  private static final int STEPS = 6;

  @AfterEach
  void oneThreadAgain() {
    Threads.allow(1);
  }

  static Stream<Arguments> networks() {
    List<IUpdater> updaters =
        List.of(new Sgd(0.1), new RmsProp(1e-2, 0.9, 1e-8), new Adam(1e-2, 0.8, 0.99, 1e-8));
    return Stream.of("tanh", "modrelu", "lstm", "gru", "goru")
        .flatMap(cell -> updaters.stream().map(updater -> Arguments.of(cell, updater)));
  }

  @ParameterizedTest
  @MethodSource("networks")
  void stepsAsTheGraphDoes(String cell, IUpdater updater) {
    for (int labelled : new int[] {1, STEPS}) {
      DoubleReference shape = new DoubleReference(cell, STEPS, 11, 3, 9, 4, true);
      ComputationGraph expected = TestNetworks.network(shape, updater);
      ComputationGraph actual = TestNetworks.network(shape, updater);
      DirectStep direct = DirectStep.of(actual).orElseThrow();
      for (int step = 0; step < 10; step++) {
        INDArray x = inputs(shape, step);
        INDArray y = labels(shape, labelled, step);
        INDArray[] features = {SequenceLayout.toDl4j(x)};
        expected.fit(features, new INDArray[] {SequenceLayout.toDl4j(y)});
        Tally tally = direct.fit(x, y);
        assertThat(tally.loss()).isCloseTo(expected.score(), within(2e-5));
      }
      INDArray gap = expected.params().sub(actual.params());
      assertThat(gap.amaxNumber().doubleValue()).isLessThan(2e-5);
      assertThat(actual.getConfiguration().getIterationCount()).isEqualTo(10);
    }
  }

  @ParameterizedTest
  @MethodSource("networks")
  void sameBitsWithAnyNumberOfThreads(String cell, IUpdater updater) {
    for (int rows : new int[] {10, 100}) {
      DoubleReference shape = new DoubleReference(cell, STEPS, rows, 3, 40, 4, true);
      List<float[]> results = new ArrayList<>();
      for (int threads : new int[] {1, 2, 4}) {
        Threads.allow(threads);
        ComputationGraph graph = TestNetworks.network(shape, updater);
        DirectStep direct = DirectStep.of(graph).orElseThrow();
        for (int step = 0; step < 3; step++) {
          direct.fit(inputs(shape, step), labels(shape, STEPS, step));
        }
        results.add(graph.params().reshape(graph.numParams()).toFloatVector());
      }
      assertThat(results).allSatisfy(bits -> assertThat(bits).isEqualTo(results.get(0)));
    }
  }

  @Test
  void staysOnTheDoubleReferenceForAHundredSteps() {
    DoubleReference shape = new DoubleReference("modrelu", STEPS, 5, 3, 7, 4, true);
    ComputationGraph graph = TestNetworks.network(shape, new Sgd(0.05));
    double[] p = doubles(graph.params());
    DirectStep direct = DirectStep.of(graph).orElseThrow();
    for (int step = 0; step < 100; step++) {
      INDArray x = inputs(shape, step);
      INDArray y = labels(shape, STEPS, step);
      direct.fit(x, y);
      double[] gradient = shape.gradient(p, doubles(x), y.reshape(y.length()).toIntVector());
      for (int i = 0; i < p.length; i++) {
        p[i] -= 0.05 * gradient[i];
      }
    }
    double[] actual = doubles(graph.params());
    double largest = 0;
    double gap = 0;
    for (int i = 0; i < p.length; i++) {
      largest = Math.max(largest, Math.abs(p[i]));
      gap = Math.max(gap, Math.abs(p[i] - actual[i]));
    }
    assertThat(gap / largest).isLessThan(1e-4);
  }

  @Test
  void scoresWithoutAStep() {
    DoubleReference shape = new DoubleReference("lstm", STEPS, 5, 3, 7, 4, true);
    ComputationGraph graph = TestNetworks.network(shape);
    INDArray before = graph.params().dup();
    INDArray x = inputs(shape, 0);
    INDArray y = labels(shape, STEPS, 0);
    Tally tally = DirectStep.of(graph).orElseThrow().score(x, y);
    double expected = shape.loss(doubles(before), doubles(x), y.reshape(y.length()).toIntVector());
    assertThat(tally.loss()).isCloseTo(expected, within(1e-5));
    assertThat(tally.rows()).isEqualTo(5);
    assertThat(graph.params()).isEqualTo(before);
  }

  @Test
  void leavesOtherOptimizersToTheGraph() {
    DoubleReference shape = new DoubleReference("tanh", STEPS, 5, 3, 7, 4, true);
    assertThat(DirectStep.of(TestNetworks.network(shape, new Nesterovs(0.1)))).isEmpty();
  }

  private static INDArray inputs(DoubleReference shape, int step) {
    CounterRandom random = new CounterRandom(3, Streams.TRAIN, step);
    float[] values = new float[STEPS * shape.rows() * shape.inputs()];
    for (int i = 0; i < values.length; i++) {
      values[i] = random.nextFloat() - 0.5f;
    }
    return Nd4j.create(values, new long[] {STEPS, shape.rows(), shape.inputs()}, 'c');
  }

  private static INDArray labels(DoubleReference shape, int steps, int step) {
    CounterRandom random = new CounterRandom(4, Streams.TRAIN, step);
    float[] values = new float[steps * shape.rows()];
    for (int i = 0; i < values.length; i++) {
      values[i] = random.nextInt(shape.classes());
    }
    return Nd4j.create(values, new long[] {steps, shape.rows(), 1}, 'c');
  }

  private static double[] doubles(INDArray array) {
    return array.reshape(array.length()).toDoubleVector();
  }
}
