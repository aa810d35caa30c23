package dev.eigenspark.fisher;

import dev.eigenspark.nn.OutputErrors;
import dev.eigenspark.rng.CounterRandom;
import dev.eigenspark.rng.Streams;

/**
 * A tanh network with a softmax at every step, in double: {@code a_t = [h_{t-1} | x_t | 1], h_t =
 * tanh(A a_t), z_t = B [h_t | 1]}, on one trial. Its loss is the sum over steps, or their mean.
 */
record ToySequence(double[][] a, double[][] b, double[][] inputs, Reduction loss) {
  static ToySequence of(int units, int classes, int steps, int width, Reduction loss) {
    CounterRandom random = new CounterRandom(21, Streams.INIT, 0);
    return new ToySequence(
        normal(random, units, units + width + 1),
        normal(random, classes, units + 1),
        normal(random, steps, width),
        loss);
  }

  private static double[][] normal(CounterRandom random, int rows, int columns) {
    double[][] values = new double[rows][columns];
    for (double[] row : values) {
      for (int j = 0; j < columns; j++) {
        row[j] = 0.6 * random.nextGaussian();
      }
    }
    return values;
  }

  int steps() {
    return inputs.length;
  }

  int classes() {
    return b.length;
  }

  /** Rows {@code [h_{t-1} | x_t | 1]}, and one more that begins with the last h. */
  private double[][] states() {
    int units = a.length;
    double[][] rows = new double[steps() + 1][a[0].length];
    for (int t = 0; t < steps(); t++) {
      System.arraycopy(inputs[t], 0, rows[t], units, inputs[t].length);
      rows[t][a[0].length - 1] = 1;
      for (int i = 0; i < units; i++) {
        rows[t + 1][i] = Math.tanh(dot(a[i], rows[t]));
      }
    }
    return rows;
  }

  private double[][] readOutInputs(double[][] states) {
    double[][] rows = new double[steps()][a.length + 1];
    for (int t = 0; t < steps(); t++) {
      System.arraycopy(states[t + 1], 0, rows[t], 0, a.length);
      rows[t][a.length] = 1;
    }
    return rows;
  }

  /** Probabilities at each step. */
  double[][] predict() {
    double[][] h = readOutInputs(states());
    double[][] p = new double[steps()][classes()];
    for (int t = 0; t < steps(); t++) {
      double sum = 0;
      for (int k = 0; k < classes(); k++) {
        p[t][k] = Math.exp(dot(b[k], h[t]));
        sum += p[t][k];
      }
      for (int k = 0; k < classes(); k++) {
        p[t][k] /= sum;
      }
    }
    return p;
  }

  /** dL/d(A a_t) at each step. */
  private double[][] deltas(double[][] states, double[][] errors) {
    double[][] deltas = new double[steps()][a.length];
    for (int t = steps() - 1; t >= 0; t--) {
      for (int i = 0; i < a.length; i++) {
        double dh = 0;
        for (int k = 0; k < classes(); k++) {
          dh += b[k][i] * errors[t][k];
        }
        for (int j = 0; j < a.length && t + 1 < steps(); j++) {
          dh += a[j][i] * deltas[t + 1][j];
        }
        double h = states[t + 1][i];
        deltas[t][i] = dh * (1 - h * h);
      }
    }
    return deltas;
  }

  /** |g|^2 from the matrices {@code sum_t delta_t a_t^T}. */
  double explicitNorm(double[][] errors) {
    double[][] states = states();
    return scale()
        * (explicit(deltas(states, errors), states) + explicit(errors, readOutInputs(states)));
  }

  /** |g|^2 as {@code sum_{t,s} (delta_t . delta_s)(a_t . a_s)}. */
  double gramNorm(double[][] errors) {
    double[][] states = states();
    return scale() * (gram(deltas(states, errors), states) + gram(errors, readOutInputs(states)));
  }

  private double scale() {
    return loss == Reduction.SUM ? 1 : 1.0 / (steps() * steps());
  }

  private static double explicit(double[][] deltas, double[][] rows) {
    double sum = 0;
    for (int i = 0; i < deltas[0].length; i++) {
      for (int j = 0; j < rows[0].length; j++) {
        double element = 0;
        for (int t = 0; t < deltas.length; t++) {
          element += deltas[t][i] * rows[t][j];
        }
        sum += element * element;
      }
    }
    return sum;
  }

  private static double gram(double[][] deltas, double[][] rows) {
    double sum = 0;
    for (int t = 0; t < deltas.length; t++) {
      for (int s = 0; s < deltas.length; s++) {
        sum += dot(deltas[t], deltas[s]) * dot(rows[t], rows[s]);
      }
    }
    return sum;
  }

  private static double dot(double[] x, double[] y) {
    double sum = 0;
    for (int i = 0; i < x.length; i++) {
      sum += x[i] * y[i];
    }
    return sum;
  }

  /** The trial alone as a minibatch. */
  TrialGradients batch(long row) {
    return new TrialGradients() {
      @Override
      public int trials() {
        return 1;
      }

      @Override
      public long row(int trial) {
        return row;
      }

      @Override
      public int[] groups(int trial) {
        return new int[0];
      }

      @Override
      public double[] squaredNorms(OutputErrors errors) {
        return new double[] {squaredNormOfMean(errors)};
      }

      @Override
      public double squaredNormOfMean(OutputErrors errors) {
        double[][] values = predict();
        for (int t = 0; t < values.length; t++) {
          errors.replace(t, 0, 0, values[t]);
        }
        return explicitNorm(values);
      }
    };
  }
}
