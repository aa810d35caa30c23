package dev.eigenspark.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.eigenspark.rng.CounterRandom;
import dev.eigenspark.rng.Streams;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is noted on the way back against finite differences of the plain double reference. */
class GradientWatchTest {
  private static final int STEPS = 8;
  private static final int ROWS = 7;
  private static final int INPUTS = 3;
  private static final int CLASSES = 4;

  private final CounterRandom random = new CounterRandom(13, Streams.INIT, 0);

  @ParameterizedTest
  @CsvSource({
    "tanh, 1", "modrelu, 1", "lstm, 1", "gru, 1", "goru, 1",
    "tanh, 3", "modrelu, 3", "lstm, 3", "gru, 3", "goru, 3",
  })
  void isTheGradientByTheHiddenState(String cell, int labelled) {
    DoubleReference shape = new DoubleReference(cell, STEPS, ROWS, INPUTS, 18, CLASSES, true);
    double[] p = uniform(shape.parameterCount());
    double[] x = uniform(STEPS * ROWS * INPUTS);
    int[] y = new int[labelled * ROWS];
    Arrays.setAll(y, i -> random.nextInt(CLASSES));
    ComputationGraph graph = TestNetworks.network(shape);
    TestNetworks.setParameters(graph, p);

    double[] norms =
        HiddenGradients.norms(
            graph,
            new LabelledTrials(
                STEPS, ROWS, INPUTS, labelled, TestNetworks.floats(x), TestNetworks.floats(y)));

    for (int t = 0; t < STEPS; t++) {
      double squares = 0;
      for (int row = 0; row < ROWS; row++) {
        Trial trial = new Trial(shape, p, x, y, row);
        for (int unit = 0; unit < shape.hidden(); unit++) {
          squares += Math.pow(trial.slope(t, unit), 2);
        }
      }
      double expected = Math.sqrt(squares / ROWS);
      assertThat(norms[t]).as("step %d", t).isCloseTo(expected, within(1e-4 * expected));
    }
  }

  @Test
  void passesOnAllThatACellSays() {
    Stream<Method> open =
        Arrays.stream(Cell.class.getDeclaredMethods())
            .filter(method -> !method.isSynthetic())
            .filter(
                method ->
                    (method.getModifiers() & (Modifier.FINAL | Modifier.PRIVATE | Modifier.STATIC))
                        == 0);
    List<String> passedOn =
        Arrays.stream(GradientWatch.class.getDeclaredMethods()).map(Method::getName).toList();
    assertThat(open.map(Method::getName)).isNotEmpty().allMatch(passedOn::contains);
  }

  /** One trial, whose loss is the mean over its labelled steps. */
  private record Trial(DoubleReference shape, double[] p, double[] x, int[] y, int row) {
    /** dl/dh_t of one unit, by central differences. */
    double slope(int t, int unit) {
      double step = 1e-6;
      return (loss(t, unit, step) - loss(t, unit, -step)) / (2 * step);
    }

    /** The loss when a unit of h_t is moved, and nothing that was before it. */
    private double loss(int movedStep, int unit, double by) {
      double[] h = new double[shape.hidden()];
      double[] c = new double[shape.hidden()];
      int labelled = y.length / ROWS;
      double total = 0;
      for (int t = 0; t < STEPS; t++) {
        double[] z = shape.preActivation(p, h, x, (t * ROWS + row) * INPUTS);
        shape.step(p, z, h, c);
        if (t == movedStep) {
          h[unit] += by;
        }
        int label = t - (STEPS - labelled);
        if (label >= 0) {
          total += shape.crossEntropy(p, h, y[label * ROWS + row]);
        }
      }
      return total / labelled;
    }
  }

  private double[] uniform(int count) {
    double[] values = new double[count];
    // Rounded to float so that engine and reference start from the same numbers.
    Arrays.setAll(values, i -> random.nextFloat() - 0.5f);
    return values;
  }
}
