package dev.eigenspark.nn.relational;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.eigenspark.nn.FloatBlock;
import dev.eigenspark.nn.ParameterSpec;
import dev.eigenspark.nn.Threads;
import dev.eigenspark.nn.relational.Operator.Extent;
import java.util.Arrays;
import java.util.function.DoubleSupplier;

/** Runs an {@link Operator} on a batch of random trials and compares it with its equations. */
final class OperatorCheck {
  private static final int SAMPLE = 300;

  private final Operator operator;
  private final Extent extent;
  private final Extent output;
  private final int rows;
  private final double[] p;
  private final double[] x;
  private final double[] dy;

  /**
   * A batch.
   *
   * @param spread standard deviation of parameters and inputs
   */
  OperatorCheck(Operator operator, Extent extent, int rows, double spread) {
    this.operator = operator;
    this.extent = extent;
    this.rows = rows;
    output = operator.output(extent);
    int count = operator.parameters(extent).stream().mapToInt(ParameterSpec::size).sum();
    p = floats(count, 1, spread);
    x = floats(rows * extent.steps() * extent.features(), 2, spread);
    dy = floats(rows * output.steps() * output.features(), 3, 1);
  }

  /** The outputs of one trial, position by position. */
  interface Equations {
    double[] outputs(double[] p, double[] x);
  }

  /** What a runner gives for the batch. */
  private record Run(float[] y, float[] gradients, float[] dx) {}

  private Run run() {
    OperatorRunner runner = operator.runner(extent);
    FloatBlock y = FloatBlock.allocate(dy.length);
    FloatBlock gradients = FloatBlock.allocate(p.length);
    FloatBlock dx = FloatBlock.allocate(x.length);
    // A larger batch before it leaves its traces in the scratch.
    runner.forward(
        2 * rows,
        block(Differences.gaussian(2 * x.length, 4)),
        block(p),
        FloatBlock.allocate(2L * dy.length));
    runner.forward(rows, block(x), block(p), y);
    runner.backward(block(dy), gradients, dx);
    // And so does the same batch once more.
    runner.forward(rows, block(x), block(p), y);
    runner.backward(block(dy), gradients, dx);
    return new Run(y.read(dy.length), gradients.read(p.length), dx.read(x.length));
  }

  /** Checks values, and gradients by central differences of a sample of the parameters. */
  void against(Equations equations) {
    Run run = run();
    double[] expected = outputs(equations);
    for (int i = 0; i < expected.length; i++) {
      assertThat((double) run.y()[i]).as("output %d", i).isCloseTo(expected[i], within(2e-5));
    }
    DoubleSupplier loss = () -> Differences.dot(outputs(equations), dy);
    checkSample("parameter", run.gradients(), p, loss);
    checkSample("input", run.dx(), x, loss);
  }

  /** The outputs of all trials, where the batch has them. */
  private double[] outputs(Equations equations) {
    double[] all = new double[dy.length];
    for (int row = 0; row < rows; row++) {
      double[] trial = new double[extent.steps() * extent.features()];
      int width = extent.features();
      for (int t = 0; t < extent.steps(); t++) {
        System.arraycopy(x, (t * rows + row) * width, trial, t * width, width);
      }
      double[] y = equations.outputs(p, trial);
      int outputs = output.features();
      for (int t = 0; t < output.steps(); t++) {
        System.arraycopy(y, t * outputs, all, (t * rows + row) * outputs, outputs);
      }
    }
    return all;
  }

  private static void checkSample(String what, float[] actual, double[] p, DoubleSupplier loss) {
    double largest = 0;
    for (float value : actual) {
      largest = Math.max(largest, Math.abs(value));
    }
    assertThat(largest).isPositive();
    // The last ones are few, and of their own kind.
    for (int i = 0; i < p.length; i += i > p.length - 20 ? 1 : Math.max(1, p.length / SAMPLE)) {
      double kept = p[i];
      p[i] = kept + 1e-6;
      double above = loss.getAsDouble();
      p[i] = kept - 1e-6;
      double expected = (above - loss.getAsDouble()) / 2e-6;
      p[i] = kept;
      assertThat((double) actual[i])
          .as("%s %d", what, i)
          .isCloseTo(expected, within(1e-4 * largest));
    }
  }

  /** Checks that one, two, three and four threads give the same bits. */
  void threadsChangeNoBit() {
    try {
      Threads.allow(1);
      Run alone = run();
      for (int threads = 2; threads < 5; threads++) {
        Threads.allow(threads);
        assertThat(run()).usingRecursiveComparison().isEqualTo(alone);
      }
    } finally {
      Threads.allow(1);
    }
  }

  private static double[] floats(int count, long row, double spread) {
    return Arrays.stream(Differences.gaussian(count, row)).map(v -> (float) (spread * v)).toArray();
  }

  private static FloatBlock block(double[] values) {
    FloatBlock block = FloatBlock.allocate(values.length);
    for (int i = 0; i < values.length; i++) {
      block.put(i, (float) values[i]);
    }
    return block;
  }
}
