package dev.eigenspark.tasks;

import dev.eigenspark.Failure;
import dev.eigenspark.config.Setting;
import dev.eigenspark.data.Column;
import dev.eigenspark.data.SequenceFormat;
import dev.eigenspark.data.SequenceFormat.Channel;
import dev.eigenspark.data.SequenceFormat.Kind;
import dev.eigenspark.rng.CounterRandom;
import java.io.Serializable;
import java.util.Arrays;
import java.util.List;

/**
 * The adding problem: the sum of two marked numbers in a long sequence of numbers (Hochreiter and
 * Schmidhuber 1997, section 5.4; in this form Arjovsky, Shah and Bengio 2016, section 5.2).
 *
 * <p>A trial has T steps of two reals: a value, uniform in [0, 1), and a marker, which is 1 at one
 * step of the first T/2 (rounded down), at one step of the rest, and 0 elsewhere. Target: the sum
 * of the two marked values, read at the last step. The best constant guess is 1: its squared error
 * is 2/12 in the mean, the variance of the sum, and it is off by less than a with probability a (2
 * - a).
 *
 * <p>Value and marker alternate in one column, since a network reads one: {@code x[2 t]} and {@code
 * x[2 t + 1]} of step t. Compression leaves next to nothing of the markers.
 */
public final class AddingTask implements Task<AddingTask.Options> {
  private static final int INPUT = 0;
  private static final int TARGET = 1;
  private static final int WIDTH = 2;

  /**
   * Settings of the adding problem.
   *
   * @param T steps of a trial
   */
  public record Options(@Setting(doc = "steps of a trial", or = "100") int T)
      implements Serializable {
    private static final int MAX_STEPS = 1_000_000;

    /** Validates the range. */
    public Options {
      if (T < 2 || T > MAX_STEPS) {
        throw Failure.configuration(
            "T = " + T + " must be in [2, " + MAX_STEPS + "] (steps of a trial)");
      }
    }
  }

  @Override
  public String name() {
    return "adding";
  }

  @Override
  public String summary() {
    return "add the two marked numbers of a long sequence";
  }

  @Override
  public String paper() {
    return "Hochreiter, Schmidhuber: Long Short-Term Memory, Neural Computation 1997; as in"
        + " Arjovsky, Shah, Bengio, ICML 2016, arXiv:1511.06464";
  }

  @Override
  public Class<Options> options() {
    return Options.class;
  }

  @Override
  public TrialSource source(Options options) {
    return new Source(options.T());
  }

  private record Source(int steps) implements TrialSource {
    @Override
    public List<Column> columns() {
      return List.of(
          new Column(
              "x",
              Column.Type.FLOAT32,
              WIDTH * steps,
              "value in [0, 1) and marker 0 or 1 of each step, in turn"),
          new Column("y", Column.Type.FLOAT32, 1, "sum of the two marked values"));
    }

    @Override
    public SequenceFormat format() {
      return new SequenceFormat(
          steps,
          new Channel("x", Kind.REAL, WIDTH, steps),
          new Channel("y", Kind.REAL, 1, 1),
          0,
          1);
    }

    @Override
    public double chanceAccuracy() {
      return SequenceFormat.TOLERANCE * (2 - SequenceFormat.TOLERANCE);
    }

    @Override
    public double chanceLoss() {
      return 1.0 / 6;
    }

    @Override
    public void fill(CounterRandom random, TrialBuffer trial) {
      float[] x = trial.floats(INPUT);
      Arrays.fill(x, 0f);
      for (int t = 0; t < steps; t++) {
        x[WIDTH * t] = random.nextFloat();
      }
      int half = steps / 2;
      int first = WIDTH * random.nextInt(half);
      int second = WIDTH * (half + random.nextInt(steps - half));
      x[first + 1] = 1f;
      x[second + 1] = 1f;
      trial.floats(TARGET)[0] = x[first] + x[second];
    }
  }
}
