package dev.eigenspark.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.eigenspark.rng.CounterRandom;
import dev.eigenspark.rng.Streams;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.config.Sgd;

class GlobalNormClipTest {
  private static final DoubleReference SHAPE = new DoubleReference("lstm", 6, 11, 3, 9, 4, true);

  @Test
  void aLongGradientGetsTheBoundsLengthInItsDirection() {
    float[] values = random(5000, 1);
    float[] clipped = clipped(values, 0.5);
    assertThat(norm(clipped)).isCloseTo(0.5, within(1e-7));
    double factor = 0.5 / norm(values);
    for (int i = 0; i < values.length; i++) {
      assertThat(clipped[i]).isEqualTo((float) (values[i] * factor));
    }
  }

  @Test
  void aShortGradientKeepsItsBits() {
    float[] values = random(5000, 1);
    assertThat(clipped(values, 1.001 * norm(values))).isEqualTo(values);
  }

  @Test
  void squaresThatLeaveTheRangeOfFloatAreSummed() {
    assertThat(clipped(new float[] {3e30f, 4e30f}, 1))
        .containsExactly(new float[] {0.6f, 0.8f}, within(1e-6f));
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.01, 0.3})
  void boundsTheStepOfBothPathsOverAllLayersTogether(double bound) {
    ComputationGraph direct = network(bound, new Sgd(1));
    ComputationGraph graph = network(bound, new Sgd(1));
    INDArray before = direct.params().dup();
    fit(direct, graph, 1);
    // Layer by layer the norms would add up to more.
    assertThat(norm(before.sub(direct.params()))).isCloseTo(bound, within(1e-4 * bound));
    assertThat(norm(before.sub(graph.params()))).isCloseTo(bound, within(1e-4 * bound));
  }

  @Test
  void bothPathsTakeTheSameSteps() {
    ComputationGraph direct = network(0.05, new Adam(1e-2));
    ComputationGraph graph = network(0.05, new Adam(1e-2));
    ComputationGraph unbounded = network(1e9, new Adam(1e-2));
    fit(direct, graph, 10);
    fit(unbounded, network(1e9, new Adam(1e-2)), 10);
    INDArray gap = direct.params().sub(graph.params());
    assertThat(gap.amaxNumber().doubleValue()).isLessThan(2e-5);
    assertThat(direct.params().sub(unbounded.params()).amaxNumber().doubleValue())
        .isGreaterThan(1e-4);
  }

  @Test
  void aNetworkWithoutABoundHasNoClip() {
    assertThat(GlobalNormClip.of(TestNetworks.network(SHAPE))).isEmpty();
  }

  private static void fit(ComputationGraph direct, ComputationGraph graph, int steps) {
    DirectStep step = DirectStep.of(direct).orElseThrow();
    graph.addListeners(GlobalNormClip.of(graph).orElseThrow());
    for (int i = 0; i < steps; i++) {
      float[] values = random(SHAPE.steps() * SHAPE.rows() * SHAPE.inputs(), i);
      INDArray x =
          Nd4j.create(values, new long[] {SHAPE.steps(), SHAPE.rows(), SHAPE.inputs()}, 'c');
      INDArray y = Nd4j.ones(SHAPE.steps(), SHAPE.rows(), 1);
      step.fit(x, y);
      INDArray[] features = {SequenceLayout.toDl4j(x)};
      graph.fit(features, new INDArray[] {SequenceLayout.toDl4j(y)});
    }
  }

  private static ComputationGraph network(double bound, IUpdater updater) {
    NeuralNetConfiguration.Builder base =
        new NeuralNetConfiguration.Builder().seed(3).updater(updater).miniBatch(false);
    GlobalNormClip.configure(base, bound);
    ComputationGraph graph =
        new ComputationGraph(
            base.graphBuilder()
                .addInputs("x")
                .setInputTypes(InputType.recurrent(SHAPE.inputs(), SHAPE.steps()))
                .addLayer(
                    "recurrent",
                    new RecurrentLayer.Builder()
                        .cell("lstm")
                        .nIn(SHAPE.inputs())
                        .nOut(SHAPE.hidden())
                        .build(),
                    "x")
                .addLayer(
                    "out",
                    new SoftmaxSequenceLayer.Builder()
                        .activation(Activation.SOFTMAX)
                        .nIn(SHAPE.hidden())
                        .nOut(SHAPE.classes())
                        .build(),
                    "recurrent")
                .setOutputs("out")
                .build());
    graph.init();
    return graph;
  }

  private static float[] clipped(float[] values, double bound) {
    try (FloatBlock gradient = FloatBlock.allocate(values.length)) {
      gradient.write(values);
      GlobalNormClip.of(network(bound, new Sgd(1))).orElseThrow().clip(gradient);
      return gradient.read(values.length);
    }
  }

  private static double norm(INDArray vector) {
    return norm(vector.reshape(vector.length()).toFloatVector());
  }

  private static double norm(float[] values) {
    double squares = 0;
    for (float value : values) {
      squares += (double) value * value;
    }
    return Math.sqrt(squares);
  }

  private static float[] random(int count, int row) {
    CounterRandom random = new CounterRandom(8, Streams.TRAIN, row);
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = 2 * random.nextFloat() - 1;
    }
    return values;
  }
}
