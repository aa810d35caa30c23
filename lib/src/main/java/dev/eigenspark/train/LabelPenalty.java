package dev.eigenspark.train;

import dev.eigenspark.config.PenaltyOptions;
import dev.eigenspark.fisher.Draws;
import dev.eigenspark.fisher.NormPenalty;
import dev.eigenspark.nn.BackwardPass;
import dev.eigenspark.nn.FloatBlock;
import dev.eigenspark.nn.OutputErrors;
import java.util.Arrays;
import org.deeplearning4j.nn.graph.ComputationGraph;

/**
 * The penalty {@code alpha |g|^2}, g the mean gradient of a minibatch by the parameters with labels
 * of some kind. They are drawn once for all passes of a gradient, by (seed, row id, local step,
 * labelled step).
 */
final class LabelPenalty implements PenaltyGradient {
  private final ComputationGraph graph;
  private final BackwardPass pass;
  private final PenaltyOptions options;
  private final long seed;

  LabelPenalty(ComputationGraph graph, PenaltyOptions options, long seed) {
    this.graph = graph;
    pass = BackwardPass.of(graph);
    this.options = options;
    this.seed = seed;
  }

  @Override
  public double[] at(SequenceBatch batch, long step) {
    FloatBlock parameters = FloatBlock.of(graph.params());
    float[] kept = parameters.read(parameters.length());
    int labels = batch.rows() * batch.labelledSteps();
    OutputErrors errors = new FrozenLabels(batch, Math.toIntExact(step));
    NormPenalty penalty =
        new NormPenalty(
            point -> {
              parameters.write(floats(point));
              return doubles(
                  pass.run(
                          batch.inputs(graph.getConfiguration().getNetworkInputs()),
                          batch.labels(),
                          errors)
                      .read(point.length));
            },
            options.scoreTerm() ? labels : 0);
    double[] point = doubles(kept);
    double[] gradient = penalty.at(point, options.radius() * norm(point));
    parameters.write(kept);
    for (int i = 0; i < gradient.length; i++) {
      gradient[i] *= options.alpha();
    }
    return gradient;
  }

  /** Errors {@code p - 1[y]} with labels y that stay as the first pass chose them. */
  private final class FrozenLabels implements OutputErrors {
    private static final int OPEN = -1;

    private final SequenceBatch batch;
    private final int step;
    private final Draws draws;
    private final int[] chosen;

    FrozenLabels(SequenceBatch batch, int step) {
      this.batch = batch;
      this.step = step;
      draws = new Draws(seed, batch.labelledSteps(), batch.targetWidth());
      chosen = new int[batch.rows() * batch.labelledSteps()];
      Arrays.fill(chosen, OPEN);
    }

    @Override
    public void replace(int labelledStep, int trial, int label, double[] values) {
      int at = labelledStep * batch.rows() + trial;
      if (chosen[at] == OPEN) {
        chosen[at] = choose(labelledStep, trial, label, values);
      }
      values[chosen[at]] -= 1;
    }

    private int choose(int labelledStep, int trial, int label, double[] p) {
      long row = batch.rowId(trial);
      // Slices of a minibatch come from threads of their own.
      synchronized (draws) {
        return switch (options.kind()) {
          case FISHER -> draws.label(row, step, labelledStep, p);
          case UNIFORM -> draws.uniformLabel(row, step, labelledStep, p.length);
          case DATA -> label;
          case INPUT, NONE -> throw new IllegalStateException(options.kind() + " is of no labels");
        };
      }
    }
  }

  private static double norm(double[] values) {
    double sum = 0;
    for (double value : values) {
      sum += value * value;
    }
    return Math.sqrt(sum);
  }

  private static double[] doubles(float[] values) {
    double[] result = new double[values.length];
    for (int i = 0; i < values.length; i++) {
      result[i] = values[i];
    }
    return result;
  }

  private static float[] floats(double[] values) {
    float[] result = new float[values.length];
    for (int i = 0; i < values.length; i++) {
      result[i] = (float) values[i];
    }
    return result;
  }
}
