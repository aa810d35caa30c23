package dev.eigenspark.train;

import dev.eigenspark.fisher.CurvatureMatrix;
import dev.eigenspark.nn.FloatBlock;
import dev.eigenspark.nn.OutputErrors;
import java.io.Serializable;

/**
 * Products of the curvature with a vector v at a point of the parameters, by central differences
 * along {@code u = v / |v|}: {@code Hv = |v| (grad(x + r u) - grad(x - r u)) / 2r}, and for the
 * Fisher information the same of the predictions p, whose change is what runs back: {@code (diag p
 * - p p^T) dz = dp}.
 *
 * @param parameters the point
 * @param above one step along v
 * @param below one step against v
 * @param factor |v| / 2r
 */
record Probe(float[] parameters, float[] above, float[] below, double factor)
    implements Serializable {
  private static final OutputErrors LOSS = (step, trial, label, values) -> values[label] -= 1;

  /**
   * A probe.
   *
   * @param radius r as a part of the norm of the parameters
   */
  static Probe of(float[] parameters, double[] v, double radius) {
    double size = 0;
    double length = 0;
    for (int i = 0; i < v.length; i++) {
      size += (double) parameters[i] * parameters[i];
      length += v[i] * v[i];
    }
    double step = radius * Math.sqrt(size) / Math.sqrt(length);
    float[] above = new float[v.length];
    float[] below = new float[v.length];
    for (int i = 0; i < v.length; i++) {
      above[i] = (float) (parameters[i] + step * v[i]);
      below[i] = (float) (parameters[i] - step * v[i]);
    }
    return new Probe(parameters, above, below, 1 / (2 * step));
  }

  /** Adds the product for a minibatch, times its trials. */
  void addProduct(GradientSession.Rows trials, CurvatureMatrix matrix, double[] sum) {
    switch (matrix) {
      case HESSIAN -> {
        double each = factor * trials.trials();
        add(each, trials.at(above).gradient(LOSS), sum);
        add(-each, trials.at(below).gradient(LOSS), sum);
      }
      case FISHER -> {
        Predictions plus = new Predictions(trials.at(above));
        Predictions minus = new Predictions(trials.at(below));
        OutputErrors change =
            (step, trial, label, values) -> {
              for (int k = 0; k < values.length; k++) {
                values[k] = factor * (plus.of(step, trial)[k] - minus.of(step, trial)[k]);
              }
            };
        add(trials.trials(), trials.at(parameters).gradient(change), sum);
      }
    }
  }

  private static void add(double factor, FloatBlock gradient, double[] sum) {
    for (int i = 0; i < sum.length; i++) {
      sum[i] += factor * gradient.get(i);
    }
  }

  /** What a network predicts for each labelled step and trial. */
  private static final class Predictions {
    private final double[][] rows;
    private final int trials;

    Predictions(GradientSession.Rows batch) {
      trials = batch.trials();
      rows = new double[batch.labelledSteps() * trials][];
      batch.gradient((step, trial, label, values) -> rows[step * trials + trial] = values.clone());
    }

    double[] of(int step, int trial) {
      return rows[step * trials + trial];
    }
  }
}
