package dev.eigenspark.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.eigenspark.linalg.Matrix;
import dev.eigenspark.linalg.ReferenceExpm;
import dev.eigenspark.nn.NonNormalSchur.Mask;
import dev.eigenspark.nn.SequenceScorer.Tally;
import dev.eigenspark.rng.CounterRandom;
import dev.eigenspark.rng.Streams;
import java.util.stream.Stream;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.config.RmsProp;
import org.nd4j.linalg.learning.config.Sgd;

/** Every parameter of the parametrized layers against finite differences of plain equations. */
class ParametrizedGradientTest {
  private static final DoubleReference SHAPE = new DoubleReference("modrelu", 6, 4, 3, 8, 3, false);
  private static final int N = SHAPE.hidden();
  private static final int ANGLES = N * (N - 1) / 2;

  /** A cell whose matrix, or the last of its matrices, is made from other numbers. */
  private record Layer(String cell, Parametrization parametrization) {
    DoubleReference shape() {
      return new DoubleReference(
          cell, SHAPE.steps(), SHAPE.rows(), SHAPE.inputs(), N, SHAPE.classes(), SHAPE.bias());
    }

    int mapped() {
      return parametrization.specs(N).stream().mapToInt(ParameterSpec::size).sum();
    }
  }

  static Stream<Layer> layers() {
    return Stream.of(
        new Layer("modrelu", new OrthogonalExponential(Init.SKEW_HENAFF)),
        new Layer("modrelu", new NonNormalSchur(Init.SKEW_HENAFF, Mask.BLOCK, 0, 0)),
        new Layer("modrelu", new NonNormalSchur(Init.SKEW_HENAFF, Mask.STRICT, 0, 0)),
        new Layer("modrelu", new PlaneRotations(3)),
        new Layer("goru", new PlaneRotations(N)),
        new Layer("gru", new OrthogonalExponential(Init.SKEW_HENAFF)));
  }

  @ParameterizedTest
  @MethodSource("layers")
  void engineAgreesWithFiniteDifferences(Layer layer) {
    ComputationGraph graph = network(layer, new Sgd(1), new Sgd(1));
    double[] p = uniform(Math.toIntExact(graph.numParams()), 1);
    double[] x = uniform(SHAPE.steps() * SHAPE.rows() * SHAPE.inputs(), 2);
    int[] y = labels();
    TestNetworks.setParameters(graph, p);

    float[] actual = TestNetworks.gradients(graph, dl4j(x, SHAPE.inputs()), dl4jLabels(y));

    assertThat(graph.score()).isCloseTo(loss(layer, p, x, y), within(1e-5));
    double[] expected = new double[p.length];
    double largest = 0;
    for (int i = 0; i < p.length; i++) {
      double kept = p[i];
      p[i] = kept + 1e-6;
      double above = loss(layer, p, x, y);
      p[i] = kept - 1e-6;
      expected[i] = (above - loss(layer, p, x, y)) / 2e-6;
      p[i] = kept;
      largest = Math.max(largest, Math.abs(expected[i]));
    }
    for (int i = 0; i < p.length; i++) {
      assertThat((double) actual[i]).as("%d", i).isCloseTo(expected[i], within(1e-4 * largest));
    }
  }

  @ParameterizedTest
  @MethodSource("layers")
  void directStepsEqualThoseOfTheGraphWithTwoLearningRates(Layer layer) {
    IUpdater[][] pairs = {
      {new Sgd(0.1), new Sgd(0.02)},
      {new RmsProp(1e-2, 0.9, 1e-8), new RmsProp(1e-3, 0.9, 1e-8)},
      {new Adam(1e-2, 0.8, 0.99, 1e-8), new Adam(1e-3, 0.8, 0.99, 1e-8)}
    };
    for (IUpdater[] pair : pairs) {
      ComputationGraph expected = network(layer, pair[0], pair[1]);
      ComputationGraph actual = network(layer, pair[0], pair[1]);
      DirectStep direct = DirectStep.of(actual).orElseThrow();
      float[] values = TestNetworks.floats(uniform(6 * 4 * 3, 3));
      INDArray x = Nd4j.create(values, new long[] {6, 4, 3}, 'c');
      INDArray y = Nd4j.create(TestNetworks.floats(labels()), new long[] {6, 4, 1}, 'c');
      INDArray[] features = {SequenceLayout.toDl4j(x)};
      for (int step = 0; step < 10; step++) {
        expected.fit(features, new INDArray[] {SequenceLayout.toDl4j(y)});
        Tally tally = direct.fit(x, y);
        assertThat(tally.loss()).isCloseTo(expected.score(), within(2e-5));
      }
      INDArray gap = expected.params().sub(actual.params());
      assertThat(gap.amaxNumber().doubleValue()).isLessThan(2e-5);
    }
  }

  /** The loss with V from the textbook form of the equations. */
  private static double loss(Layer layer, double[] p, double[] x, int[] y) {
    double[] made = matrix(layer.parametrization(), p).values();
    double[] natural = new double[layer.shape().parameterCount()];
    // A row of the free matrices goes before each of the made one, and then comes the rest.
    int free = (layer.shape().hiddenBlocks() - 1) * N;
    int from = layer.mapped();
    int at = 0;
    for (int row = 0; row < N; row++) {
      System.arraycopy(p, from, natural, at, free);
      System.arraycopy(made, row * N, natural, at + free, N);
      from += free;
      at += free + N;
    }
    System.arraycopy(p, from, natural, at, p.length - from);
    return layer.shape().loss(natural, x, y);
  }

  private static Matrix matrix(Parametrization parametrization, double[] p) {
    if (parametrization instanceof PlaneRotations rotations) {
      return product(rotations, p);
    }
    Matrix rotation = ReferenceExpm.exp(skew(p));
    return parametrization instanceof NonNormalSchur schur
        ? rotation.times(theta(schur, p)).times(rotation.transposed())
        : rotation;
  }

  /** One matrix for each rotation, multiplied in order. */
  private static Matrix product(PlaneRotations rotations, double[] p) {
    Matrix v = Matrix.identity(N);
    int at = 0;
    for (int layer = 0; layer < rotations.capacity(); layer++) {
      for (int i = layer % 2; i + 1 < N; i += 2) {
        Matrix turn = Matrix.identity(N);
        turn.values()[i * N + i] = Math.cos(p[at]);
        turn.values()[i * N + i + 1] = Math.sin(p[at]);
        turn.values()[(i + 1) * N + i] = -Math.sin(p[at]);
        turn.values()[(i + 1) * N + i + 1] = Math.cos(p[at]);
        v = v.times(turn);
        at++;
      }
    }
    return v;
  }

  private static Matrix skew(double[] p) {
    double[] a = new double[N * N];
    int at = 0;
    for (int i = 0; i < N; i++) {
      for (int j = i + 1; j < N; j++) {
        a[i * N + j] = p[at];
        a[j * N + i] = -p[at++];
      }
    }
    return new Matrix(N, N, a);
  }

  private static Matrix theta(NonNormalSchur schur, double[] p) {
    double[] values = new double[N * N];
    int at = ANGLES + N;
    for (int i = 0; i < N; i++) {
      for (int j = 0; j < N; j++) {
        boolean masked = schur.mask() == Mask.BLOCK ? i / 2 < j / 2 : i < j;
        double angle = p[ANGLES + i / 2];
        double gamma = p[ANGLES + N / 2 + i / 2];
        if (i / 2 == j / 2) {
          values[i * N + j] = i == j ? Math.cos(angle) : (i - j) * Math.sin(angle);
          values[i * N + j] *= gamma;
        }
        if (masked) {
          values[i * N + j] += p[at++];
        }
      }
    }
    return new Matrix(N, N, values);
  }

  private static ComputationGraph network(Layer layer, IUpdater rest, IUpdater generator) {
    return TestNetworks.network(
        layer.shape(),
        rest,
        builder -> builder.parametrization(layer.parametrization(), generator));
  }

  private static double[] uniform(int count, long row) {
    CounterRandom random = new CounterRandom(21, Streams.INIT, row);
    double[] values = new double[count];
    for (int i = 0; i < count; i++) {
      // Rounded to float so that engine and reference start from the same numbers.
      values[i] = random.nextFloat() - 0.5f;
    }
    return values;
  }

  private static int[] labels() {
    CounterRandom random = new CounterRandom(22, Streams.INIT, 0);
    int[] y = new int[SHAPE.steps() * SHAPE.rows()];
    for (int i = 0; i < y.length; i++) {
      y[i] = random.nextInt(SHAPE.classes());
    }
    return y;
  }

  private static INDArray dl4j(double[] values, int width) {
    return TestNetworks.sequence(TestNetworks.floats(values), SHAPE.steps(), SHAPE.rows(), width);
  }

  private static INDArray dl4jLabels(int[] y) {
    return TestNetworks.sequence(TestNetworks.floats(y), SHAPE.steps(), SHAPE.rows(), 1);
  }
}
