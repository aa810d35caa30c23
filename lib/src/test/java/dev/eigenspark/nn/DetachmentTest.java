package dev.eigenspark.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.eigenspark.nn.DoubleLstm.Loss;
import dev.eigenspark.nn.SequenceScorer.Tally;
import dev.eigenspark.rng.CounterRandom;
import dev.eigenspark.rng.Streams;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.config.Sgd;

/** Blocked edges in the engine, on both its paths. */
class DetachmentTest {
  private static final DoubleReference SHAPE = new DoubleReference("lstm", 9, 11, 3, 18, 4, true);
  private static final long SEED = 3; // of TestNetworks

  @AfterEach
  void oneThreadAgain() {
    Threads.allow(1);
  }

  @Test
  void coinsFollowFromSeedWorkerAndStep() {
    Detachment half = new Detachment(0.5, 0.5, 0);
    String first = coins(half, SEED, 1, 7);
    assertThat(coins(half, SEED, 1, 7)).isEqualTo(first);
    assertThat(coins(half, SEED, 0, 7)).isNotEqualTo(first);
    assertThat(coins(half, SEED, 1, 8)).isNotEqualTo(first);
    assertThat(coins(half, SEED + 1, 1, 7)).isNotEqualTo(first);
  }

  @ParameterizedTest
  @CsvSource({"0, 0", "0.25, 0.25", "0.5, 0.75", "1, 1"})
  void coinsComeUpAsOftenAsTheyShould(double blockProb, double cBlockProb) {
    int steps = 100_000;
    RecurrentEdges edges = new RecurrentEdges(steps);
    new Detachment(blockProb, cBlockProb, 0).toss(edges, SEED, 0, 0);
    double hidden = 0;
    double state = 0;
    for (int t = 0; t < steps; t++) {
      hidden += edges.carriesHidden(t) ? 0 : 1;
      state += edges.carriesState(t) ? 0 : 1;
    }
    // Four standard deviations; at 0 and 1 there is none.
    assertThat(hidden / steps).isCloseTo(blockProb, within(deviations(blockProb, steps)));
    assertThat(state / steps).isCloseTo(cBlockProb, within(deviations(cBlockProb, steps)));
  }

  private static double deviations(double p, int count) {
    return 4 * Math.sqrt(p * (1 - p) / count);
  }

  @Test
  void oneProbabilityLeavesTheCoinsOfTheOtherAlone() {
    RecurrentEdges alone = new RecurrentEdges(50);
    RecurrentEdges both = new RecurrentEdges(50);
    new Detachment(0.5, 0, 0).toss(alone, SEED, 0, 0);
    new Detachment(0.5, 0.5, 0).toss(both, SEED, 0, 0);
    for (int t = 0; t < 50; t++) {
      assertThat(both.carriesHidden(t)).isEqualTo(alone.carriesHidden(t));
    }
  }

  @Test
  void nothingIsBlockedAfterTheFirstSteps() {
    Detachment first = new Detachment(1, 1, 5);
    RecurrentEdges edges = new RecurrentEdges(2);
    first.toss(edges, SEED, 0, 4);
    assertThat(edges.carriesHidden(1) || edges.carriesState(1)).isFalse();
    first.toss(edges, SEED, 0, 5);
    assertThat(edges.carriesHidden(1) && edges.carriesState(1)).isTrue();
  }

  @ParameterizedTest
  @CsvSource({"0.5, 0, 1", "0.5, 0.5, 1", "1, 0, 1", "0, 1, 1", "0.5, 0.3, 9", "0.5, 0.3, 4"})
  void gradientIsThatOfTheDoubleReference(double blockProb, double cBlockProb, int labelled) {
    Detachment detachment = new Detachment(blockProb, cBlockProb, 0);
    ComputationGraph graph = network(detachment, new Sgd(1));
    graph.getConfiguration().setIterationCount(6);
    INDArray x = inputs(0);
    INDArray y = labels(labelled, 0);
    INDArray before = graph.params().dup();

    float[] throughGraph =
        TestNetworks.gradients(graph, SequenceLayout.toDl4j(x), SequenceLayout.toDl4j(y));
    DirectStep.of(graph).orElseThrow().fit(x, y);

    double[] expected = reference(before, x, y, detachment, 0, 6);
    double largest = Arrays.stream(expected).map(Math::abs).max().orElseThrow();
    double[] step = doubles(before.sub(graph.params())); // of the gradient, at learning rate 1
    for (int i = 0; i < expected.length; i++) {
      assertThat((double) throughGraph[i]).isCloseTo(expected[i], within(1e-5 * largest));
      assertThat(step[i]).isCloseTo(expected[i], within(1e-5 * largest));
    }
  }

  @Test
  void bothPathsTakeTheSameStepsAsAnyWorker() {
    Detachment detachment = new Detachment(0.5, 0.2, 0);
    List<double[]> ends = new ArrayList<>();
    for (int worker = 0; worker < 2; worker++) {
      ComputationGraph expected = network(detachment, new Adam(1e-2));
      ComputationGraph actual = network(detachment, new Adam(1e-2));
      ((DrawingLayer) expected.getLayer(0)).drawAs(worker);
      ((DrawingLayer) actual.getLayer(0)).drawAs(worker);
      DirectStep direct = DirectStep.of(actual).orElseThrow();
      for (int step = 0; step < 10; step++) {
        INDArray[] features = {SequenceLayout.toDl4j(inputs(step))};
        expected.fit(features, new INDArray[] {SequenceLayout.toDl4j(labels(9, step))});
        direct.fit(inputs(step), labels(9, step));
      }
      assertThat(largestGap(expected, actual)).isLessThan(2e-5);
      ends.add(doubles(actual.params()));
    }
    assertThat(largestGap(ends.get(0), ends.get(1))).as("other coins").isGreaterThan(1e-3);
  }

  @Test
  void probabilityZeroHasTheBitsOfThePlainLstm() {
    assertThat(afterThreeSteps(new Detachment(0, 0, 0))).isEqualTo(afterThreeSteps(null));
    assertThat(afterThreeSteps(new Detachment(0.5, 0, 0))).isNotEqualTo(afterThreeSteps(null));
  }

  @Test
  void sameBitsWithAnyNumberOfThreads() {
    Detachment detachment = new Detachment(0.5, 0.2, 0);
    float[] one = afterThreeSteps(detachment);
    Threads.allow(3);
    assertThat(afterThreeSteps(detachment)).isEqualTo(one);
  }

  private static float[] afterThreeSteps(Detachment detachment) {
    ComputationGraph graph = network(detachment, new Adam(1e-2));
    DirectStep direct = DirectStep.of(graph).orElseThrow();
    for (int step = 0; step < 3; step++) {
      direct.fit(inputs(step), labels(9, step));
    }
    return graph.params().reshape(graph.numParams()).toFloatVector();
  }

  @Test
  void forwardValuesAndReadOutHaveTheBitsOfThePlainLstm() {
    ComputationGraph plain = network(null, new Sgd(1));
    ComputationGraph blocked = network(new Detachment(0.7, 0.3, 0), new Sgd(1));
    Tally expected = DirectStep.of(plain).orElseThrow().fit(inputs(0), labels(9, 0));
    Tally actual = DirectStep.of(blocked).orElseThrow().fit(inputs(0), labels(9, 0));
    assertThat(actual.loss()).isEqualTo(expected.loss());
    assertThat(actual.correct()).isEqualTo(expected.correct());
    assertThat(blocked.getParam("out_W")).isEqualTo(plain.getParam("out_W"));
    assertThat(blocked.getParam("out_b")).isEqualTo(plain.getParam("out_b"));
    assertThat(blocked.getParam("recurrent_V")).isNotEqualTo(plain.getParam("recurrent_V"));
  }

  @Test
  void withAllEdgesBlockedTheWayBackReadsNoRecurrentMatrix() {
    assertThat(gradientWithOtherMatrixOnTheWayBack(true, 1))
        .isEqualTo(gradientWithOtherMatrixOnTheWayBack(true, -5));
    assertThat(gradientWithOtherMatrixOnTheWayBack(false, 1))
        .isNotEqualTo(gradientWithOtherMatrixOnTheWayBack(false, -5));
  }

  /** Backpropagates with V scaled after the forward pass. */
  private static float[] gradientWithOtherMatrixOnTheWayBack(boolean blocked, float scale) {
    RecurrentRunner.Shape shape =
        new RecurrentRunner.Shape(9, SHAPE.rows(), SHAPE.inputs(), SHAPE.hidden(), true);
    BatchRunner runner = new BatchRunner(Cells.get("lstm"), shape);
    float[] weights = random((SHAPE.hidden() + SHAPE.inputs() + 1) * 4 * SHAPE.hidden(), 1);
    try (FloatBlock parameters = FloatBlock.allocate(weights.length);
        FloatBlock x = FloatBlock.of(inputs(0));
        FloatBlock epsilon = FloatBlock.allocate(9 * SHAPE.rows() * SHAPE.hidden())) {
      parameters.write(weights);
      runner.load(parameters);
      runner.copyInputs(x);
      runner.forward();
      runner.copyHidden(epsilon);
      for (int i = 0; i < 4 * SHAPE.hidden() * SHAPE.hidden(); i++) {
        parameters.put(i, scale * weights[i]);
      }
      runner.load(parameters);
      for (int t = 0; t < 9; t++) {
        runner.edges().blockHidden(t, blocked);
      }
      runner.backward(epsilon, null);
      runner.store(parameters);
      return parameters.read(weights.length);
    }
  }

  private static double[] reference(
      INDArray p, INDArray x, INDArray y, Detachment detachment, int worker, int step) {
    LabelledTrials trials =
        new LabelledTrials(
            SHAPE.steps(),
            SHAPE.rows(),
            SHAPE.inputs(),
            (int) y.size(0),
            x.dup('c').data().asFloat(),
            y.dup('c').data().asFloat());
    RecurrentEdges edges = new RecurrentEdges(SHAPE.steps());
    detachment.toss(edges, SEED, worker, step);
    double[] xi = new double[SHAPE.steps()];
    double[] eta = new double[SHAPE.steps()];
    for (int t = 0; t < SHAPE.steps(); t++) {
      xi[t] = edges.carriesHidden(t) ? 1 : 0;
      eta[t] = edges.carriesState(t) ? 1 : 0;
    }
    return new DoubleLstm(SHAPE.hidden(), doubles(p), trials)
        .gradient(Loss.MEAN, xi, eta)
        .parameters();
  }

  private static ComputationGraph network(Detachment detachment, IUpdater updater) {
    return TestNetworks.network(SHAPE, updater, builder -> builder.detachment(detachment));
  }

  private static String coins(Detachment detachment, long seed, int worker, int step) {
    RecurrentEdges edges = new RecurrentEdges(40);
    detachment.toss(edges, seed, worker, step);
    StringBuilder coins = new StringBuilder();
    for (int t = 0; t < 40; t++) {
      coins.append(edges.carriesHidden(t) ? 'h' : '.').append(edges.carriesState(t) ? 'c' : '.');
    }
    return coins.toString();
  }

  private static double largestGap(ComputationGraph a, ComputationGraph b) {
    return largestGap(doubles(a.params()), doubles(b.params()));
  }

  private static double largestGap(double[] a, double[] b) {
    double largest = 0;
    for (int i = 0; i < a.length; i++) {
      largest = Math.max(largest, Math.abs(a[i] - b[i]));
    }
    return largest;
  }

  private static INDArray inputs(int step) {
    float[] values = random(SHAPE.steps() * SHAPE.rows() * SHAPE.inputs(), step);
    return Nd4j.create(values, new long[] {SHAPE.steps(), SHAPE.rows(), SHAPE.inputs()}, 'c');
  }

  private static INDArray labels(int steps, int step) {
    CounterRandom random = new CounterRandom(4, Streams.TRAIN, step);
    float[] values = new float[steps * SHAPE.rows()];
    for (int i = 0; i < values.length; i++) {
      values[i] = random.nextInt(SHAPE.classes());
    }
    return Nd4j.create(values, new long[] {steps, SHAPE.rows(), 1}, 'c');
  }

  private static float[] random(int count, int row) {
    CounterRandom random = new CounterRandom(3, Streams.TRAIN, row);
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = 2 * random.nextFloat() - 1;
    }
    return values;
  }

  private static double[] doubles(INDArray array) {
    return array.reshape(array.length()).toDoubleVector();
  }
}
