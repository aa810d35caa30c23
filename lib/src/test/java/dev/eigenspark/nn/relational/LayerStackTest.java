package dev.eigenspark.nn.relational;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.eigenspark.nn.FloatBlock;
import dev.eigenspark.nn.Init;
import dev.eigenspark.nn.ParameterSpec;
import dev.eigenspark.nn.Threads;
import dev.eigenspark.nn.relational.LayerStack.Convolutions;
import dev.eigenspark.nn.relational.LayerStack.Last;
import dev.eigenspark.nn.relational.Operator.Extent;
import java.util.List;
import java.util.function.DoubleSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class LayerStackTest {
  private static final int SAMPLE = 300;

  @AfterEach
  void oneThread() {
    Threads.allow(1);
  }

  static Stream<Arguments> stacks() {
    return Stream.of(
        Arguments.of(conv(6, 4, 2, List.of(32)), new Extent(48, 1), 7),
        Arguments.of(conv(8, 8, 1, List.of(32, 32)), new Extent(64, 1), 3),
        Arguments.of(conv(3, 3, 1, List.of(32)), new Extent(9, 1), 300),
        Arguments.of(conv(7, 10, 3, List.of(32, 64)), new Extent(210, 2), 3),
        Arguments.of(LayerStack.dense(List.of(45, 7), Last.RECTIFIED), new Extent(13, 3), 5),
        Arguments.of(LayerStack.dense(List.of(150), Last.LINEAR), new Extent(33, 1), 2));
  }

  private static LayerStack conv(int height, int width, int channels, List<Integer> filters) {
    return new LayerStack(
        new Convolutions(height, width, channels, filters),
        List.of(20, 6),
        Last.RECTIFIED,
        Init.HE_NORMAL,
        Init.UNIFORM_FAN_IN);
  }

  /** What a runner gives for one batch. */
  private record Run(float[] y, float[] gradients, float[] dx) {
    static Run of(LayerStack stack, Extent extent, int rows, double[] p, double[] x, double[] dy) {
      OperatorRunner runner = stack.runner(extent);
      FloatBlock y = FloatBlock.allocate(dy.length);
      FloatBlock gradients = FloatBlock.allocate(p.length);
      FloatBlock dx = FloatBlock.allocate(x.length);
      // A larger batch before it leaves its traces in the scratch.
      FloatBlock more = FloatBlock.allocate(2L * x.length);
      runner.forward(2 * rows, more, block(p), FloatBlock.allocate(2L * dy.length));
      runner.forward(rows, block(x), block(p), y);
      runner.backward(block(dy), gradients, dx);
      return new Run(y.read(dy.length), gradients.read(p.length), dx.read(x.length));
    }
  }

  @ParameterizedTest
  @MethodSource("stacks")
  void agreesWithPlainEquationsAndTheirFiniteDifferences(
      LayerStack stack, Extent extent, int rows) {
    double[] p = parameters(stack, extent);
    double[] x = floats(Differences.gaussian(rows * extent.steps() * extent.features(), 1));
    int outputs = stack.output(extent).features();
    double[] dy = floats(Differences.gaussian(rows * extent.steps() * outputs, 2));
    StackReference reference = new StackReference(stack, extent.features());
    Run run = Run.of(stack, extent, rows, p, x, dy);

    double[] expected = reference.outputs(p, x);
    for (int i = 0; i < expected.length; i++) {
      assertThat((double) run.y()[i]).isCloseTo(expected[i], within(1e-5));
    }
    checkSample(run.gradients(), p, () -> Differences.dot(reference.outputs(p, x), dy));
    checkSample(run.dx(), x, () -> Differences.dot(reference.outputs(p, x), dy));
  }

  private static void checkSample(float[] actual, double[] p, DoubleSupplier loss) {
    double largest = 0;
    for (float value : actual) {
      largest = Math.max(largest, Math.abs(value));
    }
    assertThat(largest).isPositive();
    for (int i = 0; i < p.length; i += Math.max(1, p.length / SAMPLE)) {
      double kept = p[i];
      p[i] = kept + 1e-6;
      double above = loss.getAsDouble();
      p[i] = kept - 1e-6;
      double expected = (above - loss.getAsDouble()) / 2e-6;
      p[i] = kept;
      assertThat((double) actual[i]).as("%d", i).isCloseTo(expected, within(1e-4 * largest));
    }
  }

  @ParameterizedTest
  @MethodSource("stacks")
  void threadsChangeNoBit(LayerStack stack, Extent extent, int rows) {
    double[] p = parameters(stack, extent);
    double[] x = Differences.gaussian(rows * extent.steps() * extent.features(), 1);
    double[] dy = Differences.gaussian(rows * extent.steps() * stack.output(extent).features(), 2);
    Run alone = Run.of(stack, extent, rows, p, x, dy);
    for (int threads = 2; threads < 5; threads++) {
      Threads.allow(threads);
      assertThat(Run.of(stack, extent, rows, p, x, dy)).usingRecursiveComparison().isEqualTo(alone);
    }
  }

  @Test
  void encodersHaveThePapersParameterCounts() {
    List<Integer> filters = List.of(32, 32, 32);
    List<Integer> dense = List.of(256, 128);
    assertThat(count(LayerStack.kaiming(new Convolutions(32, 32, 1, filters), dense), 1024))
        .isEqualTo(197_600);
    assertThat(count(LayerStack.kaiming(new Convolutions(32, 32, 3, filters), dense), 3072))
        .isEqualTo(198_624);
    assertThat(count(LayerStack.kaiming(new Convolutions(12, 12, 3, filters), dense), 432))
        .isEqualTo(75_744);
    assertThat(count(LayerStack.kaiming(null, List.of(512, 256, 128)), 1024)).isEqualTo(689_024);
    assertThat(count(LayerStack.kaiming(null, List.of(128)), 1024)).isEqualTo(131_200);
  }

  private static int count(LayerStack stack, int features) {
    return stack.parameters(new Extent(features, 1)).stream().mapToInt(ParameterSpec::size).sum();
  }

  @Test
  void refusesWhatItCannotRun() {
    assertThatThrownBy(() -> new Convolutions(8, 8, 1, List.of(20)))
        .hasMessage("filters [20] must be multiples of 32");
    assertThatThrownBy(() -> LayerStack.dense(List.of(), Last.LINEAR))
        .hasMessage("dense layers [] must be at least one, with outputs");
    assertThatThrownBy(() -> conv(2, 4, 1, List.of(32, 32)).runner(new Extent(8, 1)))
        .hasMessage("an image of 1 x 2 pixels is too small for a convolution");
    assertThatThrownBy(() -> conv(8, 8, 1, List.of(32)).output(new Extent(63, 1)))
        .hasMessage("an image of 64 numbers was said to come, not 63");
  }

  private static double[] parameters(LayerStack stack, Extent extent) {
    double[] p = Differences.gaussian(count(stack, extent.features()), 3);
    for (int i = 0; i < p.length; i++) {
      p[i] *= 0.2;
    }
    return floats(p);
  }

  /** The same numbers as floats hold them. */
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
