package dev.eigenspark.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.eigenspark.nn.DoubleLstm.Loss;
import dev.eigenspark.rng.CounterRandom;
import dev.eigenspark.rng.Streams;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The gradient of h-detach in double, by four roads that share no code with it. */
class DoubleLstmTest {
  private static final DoubleReference SHAPE = new DoubleReference("lstm", 7, 2, 3, 5, 3, true);
  private static final int STEPS = SHAPE.steps();
  private static final double[] OPEN = filled(1);

  private final CounterRandom random = new CounterRandom(17, Streams.INIT, 0);
  private final double[] p = uniform(SHAPE.parameterCount(), 2);
  private final double[] x = uniform(STEPS * SHAPE.rows() * SHAPE.inputs(), 1);
  private final int[] y = labels();
  private final LabelledTrials trials =
      new LabelledTrials(
          STEPS,
          SHAPE.rows(),
          SHAPE.inputs(),
          STEPS,
          TestNetworks.floats(x),
          TestNetworks.floats(y));
  private final DoubleLstm lstm = new DoubleLstm(SHAPE.hidden(), p, trials);

  /** Weights of the edges h_{t-1} to the gates, and of c_{t-1} to c_t. */
  record Edges(double[] xi, double[] eta) {}

  static Stream<Edges> edges() {
    return Stream.of(
        new Edges(OPEN, OPEN),
        new Edges(filled(0), OPEN),
        new Edges(OPEN, filled(0)),
        new Edges(filled(0), filled(0)),
        new Edges(new double[] {1, 0, 1, 1, 0, 0, 1}, OPEN),
        new Edges(new double[] {0, 1, 1, 0, 1, 1, 0}, new double[] {1, 1, 0, 1, 0, 1, 1}),
        new Edges(filled(0.75), filled(0.5)));
  }

  @Test
  void lossIsThatOfTheReference() {
    assertThat(lstm.loss()).isCloseTo(SHAPE.loss(p, x, y), within(1e-14));
  }

  @Test
  void openEdgesGiveTheGradientOfTheLoss() {
    assertClose(gradient(OPEN, OPEN), SHAPE.gradient(p, x, y), 1e-8);
  }

  @Test
  void openEdgesGiveTheGradientOfTheLastLoss() {
    int[] last = Arrays.copyOfRange(y, y.length - SHAPE.rows(), y.length);
    double[] actual = lstm.gradient(Loss.LAST, OPEN, OPEN).parameters();
    assertClose(actual, SHAPE.gradient(p, x, last), 1e-8);
  }

  /** What automatic differentiation does with {@code xi h + (1 - xi) stopGradient(h)}. */
  @ParameterizedTest
  @MethodSource("edges")
  void isTheDerivativeWithStoppedGradients(Edges edges) {
    StoppedLoss stopped = new StoppedLoss(SHAPE, p, x, y, edges.xi(), edges.eta());
    assertThat(stopped.at(p)).isCloseTo(lstm.loss(), within(1e-14));
    assertClose(gradient(edges.xi(), edges.eta()), stopped.gradient(p), 1e-8);
  }

  /**
   * The recursion of z_t = [dc_t/dw; dh_t/dw; 1] by A_t + xi_t B_t, which carries tangents forward.
   * Where all edges are blocked it carries none: truncated backpropagation over one step.
   */
  @ParameterizedTest
  @MethodSource("edges")
  void backwardModeAgreesWithForwardMode(Edges edges) {
    double[] backward = gradient(edges.xi(), edges.eta());
    TangentLstm tangents = new TangentLstm(SHAPE, p, x, y, edges.xi(), edges.eta());
    for (int w = 0; w < lstm.readOutAt(); w++) {
      assertThat(backward[w]).as("parameter %d", w).isCloseTo(tangents.along(w), within(1e-13));
    }
  }

  @Test
  void meanOverAllCoinsIsTheGradientWithTheirMean() {
    double keep = 0.7;
    double[] mean = new double[p.length];
    // The first step's coin changes nothing, because h_0 is no function of the parameters.
    for (int coins = 0; coins < 1 << (STEPS - 1); coins++) {
      double[] xi = filled(1);
      double probability = 1;
      for (int t = 1; t < STEPS; t++) {
        xi[t] = coins >> (t - 1) & 1;
        probability *= xi[t] == 1 ? keep : 1 - keep;
      }
      double[] gradient = gradient(xi, OPEN);
      for (int i = 0; i < mean.length; i++) {
        mean[i] += probability * gradient[i];
      }
    }
    assertClose(gradient(filled(keep), OPEN), mean, 1e-14);
  }

  @Test
  void blockedEdgesLeaveTheForgetGatesAlone() {
    double[][] state = lstm.gradient(Loss.LAST, filled(0), OPEN).state();
    double[] product = state[STEPS - 1].clone();
    for (int t = STEPS - 1; t > 0; t--) {
      double[] forget = forgetGates(t);
      for (int k = 0; k < product.length; k++) {
        product[k] *= forget[k];
      }
      assertThat(state[t - 1]).as("step %d", t - 1).containsExactly(product, within(1e-15));
    }
  }

  @Test
  void readOutAndForwardValuesDoNotDependOnTheEdges() {
    double[] open = gradient(OPEN, OPEN);
    edges()
        .forEach(
            edges -> {
              double[] other = gradient(edges.xi(), edges.eta());
              assertThat(Arrays.copyOfRange(other, lstm.readOutAt(), p.length))
                  .isEqualTo(Arrays.copyOfRange(open, lstm.readOutAt(), p.length));
            });
    assertThat(lstm.loss()).isEqualTo(new DoubleLstm(SHAPE.hidden(), p, trials).loss());
  }

  private double[] gradient(double[] xi, double[] eta) {
    return lstm.gradient(Loss.MEAN, xi, eta).parameters();
  }

  /** f_t of all rows and units. */
  private double[] forgetGates(int t) {
    double[] gates = new double[SHAPE.rows() * SHAPE.hidden()];
    for (int row = 0; row < SHAPE.rows(); row++) {
      double[] h = new double[SHAPE.hidden()];
      double[] c = new double[SHAPE.hidden()];
      for (int s = 0; s <= t; s++) {
        double[] z = SHAPE.preActivation(p, h, x, (s * SHAPE.rows() + row) * SHAPE.inputs());
        SHAPE.step(p, z, h, c);
        for (int k = 0; k < SHAPE.hidden(); k++) {
          gates[row * SHAPE.hidden() + k] = 1 / (1 + Math.exp(-z[SHAPE.hidden() + k]));
        }
      }
    }
    return gates;
  }

  private static void assertClose(double[] actual, double[] expected, double tolerance) {
    assertThat(actual).hasSameSizeAs(expected);
    for (int i = 0; i < expected.length; i++) {
      assertThat(actual[i]).as("element %d", i).isCloseTo(expected[i], within(tolerance));
    }
  }

  private static double[] filled(double value) {
    double[] values = new double[STEPS];
    Arrays.fill(values, value);
    return values;
  }

  private double[] uniform(int count, double width) {
    double[] values = new double[count];
    for (int i = 0; i < count; i++) {
      values[i] = (float) (width * (random.nextFloat() - 0.5f));
    }
    return values;
  }

  private int[] labels() {
    int[] labels = new int[STEPS * SHAPE.rows()];
    for (int i = 0; i < labels.length; i++) {
      labels[i] = random.nextInt(SHAPE.classes());
    }
    return labels;
  }
}
