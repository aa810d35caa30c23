package dev.eigenspark.nn.relational;

import dev.eigenspark.nn.relational.Operator.Extent;
import dev.eigenspark.nn.relational.Similarity.Mask;
import dev.eigenspark.nn.relational.Similarity.Reads;
import dev.eigenspark.nn.relational.Similarity.Score;
import dev.eigenspark.nn.relational.Similarity.Sides;
import dev.eigenspark.nn.relational.Similarity.Weighting;

/**
 * What a {@link BindingMemory} finds at each step of the trials of a batch, which depends on the
 * codes alone, in double: the weights w and the confidence {@code C_t = sum_i w_i c_i}. Way back,
 * with {@code e_i = dL/dC_t w_i c_i (1 - c_i)}:
 *
 * <pre>
 *   dL/ds_i = w_i (G_i - sum_j w_j G_j) + gain e_i,      G_i = dL/dw_i + dL/dC_t c_i
 *   dL/dgain = sum e_i s_i      dL/dshift = sum e_i
 * </pre>
 *
 * <p>Steps count from 0. Threads may share it, each with trials of its own.
 */
final class MemoryReads {
  private static final Similarity SCORES =
      new Similarity(Sides.SYMMETRIC, Score.DOT, Mask.STRICT, Weighting.NONE, Reads.RELATIONS);
  private static final double[] NO_NORMS = {};

  private final TrialSimilarity similarity;
  private final int steps;
  private final int entries;
  private final double[] scores;
  private final double[] weights;
  private final double[] dWeights;
  private final double[] confidence;
  private final double[] dConfidence;
  private final double[] dGain;
  private final double[] dShift;

  MemoryReads(Extent extent, int rows) {
    steps = extent.steps();
    similarity = new TrialSimilarity(SCORES, steps, extent.features());
    entries = Mask.STRICT.entries(steps);
    scores = new double[rows * entries];
    weights = new double[rows * entries];
    dWeights = new double[rows * entries];
    confidence = new double[rows * steps];
    dConfidence = new double[rows * steps];
    dGain = new double[rows];
    dShift = new double[rows];
  }

  /** Where the weights of a step of a trial begin, one for each step before. */
  int at(int row, int t) {
    return row * entries + t * (t - 1) / 2;
  }

  double[] weights() {
    return weights;
  }

  double[] dWeights() {
    return dWeights;
  }

  double confidence(int row, int t) {
    return confidence[row * steps + t];
  }

  void putConfidenceGradient(int row, int t, double gradient) {
    dConfidence[row * steps + t] = gradient;
  }

  double gainGradient(int row) {
    return dGain[row];
  }

  double shiftGradient(int row) {
    return dShift[row];
  }

  /** One trial, whose codes lie {@code stride} apart from {@code at} on. */
  void forward(int row, double[] z, int at, int stride, double gain, double shift) {
    similarity.forward(z, at, stride, NO_NORMS, 0, scores, row * entries);
    System.arraycopy(scores, row * entries, weights, row * entries, entries);
    for (int t = 1; t < steps; t++) {
      int from = at(row, t);
      TrialSimilarity.softmax(weights, from, t);
      double sum = 0;
      for (int i = from; i < from + t; i++) {
        sum += weights[i] * sigmoid(gain * scores[i] + shift);
      }
      confidence[row * steps + t] = sum;
    }
  }

  static double sigmoid(double x) {
    return 1 / (1 + Math.exp(-x));
  }

  /**
   * The way back of one trial. The gradients of its weights are used up.
   *
   * @param dz what dL/dz is added to, where z lies
   */
  void backward(int row, double[] z, int at, int stride, double gain, double shift, double[] dz) {
    dGain[row] = 0;
    dShift[row] = 0;
    for (int t = 1; t < steps; t++) {
      int from = at(row, t);
      double g = dConfidence[row * steps + t];
      for (int i = from; i < from + t; i++) {
        dWeights[i] += g * sigmoid(gain * scores[i] + shift);
      }
      TrialSimilarity.throughSoftmax(dWeights, weights, from, t);
      for (int i = from; i < from + t; i++) {
        double c = sigmoid(gain * scores[i] + shift);
        double e = g * weights[i] * c * (1 - c);
        dWeights[i] += gain * e;
        dGain[row] += e * scores[i];
        dShift[row] += e;
      }
    }
    similarity.backward(dWeights, weights, row * entries, z, at, stride, NO_NORMS, 0, dz);
  }
}
