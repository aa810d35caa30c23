package dev.eigenspark.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.eigenspark.linalg.PackedMatrix;
import dev.eigenspark.rng.CounterRandom;
import dev.eigenspark.rng.Streams;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BatchRunnerTest {
  private static final int STEPS = 5;
  private static final int ROWS = 3;
  private static final int INPUTS = 4;
  private static final int HIDDEN = 6;
  private static final int CLASSES = 3;

  private final CounterRandom random = new CounterRandom(5, Streams.INIT, 1);

  @ParameterizedTest
  @ValueSource(strings = {"tanh", "modrelu", "lstm", "gru", "goru"})
  void inputGradientMatchesFiniteDifferences(String cell) {
    DoubleReference reference =
        new DoubleReference(cell, STEPS, ROWS, INPUTS, HIDDEN, CLASSES, true);
    double[] p = uniform(reference.parameterCount());
    double[] x = uniform(STEPS * ROWS * INPUTS);
    int[] y = new int[STEPS * ROWS];
    for (int i = 0; i < y.length; i++) {
      y[i] = random.nextInt(CLASSES);
    }

    float[] actual = inputGradient(cell, p, x, y);

    for (int i = 0; i < x.length; i++) {
      double kept = x[i];
      x[i] = kept + 1e-6;
      double above = reference.loss(p, x, y);
      x[i] = kept - 1e-6;
      double below = reference.loss(p, x, y);
      x[i] = kept;
      assertThat((double) actual[i])
          .as("dL/dx %d", i)
          .isCloseTo((above - below) / 2e-6, within(1e-5));
    }
  }

  private static float[] inputGradient(String cell, double[] p, double[] x, int[] y) {
    int recurrent = p.length - (HIDDEN + 1) * CLASSES;
    RecurrentRunner.Shape shape = new RecurrentRunner.Shape(STEPS, ROWS, INPUTS, HIDDEN, true);
    BatchRunner runner = new BatchRunner(Cells.get(cell), shape);
    ReadOut softmax = new ReadOut(STEPS * ROWS, STEPS * ROWS, HIDDEN, new SoftmaxLoss(CLASSES));
    float[] labels = TestNetworks.floats(y);
    int width = PackedMatrix.padded(HIDDEN);
    try (FloatBlock h = FloatBlock.allocate(STEPS * ROWS * HIDDEN);
        FloatBlock dh = FloatBlock.allocate(STEPS * ROWS * HIDDEN);
        FloatBlock dx = FloatBlock.allocate(STEPS * ROWS * INPUTS);
        FloatBlock parameters = FloatBlock.allocate(p.length)) {
      parameters.write(TestNetworks.floats(p));
      runner.load(parameters);
      dx.write(TestNetworks.floats(x));
      runner.copyInputs(dx);
      runner.forward();
      runner.copyHidden(h);
      softmax.load(parameters, recurrent);
      float[] padded = new float[STEPS * ROWS * width];
      for (int row = 0; row < STEPS * ROWS; row++) {
        h.get(row * HIDDEN, padded, row * width, HIDDEN);
      }
      softmax.forward(padded, 0, width, labels, new int[STEPS], ROWS);
      softmax.differentiate(labels);
      softmax.backward(padded, 0, width, new float[p.length - recurrent]);
      softmax.hiddenGradient(0, STEPS * ROWS, padded);
      for (int row = 0; row < STEPS * ROWS; row++) {
        dh.put(row * HIDDEN, padded, row * width, HIDDEN);
      }
      runner.backward(dh, dx);
      return dx.read(x.length);
    }
  }

  @ParameterizedTest
  @CsvSource({"lstm, 4, 4, 4", "gru, 3, 3, 4"})
  void forgetsThePreviousBatch(String cell, int hiddenBlocks, int inputBlocks, int biases) {
    RecurrentRunner.Shape shape = new RecurrentRunner.Shape(STEPS, ROWS, INPUTS, HIDDEN, true);
    BatchRunner used = new BatchRunner(Cells.get(cell), shape);
    BatchRunner fresh = new BatchRunner(Cells.get(cell), shape);
    int rows = HIDDEN * hiddenBlocks + INPUTS * inputBlocks + biases;
    float[] weights = TestNetworks.floats(uniform(rows * HIDDEN));
    step(used, weights, 1f);
    assertThat(step(used, weights, -0.5f)).isEqualTo(step(fresh, weights, -0.5f));
  }

  private static float[] step(BatchRunner runner, float[] weights, float input) {
    try (FloatBlock parameters = FloatBlock.allocate(weights.length);
        FloatBlock inputs = FloatBlock.allocate(STEPS * ROWS * INPUTS);
        FloatBlock epsilon = FloatBlock.allocate(STEPS * ROWS * HIDDEN)) {
      parameters.write(weights);
      runner.load(parameters);
      for (int i = 0; i < inputs.length(); i++) {
        inputs.put(i, input * (i % 7 - 3));
      }
      runner.copyInputs(inputs);
      runner.forward();
      runner.copyHidden(epsilon);
      runner.backward(epsilon, null);
      runner.store(parameters);
      return parameters.read(weights.length);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 4, 10, 23, 47, 48, 100, 129})
  void slicesCoverTheBatch(int rows) {
    RecurrentRunner.Shape shape = new RecurrentRunner.Shape(2, rows, INPUTS, HIDDEN, true);
    BatchRunner runner = new BatchRunner(Cells.get("tanh"), shape);
    int next = 0;
    for (int i = 0; i < runner.slices(); i++) {
      assertThat(runner.firstRow(i)).isEqualTo(next);
      assertThat(runner.slice(i).shape().rows()).isPositive();
      next += runner.slice(i).shape().rows();
    }
    assertThat(next).isEqualTo(rows);
    assertThat(runner.slices()).isBetween(1, 10);
  }

  private double[] uniform(int count) {
    double[] values = new double[count];
    for (int i = 0; i < count; i++) {
      values[i] = random.nextFloat() - 0.5f;
    }
    return values;
  }
}
