package dev.eigenspark.fisher;

import dev.eigenspark.SampleMean;
import dev.eigenspark.linalg.Matrix;
import dev.eigenspark.linalg.PackedSymmetric;
import dev.eigenspark.linalg.SymmetricEigen;
import java.io.Serializable;
import java.util.Arrays;

/**
 * The Fisher information of one matrix of parameters as a Kronecker product (Martens and Grosse,
 * Optimizing Neural Networks with Kronecker-factored Approximate Curvature, ICML 2015,
 * arXiv:1503.05671). A trial's gradient is {@code G = sum of a d^T} over its T rows, for a layer
 * that is applied once T = 1, and {@code F = E vec(G) vec(G)^T} is taken as {@code T A (x) D} with
 * the means over all rows {@code A = E a a^T} and {@code D = E d d^T}: as if rows of a trial, and a
 * and d, were independent. Sums over trials; adding in a fixed order gives the same bits.
 */
public final class KroneckerFactors implements Serializable {
  private static final long serialVersionUID = 1L;

  private final PackedSymmetric inputs;
  private final PackedSymmetric outputs;

  /** That of the trial whose rows are being added; sums that have travelled only add up. */
  private final transient double[] gradient;

  private long rows;
  private SampleMean squares = SampleMean.NONE;

  /**
   * Of no trial.
   *
   * @param inputs length of a
   * @param outputs length of d
   */
  public KroneckerFactors(int inputs, int outputs) {
    this.inputs = new PackedSymmetric(inputs);
    this.outputs = new PackedSymmetric(outputs);
    gradient = new double[Math.multiplyExact(inputs, outputs)];
  }

  /** Adds a row of the trial. */
  public void addRow(double[] a, double[] d) {
    inputs.addOuter(1, a);
    outputs.addOuter(1, d);
    for (int i = 0; i < a.length; i++) {
      int at = i * d.length;
      for (int k = 0; k < d.length; k++) {
        gradient[at + k] += a[i] * d[k];
      }
    }
    rows++;
  }

  /** Ends the trial whose rows were added last. */
  public void endTrial() {
    double square = 0;
    for (double value : gradient) {
      square += value * value;
    }
    squares = squares.plus(square);
    Arrays.fill(gradient, 0);
  }

  /** Adds other trials of the same matrix. */
  public void add(KroneckerFactors other) {
    inputs.add(other.inputs);
    outputs.add(other.outputs);
    rows += other.rows;
    squares = squares.plus(other.squares);
  }

  /** T. */
  public double rowsOfATrial() {
    return (double) rows / squares.count();
  }

  /** |G|^2 of the trials, whose mean is the trace of F without any independence. */
  public SampleMean squaredNorms() {
    return squares;
  }

  /** The trace of {@code T A (x) D}. */
  public double trace() {
    return rowsOfATrial() * trace(inputs) * trace(outputs) / rows / rows;
  }

  /** The eigenvalues of {@code T A (x) D}, descending. */
  public double[] eigenvalues() {
    double[] a = eigenvalues(inputs);
    double[] d = eigenvalues(outputs);
    double factor = rowsOfATrial() / rows / rows;
    double[] products = new double[a.length * d.length];
    for (int i = 0; i < a.length; i++) {
      for (int k = 0; k < d.length; k++) {
        // The least are rounding, on either side of zero.
        products[i * d.length + k] = -factor * Math.max(0, a[i]) * Math.max(0, d[k]);
      }
    }
    Arrays.sort(products);
    for (int i = 0; i < products.length; i++) {
      products[i] = Math.abs(products[i]);
    }
    return products;
  }

  private static double trace(PackedSymmetric matrix) {
    double sum = 0;
    for (int i = 0; i < matrix.order(); i++) {
      sum += matrix.at(i, i);
    }
    return sum;
  }

  private static double[] eigenvalues(PackedSymmetric matrix) {
    Matrix whole = matrix.block(0, matrix.order(), 0, matrix.order());
    return SymmetricEigen.of(whole).values();
  }
}
