package dev.eigenspark.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.eigenspark.rng.CounterRandom;
import dev.eigenspark.rng.Streams;
import java.util.Arrays;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.ndarray.INDArray;

class TrialNormsTest {
  private static final int INPUTS = 3;
  private static final int CLASSES = 4;
  private static final OutputErrors LOSS = (step, trial, label, values) -> values[label] -= 1;

  @AfterEach
  void oneThreadAgain() {
    Threads.allow(1);
  }

  private static LabelledTrials trials(int steps, int rows, int labelled) {
    CounterRandom random = new CounterRandom(3, Streams.TRAIN, 0);
    float[] features = new float[steps * rows * INPUTS];
    for (int i = 0; i < features.length; i++) {
      features[i] = 4 * random.nextFloat() - 2;
    }
    float[] labels = new float[labelled * rows];
    for (int i = 0; i < labels.length; i++) {
      labels[i] = random.nextInt(CLASSES);
    }
    return new LabelledTrials(steps, rows, INPUTS, labelled, features, labels);
  }

  private static LabelledTrials only(LabelledTrials all, int row) {
    float[] features = new float[all.steps() * INPUTS];
    for (int t = 0; t < all.steps(); t++) {
      System.arraycopy(
          all.features(), (t * all.rows() + row) * INPUTS, features, t * INPUTS, INPUTS);
    }
    float[] labels = new float[all.labelledSteps()];
    for (int t = 0; t < labels.length; t++) {
      labels[t] = all.labels()[t * all.rows() + row];
    }
    return new LabelledTrials(all.steps(), 1, INPUTS, labels.length, features, labels);
  }

  private static ComputationGraph graph(String cell, LabelledTrials trials, int hidden) {
    return TestNetworks.network(
        new DoubleReference(cell, trials.steps(), trials.rows(), INPUTS, hidden, CLASSES, true));
  }

  private static double[] norms(ComputationGraph graph, LabelledTrials trials) {
    return TrialNorms.of(graph)
        .orElseThrow()
        .squaredNorms(
            TestNetworks.sequence(trials.features(), trials.steps(), trials.rows(), INPUTS),
            TestNetworks.sequence(trials.labels(), trials.labelledSteps(), trials.rows(), 1),
            LOSS);
  }

  /** Long sequences of many rows are packed in several parts. */
  @ParameterizedTest
  @CsvSource({
    "lstm, 6, 7, 1, 9",
    "lstm, 6, 7, 6, 40",
    "gru, 6, 13, 4, 9",
    "lstm, 600, 2, 300, 5",
    "lstm, 30, 70, 30, 5",
    "gru, 300, 12, 1, 33"
  })
  void areThoseOfTrialsByThemselves(String cell, int steps, int rows, int labelled, int hidden) {
    LabelledTrials trials = trials(steps, rows, labelled);
    ComputationGraph graph = graph(cell, trials, hidden);
    BackwardPass pass = BackwardPass.of(graph);
    double[] actual = norms(graph, trials);
    for (int row = 0; row < rows; row++) {
      LabelledTrials one = only(trials, row);
      FloatBlock gradient =
          pass.run(
              new INDArray[] {TestNetworks.sequence(one.features(), steps, 1, INPUTS)},
              TestNetworks.sequence(one.labels(), labelled, 1, 1),
              LOSS);
      double expected = 0;
      for (int i = 0; i < gradient.length(); i++) {
        expected += (double) gradient.get(i) * gradient.get(i);
      }
      assertThat(actual[row]).isCloseTo(expected, within(1e-5 * expected));
    }
  }

  @Test
  void areThoseOfDoubleArithmetic() {
    LabelledTrials trials = trials(12, 5, 8);
    ComputationGraph graph = graph("lstm", trials, 7);
    double[] actual = norms(graph, trials);
    double[] open = new double[12];
    Arrays.fill(open, 1);
    double[] parameters = graph.params().reshape(graph.numParams()).toDoubleVector();
    for (int row = 0; row < 5; row++) {
      double[] gradient =
          new DoubleLstm(7, parameters, only(trials, row))
              .gradient(DoubleLstm.Loss.MEAN, open, open)
              .parameters();
      double expected = Arrays.stream(gradient).map(g -> g * g).sum();
      assertThat(actual[row]).isCloseTo(expected, within(2e-6 * expected));
    }
  }

  @Test
  void threadsChangeNoBit() {
    LabelledTrials trials = trials(20, 60, 5);
    ComputationGraph graph = graph("lstm", trials, 40);
    double[] one = norms(graph, trials);
    Threads.allow(3);
    assertThat(norms(graph, trials)).isEqualTo(one);
  }

  @ParameterizedTest
  @ValueSource(strings = {"tanh", "modrelu", "goru"})
  void leavesOtherCellsToPassesOfOneTrial(String cell) {
    assertThat(TrialNorms.of(graph(cell, trials(4, 2, 1), 8))).isEmpty();
  }

  @Test
  void sumsSquaresInDouble() {
    float[] values = {1, 2, 3, 4, 5, 6, 7, 1e4f};
    assertThat(SquaredNorm.of(values, 1, 5)).isEqualTo(4 + 9 + 16 + 25 + 36);
    assertThat(SquaredNorm.of(values, 0, 8)).isEqualTo(140 + 1e8);
    assertThat(SquaredNorm.of(values, 3, 0)).isZero();
  }
}
