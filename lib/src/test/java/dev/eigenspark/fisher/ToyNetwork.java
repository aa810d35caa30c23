package dev.eigenspark.fisher;

import dev.eigenspark.nn.OutputErrors;
import dev.eigenspark.rng.CounterRandom;
import dev.eigenspark.rng.Streams;

/**
 * A classifier of dense tanh layers and a linear read-out in double: {@code a = tanh(W a + b)},
 * {@code z = W a + b}. Each layer's parameters are W by rows, then b.
 *
 * @param sizes inputs, units of the layers, classes
 * @param parameters of all layers, one after the other
 */
record ToyNetwork(int[] sizes, double[] parameters) {
  /** With normal parameters. */
  static ToyNetwork of(int... sizes) {
    int count = 0;
    for (int l = 1; l < sizes.length; l++) {
      count += sizes[l] * (sizes[l - 1] + 1);
    }
    CounterRandom random = new CounterRandom(11, Streams.INIT, 0);
    double[] parameters = new double[count];
    for (int i = 0; i < count; i++) {
      parameters[i] = 0.7 * random.nextGaussian();
    }
    return new ToyNetwork(sizes, parameters);
  }

  /** Normal inputs. */
  double[][] inputs(int count) {
    CounterRandom random = new CounterRandom(12, Streams.TRAIN, 0);
    double[][] x = new double[count][sizes[0]];
    for (double[] row : x) {
      for (int i = 0; i < row.length; i++) {
        row[i] = random.nextGaussian();
      }
    }
    return x;
  }

  ToyNetwork at(double[] others) {
    return new ToyNetwork(sizes, others);
  }

  int classes() {
    return sizes[sizes.length - 1];
  }

  private double[][] activations(double[] x) {
    double[][] a = new double[sizes.length][];
    a[0] = x;
    int at = 0;
    for (int l = 1; l < sizes.length; l++) {
      a[l] = new double[sizes[l]];
      int bias = at + sizes[l] * sizes[l - 1];
      for (int i = 0; i < sizes[l]; i++) {
        double z = parameters[bias + i];
        for (int j = 0; j < sizes[l - 1]; j++) {
          z += parameters[at + i * sizes[l - 1] + j] * a[l - 1][j];
        }
        a[l][i] = l < sizes.length - 1 ? Math.tanh(z) : z;
      }
      at = bias + sizes[l];
    }
    return a;
  }

  /** Probabilities of the classes. */
  double[] predict(double[] x) {
    double[] z = activations(x)[sizes.length - 1].clone();
    double sum = 0;
    for (int k = 0; k < z.length; k++) {
      z[k] = Math.exp(z[k]);
      sum += z[k];
    }
    for (int k = 0; k < z.length; k++) {
      z[k] /= sum;
    }
    return z;
  }

  /** J^T e. */
  double[] gradient(double[] x, double[] errors) {
    double[][] a = activations(x);
    double[] gradient = new double[parameters.length];
    double[] delta = errors;
    int end = parameters.length;
    for (int l = sizes.length - 1; l > 0; l--) {
      int bias = end - sizes[l];
      int at = bias - sizes[l] * sizes[l - 1];
      double[] below = new double[sizes[l - 1]];
      for (int i = 0; i < sizes[l]; i++) {
        gradient[bias + i] = delta[i];
        for (int j = 0; j < sizes[l - 1]; j++) {
          gradient[at + i * sizes[l - 1] + j] = delta[i] * a[l - 1][j];
          below[j] += parameters[at + i * sizes[l - 1] + j] * delta[i];
        }
      }
      for (int j = 0; j < below.length; j++) {
        below[j] *= 1 - a[l - 1][j] * a[l - 1][j];
      }
      delta = below;
      end = at;
    }
    return gradient;
  }

  /** The gradient of {@code -ln p[label]}. */
  double[] lossGradient(double[] x, int label) {
    double[] errors = predict(x);
    errors[label] -= 1;
    return gradient(x, errors);
  }

  /** F of these inputs by its definition. */
  double[][] fisher(double[][] inputs) {
    double[][] f = new double[parameters.length][parameters.length];
    for (double[] x : inputs) {
      double[] p = predict(x);
      for (int k = 0; k < p.length; k++) {
        double[] g = lossGradient(x, k);
        for (int i = 0; i < g.length; i++) {
          for (int j = 0; j < g.length; j++) {
            f[i][j] += p[k] * g[i] * g[j] / inputs.length;
          }
        }
      }
    }
    return f;
  }

  double trace(double[][] inputs) {
    double[][] f = fisher(inputs);
    double sum = 0;
    for (int i = 0; i < f.length; i++) {
      sum += f[i][i];
    }
    return sum;
  }

  /** These inputs as a minibatch whose first row has the id given. */
  TrialGradients batch(double[][] inputs, int[] labels, long firstRow) {
    return new TrialGradients() {
      @Override
      public int trials() {
        return inputs.length;
      }

      @Override
      public long row(int trial) {
        return firstRow + trial;
      }

      @Override
      public int[] groups(int trial) {
        return new int[] {labels[trial]};
      }

      private double[] gradient(int trial, OutputErrors errors) {
        double[] values = predict(inputs[trial]);
        errors.replace(0, trial, labels[trial], values);
        return ToyNetwork.this.gradient(inputs[trial], values);
      }

      @Override
      public double[] squaredNorms(OutputErrors errors) {
        double[] squares = new double[inputs.length];
        for (int i = 0; i < squares.length; i++) {
          squares[i] = squaredNorm(gradient(i, errors));
        }
        return squares;
      }

      @Override
      public double squaredNormOfMean(OutputErrors errors) {
        double[] mean = new double[parameters.length];
        for (int i = 0; i < inputs.length; i++) {
          double[] g = gradient(i, errors);
          for (int j = 0; j < g.length; j++) {
            mean[j] += g[j] / inputs.length;
          }
        }
        return squaredNorm(mean);
      }
    };
  }

  static double squaredNorm(double[] values) {
    double sum = 0;
    for (double value : values) {
      sum += value * value;
    }
    return sum;
  }
}
