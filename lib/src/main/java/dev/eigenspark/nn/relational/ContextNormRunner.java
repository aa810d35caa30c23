package dev.eigenspark.nn.relational;

import dev.eigenspark.nn.FloatBlock;
import dev.eigenspark.nn.relational.Operator.Extent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Runs a {@link ContextNorm} on batches. */
final class ContextNormRunner implements OperatorRunner {
  /** What one part of the trials has for itself. */
  private static final class Scratch {
    private final TrialNorm norm;
    private final double[] dGamma;
    private final double[] dBeta;

    Scratch(TrialNorm norm) {
      this.norm = new TrialNorm(norm);
      dGamma = new double[norm.width()];
      dBeta = new double[norm.width()];
    }
  }

  private final Extent extent;
  private final TrialNorm norm;
  private final int width;
  private final double[] gamma;
  private final double[] beta;
  private final List<Scratch> scratch = new ArrayList<>();
  private TimeMajor layout;
  private float[] floats = new float[0];
  private double[] z = new double[0];
  private double[] u = new double[0];
  private double[] inverse = new double[0];

  ContextNormRunner(Extent extent, TrialNorm norm) {
    this.extent = extent;
    this.norm = norm;
    width = norm.width();
    gamma = new double[width];
    beta = new double[width];
  }

  @Override
  public void forward(int rows, FloatBlock x, FloatBlock parameters, FloatBlock y) {
    resize(rows);
    for (int k = 0; k < width; k++) {
      gamma[k] = parameters.get(k);
      beta[k] = parameters.get(width + k);
    }
    layout.forEachPart(
        (part, from, to) -> {
          layout.read(x, floats, z, from, to);
          for (int row = from; row < to; row++) {
            forward(scratch.get(part).norm, row);
          }
          layout.write(z, floats, y, from, to);
        });
  }

  private void forward(TrialNorm trial, int row) {
    for (int first = 0; first < extent.steps(); first += trial.window()) {
      int at = layout.at(row) + first * layout.stride();
      trial.forward(z, u, at, layout.stride(), gamma, beta, inverse, inverseAt(row, first));
    }
  }

  @Override
  public void backward(FloatBlock dy, FloatBlock gradients, FloatBlock dx) {
    layout.forEachPart(
        (part, from, to) -> {
          Scratch own = scratch.get(part);
          Arrays.fill(own.dGamma, 0);
          Arrays.fill(own.dBeta, 0);
          layout.read(dy, floats, z, from, to);
          for (int row = from; row < to; row++) {
            backward(own, row);
          }
          if (dx != null) {
            layout.write(z, floats, dx, from, to);
          }
        });
    for (int k = 0; k < width; k++) {
      double dGamma = 0;
      double dBeta = 0;
      for (Scratch part : scratch.subList(0, layout.parts())) {
        dGamma += part.dGamma[k];
        dBeta += part.dBeta[k];
      }
      gradients.put(k, (float) dGamma);
      gradients.put(width + k, (float) dBeta);
    }
  }

  private void backward(Scratch own, int row) {
    TrialNorm trial = own.norm;
    for (int first = 0; first < extent.steps(); first += trial.window()) {
      int at = layout.at(row) + first * layout.stride();
      int inverseAt = inverseAt(row, first);
      trial.backward(z, u, at, layout.stride(), gamma, inverse, inverseAt, own.dGamma, own.dBeta);
    }
  }

  /** Where 1 / sigma of the window that begins at position {@code first} lies. */
  private int inverseAt(int row, int first) {
    return layout.at(row) + first / norm.window() * layout.stride();
  }

  private void resize(int rows) {
    layout = new TimeMajor(extent.steps(), rows, extent.features());
    while (scratch.size() < layout.parts()) {
      scratch.add(new Scratch(norm));
    }
    if (z.length < layout.size()) {
      floats = new float[layout.size()];
      z = new double[layout.size()];
      u = new double[layout.size()];
      inverse = new double[layout.size()];
    }
  }
}
