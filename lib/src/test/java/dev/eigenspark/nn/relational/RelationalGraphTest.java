package dev.eigenspark.nn.relational;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.eigenspark.nn.Init;
import dev.eigenspark.nn.SequenceOutputLayer;
import dev.eigenspark.nn.SoftmaxSequenceLayer;
import dev.eigenspark.nn.relational.ContextNorm.Variance;
import dev.eigenspark.nn.relational.LayerStack.Convolutions;
import dev.eigenspark.nn.relational.LayerStack.Last;
import dev.eigenspark.nn.relational.Similarity.Mask;
import dev.eigenspark.nn.relational.Similarity.Reads;
import dev.eigenspark.nn.relational.Similarity.Score;
import dev.eigenspark.nn.relational.Similarity.Sides;
import dev.eigenspark.nn.relational.Similarity.Weighting;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Sgd;

/** Whole networks inside DL4J against finite differences of their equations in double. */
class RelationalGraphTest {
  private static final int PIXELS = 16;
  private static final int STEPS = 4;
  private static final int CODE = 6;
  private static final int HIDDEN = 10;
  private static final int CLASSES = 3;
  private static final int[][] TRIALS = {{0, 1, 1, 2}, {2, 2, 0, 1}, {1, 1, 1, 0}};
  private static final int[] LABELS = {2, 0, 1};
  private static final LayerStack ENCODER =
      new LayerStack(
          new Convolutions(4, 4, 1, List.of(32)),
          List.of(CODE),
          Last.LINEAR,
          Init.HE_NORMAL,
          Init.UNIFORM_FAN_IN);
  private static final LayerStack SIDES = LayerStack.dense(List.of(2 * CODE), Last.LINEAR);
  private static final LayerStack DECODER = LayerStack.dense(List.of(HIDDEN), Last.RECTIFIED);

  static Stream<Similarity> similarities() {
    return Stream.of(
        new Similarity(
            Sides.SYMMETRIC,
            Score.COSINE,
            Mask.CAUSAL,
            Weighting.SOFTMAX,
            Reads.RELATIONS_AND_OBJECTS),
        new Similarity(
            Sides.ASYMMETRIC, Score.SCALED, Mask.NONE, Weighting.SOFTMAX, Reads.RELATIONS),
        new Similarity(Sides.SYMMETRIC, Score.DOT, Mask.STRICT, Weighting.NONE, Reads.RELATIONS),
        new Similarity(Sides.SYMMETRIC, Score.DOT, Mask.NONE, Weighting.NONE, Reads.OBJECTS));
  }

  @ParameterizedTest
  @MethodSource("similarities")
  void gradientsAreThoseOfFiniteDifferences(Similarity similarity) {
    ComputationGraph graph = graph(similarity);
    double[] p = graph.params().reshape(graph.numParams()).toDoubleVector();
    double[] images = Differences.gaussian(3 * PIXELS, 9);
    graph.setInputs(array(flat(TRIALS), 3, STEPS), array(images, 3, PIXELS));
    graph.setLabels(array(Arrays.stream(LABELS).asDoubleStream().toArray(), 3, 1, 1));
    graph.computeGradientAndScore();
    float[] actual = graph.getFlattenedGradients().reshape(graph.numParams()).toFloatVector();

    assertThat(graph.score()).isCloseTo(loss(similarity, p, images), within(1e-5));
    double largest = 0;
    for (float g : actual) {
      largest = Math.max(largest, Math.abs(g));
    }
    assertThat(largest).isPositive();
    for (int i = 0; i < p.length; i++) {
      double kept = p[i];
      p[i] = kept + 1e-6;
      double above = loss(similarity, p, images);
      p[i] = kept - 1e-6;
      double expected = (above - loss(similarity, p, images)) / 2e-6;
      p[i] = kept;
      assertThat((double) actual[i]).as("%d", i).isCloseTo(expected, within(1e-4 * largest));
    }
  }

  private static ComputationGraph graph(Similarity similarity) {
    boolean asymmetric = similarity.sides() == Sides.ASYMMETRIC;
    SequenceOutputLayer out =
        new SoftmaxSequenceLayer.Builder()
            .activation(Activation.SOFTMAX)
            .nIn(HIDDEN)
            .nOut(CLASSES)
            .build();
    var builder =
        new NeuralNetConfiguration.Builder()
            .seed(4)
            .updater(new Sgd(0.1))
            .miniBatch(false)
            .graphBuilder()
            .addInputs("trials", "objects")
            .setInputTypes(InputType.feedForward(STEPS), InputType.feedForward(PIXELS))
            .addLayer(
                "encoder", new OperatorLayer.Builder(ENCODER).firstLayer().build(), "objects");
    if (asymmetric) {
      builder.addLayer("sides", new OperatorLayer.Builder(SIDES).build(), "encoder");
    }
    ContextNorm norm = new ContextNorm(0, Variance.UNBIASED, asymmetric ? 2 : 1);
    ComputationGraph graph =
        new ComputationGraph(
            builder
                .addVertex(
                    "gather",
                    GatherVertex.ofTrainedCodes(),
                    "trials",
                    asymmetric ? "sides" : "encoder")
                .addLayer("norm", new OperatorLayer.Builder(norm).build(), "gather")
                .addLayer("similarity", new OperatorLayer.Builder(similarity).build(), "norm")
                .addLayer("decoder", new OperatorLayer.Builder(DECODER).build(), "similarity")
                .addLayer("out", out, "decoder")
                .setOutputs("out")
                .build());
    graph.init();
    return graph;
  }

  /** Mean cross-entropy; parameters in the order of the layers. */
  private static double loss(Similarity similarity, double[] p, double[] images) {
    Parameters from = new Parameters(p);
    double[] codes =
        new StackReference(ENCODER, PIXELS)
            .outputs(from.next((PIXELS + 1) * 32 + 129 * CODE), images);
    int width = CODE;
    if (similarity.sides() == Sides.ASYMMETRIC) {
      width = 2 * CODE;
      codes = new StackReference(SIDES, CODE).outputs(from.next((CODE + 1) * width), codes);
    }
    double[] gamma = from.next(CODE);
    double[] beta = from.next(CODE);
    TrialNorm norm = new TrialNorm(STEPS, Variance.UNBIASED, width, width / CODE);
    int entries = similarity.output(new Operator.Extent(width, STEPS)).features();
    double[] decoder = from.next((entries + 1) * HIDDEN);
    double[] readOut = from.next((HIDDEN + 1) * CLASSES);
    LayerStack linear = LayerStack.dense(List.of(CLASSES), Last.LINEAR);
    double total = 0;
    for (int n = 0; n < TRIALS.length; n++) {
      double[] z = new double[STEPS * width];
      for (int t = 0; t < STEPS; t++) {
        System.arraycopy(codes, TRIALS[n][t] * width, z, t * width, width);
      }
      norm.forward(z, new double[z.length], 0, width, gamma, beta, new double[width], 0);
      double[] relations =
          similarity.reads() == Reads.OBJECTS
              ? new double[0]
              : TrialSimilarityTest.entries(similarity, z, width);
      double[] read = Arrays.copyOf(relations, entries);
      System.arraycopy(z, 0, read, relations.length, entries - relations.length);
      double[] h = new StackReference(DECODER, entries).outputs(decoder, read);
      double[] y = new StackReference(linear, HIDDEN).outputs(readOut, h);
      total += Math.log(Arrays.stream(y).map(Math::exp).sum()) - y[LABELS[n]];
    }
    return total / TRIALS.length;
  }

  /** Parameters one after the other. */
  private static final class Parameters {
    private final double[] all;
    private int at;

    Parameters(double[] all) {
      this.all = all;
    }

    double[] next(int count) {
      at += count;
      return Arrays.copyOfRange(all, at - count, at);
    }
  }

  private static double[] flat(int[][] rows) {
    return Arrays.stream(rows).flatMapToInt(Arrays::stream).asDoubleStream().toArray();
  }

  private static INDArray array(double[] values, long... shape) {
    float[] floats = new float[values.length];
    for (int i = 0; i < floats.length; i++) {
      floats[i] = (float) values[i];
      values[i] = floats[i];
    }
    return Nd4j.create(floats, shape, 'c');
  }
}
