package dev.eigenspark.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.eigenspark.rng.CounterRandom;
import dev.eigenspark.rng.Streams;
import java.util.Arrays;
import java.util.stream.Stream;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.learning.config.Sgd;

/** The double recurrences against their own differences, and against the engine. */
class RecurrentDynamicsTest {
  private static final double[][] NO_TANGENTS = {};

  private final CounterRandom random = new CounterRandom(23, Streams.INIT, 0);

  static Stream<DoubleReference> shapes() {
    return Stream.of("tanh", "modrelu", "lstm", "gru", "goru")
        .flatMap(
            cell ->
                Stream.of(
                    new DoubleReference(cell, 9, 1, 3, 5, 2, true),
                    new DoubleReference(cell, 5, 1, 2, 34, 2, false)));
  }

  @ParameterizedTest
  @MethodSource("shapes")
  void tangentsAreTheDerivativeOfTheStep(DoubleReference shape) {
    StateDynamics dynamics = form(shape).driven(weights(shape));
    double[] x = uniform(shape.inputs());
    double[] state = uniform(dynamics.size());
    double[][] tangents = new double[state.length][state.length];
    for (int i = 0; i < state.length; i++) {
      tangents[i][i] = 1;
    }
    double[] after = state.clone();
    dynamics.step(x, after, tangents);
    assertThat(after).isEqualTo(stepped(dynamics, x, state, 0, 0));
    double difference = 1e-6;
    for (int i = 0; i < state.length; i++) {
      double[] above = stepped(dynamics, x, state, i, difference);
      double[] below = stepped(dynamics, x, state, i, -difference);
      for (int j = 0; j < state.length; j++) {
        double expected = (above[j] - below[j]) / (2 * difference);
        assertThat(tangents[i][j]).as("d%d/d%d", j, i).isCloseTo(expected, within(1e-8));
      }
    }
  }

  private static double[] stepped(
      StateDynamics dynamics, double[] x, double[] from, int at, double change) {
    double[] state = from.clone();
    state[at] += change;
    dynamics.step(x, state, NO_TANGENTS);
    return state;
  }

  @ParameterizedTest
  @MethodSource("shapes")
  void statesAreThoseOfTheEngine(DoubleReference shape) {
    ComputationGraph graph = TestNetworks.network(shape);
    TestNetworks.setParameters(graph, uniform(shape.parameterCount()));
    assertFollowsEngine(graph, shape);
  }

  /** V, or its last matrix, is then no parameter but made from others. */
  @Test
  void statesAreThoseOfTheEngineWithAMappedMatrix() {
    for (String cell : new String[] {"modrelu", "goru"}) {
      DoubleReference shape = new DoubleReference(cell, 6, 1, 3, 8, 2, true);
      assertFollowsEngine(
          TestNetworks.network(
              shape, new Sgd(0.1), layer -> layer.parametrization(new PlaneRotations(3), null)),
          shape);
    }
  }

  private void assertFollowsEngine(ComputationGraph graph, DoubleReference shape) {
    RecurrentForm form = RecurrentForm.of(graph).orElseThrow();
    assertThat(form).isEqualTo(form(shape));
    StateDynamics dynamics = form.driven(RecurrentForm.weights(graph));
    double[] xs = uniform(shape.steps() * shape.inputs());
    INDArray input =
        TestNetworks.sequence(TestNetworks.floats(xs), shape.steps(), 1, shape.inputs());
    INDArray expected = graph.feedForward(input, false).get("recurrent");
    double[] state = new double[dynamics.size()];
    for (int t = 0; t < shape.steps(); t++) {
      double[] x = Arrays.copyOfRange(xs, t * shape.inputs(), (t + 1) * shape.inputs());
      dynamics.step(x, state, NO_TANGENTS);
      for (int unit = 0; unit < shape.hidden(); unit++) {
        double h = expected.getDouble(0, unit, t);
        assertThat(state[unit])
            .as("h_%d of unit %d", t, unit)
            .isCloseTo(h, within(1e-5 * Math.max(1, Math.abs(h))));
      }
    }
  }

  @Test
  void leftToItselfItHasNeitherInputNorBias() {
    // V, U, b; what follows is the read-out's.
    float[] weights = {0.5f, -0.25f, 1f, 2f, 7f, 8f, 9f, 10f, 11f};
    RecurrentForm form = new RecurrentForm("tanh", 1, 2, true);
    double[] state = {0.5, 0.25};
    form.autonomous(weights).step(new double[] {3}, state, NO_TANGENTS);
    assertThat(state).containsExactly(Math.tanh(0.5), Math.tanh(0.375));
    double[] driven = {0.5, 0.25};
    form.driven(weights).step(new double[] {-1}, driven, NO_TANGENTS);
    assertThat(driven).containsExactly(Math.tanh(0.5 - 7 + 9), Math.tanh(0.375 - 8 + 10));
  }

  @Test
  void everyCellHasDynamicsOfItsWholeState() {
    for (Cell cell : Cells.onVectors()) {
      int carried = cell.stateIsHidden() ? 0 : cell.states();
      assertThat(UnitDynamics.of(cell, new double[32]).states()).isEqualTo(1 + carried);
    }
  }

  private static RecurrentForm form(DoubleReference shape) {
    return new RecurrentForm(shape.cell(), shape.inputs(), shape.hidden(), shape.bias());
  }

  private float[] weights(DoubleReference shape) {
    return TestNetworks.floats(uniform(shape.parameterCount()));
  }

  /** In [-1, 1), rounded to float. */
  private double[] uniform(int count) {
    double[] values = new double[count];
    Arrays.setAll(values, i -> 2 * random.nextFloat() - 1);
    return values;
  }
}
