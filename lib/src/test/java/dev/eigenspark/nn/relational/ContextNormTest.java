package dev.eigenspark.nn.relational;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.eigenspark.nn.FloatBlock;
import dev.eigenspark.nn.Threads;
import dev.eigenspark.nn.relational.ContextNorm.Variance;
import dev.eigenspark.nn.relational.Operator.Extent;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whole batches against one trial after the other. */
class ContextNormTest {
  private static final int ROWS = 37;
  private static final int STEPS = 6;
  private static final int WIDTH = 5;
  private static final int SIZE = ROWS * STEPS * WIDTH;

  @AfterEach
  void oneThread() {
    Threads.allow(1);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 2, 3})
  void everyWindowOfEveryTrialIsNormalisedByItself(int window) {
    double[] z = floats(Differences.gaussian(SIZE, 1));
    double[] dy = floats(Differences.gaussian(SIZE, 2));
    double[] parameters = floats(Differences.gaussian(2 * WIDTH, 3));
    FloatBlock y = FloatBlock.allocate(SIZE);
    FloatBlock dx = FloatBlock.allocate(SIZE);
    FloatBlock gradients = FloatBlock.allocate(2 * WIDTH);
    OperatorRunner runner =
        new ContextNorm(window, Variance.UNBIASED, 1).runner(new Extent(WIDTH, STEPS));
    Threads.allow(2);
    runner.forward(ROWS, block(z), block(parameters), y);
    runner.backward(block(dy), gradients, dx);

    int n = window == 0 ? STEPS : window;
    double[] gamma = Arrays.copyOf(parameters, WIDTH);
    double[] beta = Arrays.copyOfRange(parameters, WIDTH, 2 * WIDTH);
    double[] dGamma = new double[WIDTH];
    double[] dBeta = new double[WIDTH];
    TrialNorm norm = new TrialNorm(n, Variance.UNBIASED, WIDTH, 1);
    for (int row = 0; row < ROWS; row++) {
      for (int first = 0; first < STEPS; first += n) {
        double[] u = new double[SIZE];
        double[] inverse = new double[WIDTH];
        int at = (first * ROWS + row) * WIDTH;
        norm.forward(z, u, at, ROWS * WIDTH, gamma, beta, inverse, 0);
        norm.backward(dy, u, at, ROWS * WIDTH, gamma, inverse, 0, dGamma, dBeta);
      }
    }
    for (int i = 0; i < SIZE; i++) {
      assertThat((double) y.get(i)).isCloseTo(z[i], within(1e-5));
      assertThat((double) dx.get(i)).isCloseTo(dy[i], within(1e-4 * (1 + Math.abs(dy[i]))));
    }
    for (int k = 0; k < WIDTH; k++) {
      assertThat((double) gradients.get(k)).isCloseTo(dGamma[k], within(1e-4));
      assertThat((double) gradients.get(WIDTH + k)).isCloseTo(dBeta[k], within(1e-4));
    }
  }

  @Test
  void refusesWindowsThatDoNotFit() {
    ContextNorm four = new ContextNorm(4, Variance.UNBIASED, 1);
    assertThatThrownBy(() -> four.output(new Extent(WIDTH, STEPS)))
        .hasMessage("window 4 must divide the 6 positions of a trial, and hold at least 2");
    ContextNorm one = new ContextNorm(1, Variance.UNBIASED, 1);
    assertThatThrownBy(() -> one.output(new Extent(WIDTH, STEPS))).hasMessageContaining("window 1");
  }

  private static double[] floats(double[] values) {
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) values[i];
    }
    return values;
  }

  private static FloatBlock block(double[] values) {
    FloatBlock block = FloatBlock.allocate(values.length);
    for (int i = 0; i < values.length; i++) {
      block.put(i, (float) values[i]);
    }
    return block;
  }
}
