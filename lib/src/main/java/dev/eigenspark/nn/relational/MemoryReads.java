package dev.eigenspark.nn.relational;

import dev.eigenspark.nn.relational.Operator.Extent;
import dev.eigenspark.nn.relational.Similarity.Mask;
import dev.eigenspark.nn.relational.Similarity.Reads;
import dev.eigenspark.nn.relational.Similarity.Score;
import dev.eigenspark.nn.relational.Similarity.Weighting;
import java.util.Arrays;

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
  private static final double[] NO_NORMS = {};

  /**
   * The parameters that it depends on.
   *
   * @param gain of the confidence
   * @param shift of the confidence
   * @param value the code of the default row, empty without one
   */
  record Match(double gain, double shift, double[] value) {}

  private final TrialSimilarity similarity;
  private final boolean confident;
  private final int steps;
  private final int code;
  private final int defaults;
  private final int pairs;
  private final int entries;
  private final double[] scores;
  private final double[] dScores;
  private final double[] weights;
  private final double[] dWeights;
  private final double[] matches;
  private final double[] confidence;
  private final double[] dConfidence;
  private final double[] dGain;
  private final double[] dShift;
  private final double[] dValue;

  MemoryReads(BindingMemory settings, Extent extent, int rows) {
    Similarity all =
        new Similarity(settings.sides(), Score.DOT, Mask.STRICT, Weighting.NONE, Reads.RELATIONS);
    confident = settings.confident();
    steps = extent.steps();
    code = settings.code(extent);
    defaults = settings.defaultRows();
    similarity = new TrialSimilarity(all, steps, extent.features());
    pairs = Mask.STRICT.entries(steps);
    entries = pairs + defaults * steps;
    scores = new double[rows * pairs];
    dScores = new double[rows * pairs];
    weights = new double[rows * entries];
    dWeights = new double[rows * entries];
    matches = new double[confident ? rows * pairs : 0];
    confidence = new double[rows * steps];
    dConfidence = new double[rows * steps];
    dGain = new double[rows];
    dShift = new double[rows];
    dValue = new double[rows * defaults * code];
  }

  /**
   * Where the weights of a step of a trial begin: the default row's, and one for each step before.
   */
  int at(int row, int t) {
    return row * entries + pairsBefore(t) + defaults * t;
  }

  private static int pairsBefore(int t) {
    return t * (t - 1) / 2;
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

  /** Adds the gradient of the default row's code, from one trial. */
  void addValueGradient(int row, double[] sum) {
    for (int k = 0; k < sum.length; k++) {
      sum[k] += dValue[row * code + k];
    }
  }

  /** One trial, whose codes lie {@code stride} apart from {@code at} on. */
  void forward(int row, double[] z, int at, int stride, Match match) {
    similarity.forward(z, at, stride, NO_NORMS, 0, scores, row * pairs);
    for (int t = 1 - defaults; t < steps; t++) {
      int from = at(row, t);
      int pair = row * pairs + pairsBefore(t);
      if (defaults > 0) {
        weights[from] = dot(z, at + t * stride, match.value());
      }
      System.arraycopy(scores, pair, weights, from + defaults, t);
      TrialSimilarity.softmax(weights, from, defaults + t);
      if (confident) {
        double sum = 0;
        for (int i = 0; i < t; i++) {
          matches[pair + i] = sigmoid(match.gain() * scores[pair + i] + match.shift());
          sum += weights[from + i] * matches[pair + i];
        }
        confidence[row * steps + t] = sum;
      }
    }
  }

  private static double dot(double[] z, int at, double[] value) {
    double sum = 0;
    for (int k = 0; k < value.length; k++) {
      sum += z[at + k] * value[k];
    }
    return sum;
  }

  static double sigmoid(double x) {
    return 1 / (1 + Math.exp(-x));
  }

  /**
   * The way back of one trial. The gradients of its weights are used up.
   *
   * @param dz what dL/dz is added to, where z lies
   */
  void backward(int row, double[] z, int at, int stride, Match match, double[] dz) {
    dGain[row] = 0;
    dShift[row] = 0;
    Arrays.fill(dValue, row * defaults * code, (row + 1) * defaults * code, 0);
    for (int t = 1 - defaults; t < steps; t++) {
      int from = at(row, t);
      int pair = row * pairs + pairsBefore(t);
      double g = dConfidence[row * steps + t];
      if (confident) {
        for (int i = 0; i < t; i++) {
          dWeights[from + i] += g * matches[pair + i];
        }
      }
      TrialSimilarity.throughSoftmax(dWeights, weights, from, defaults + t);
      System.arraycopy(dWeights, from + defaults, dScores, pair, t);
      if (confident) {
        throughConfidence(row, pair, from, t, g * match.gain(), g);
      }
      if (defaults > 0) {
        throughDefault(row, z, at + t * stride, match.value(), dWeights[from], dz);
      }
    }
    similarity.backward(dScores, scores, row * pairs, z, at, stride, NO_NORMS, 0, dz);
  }

  private void throughConfidence(int row, int pair, int from, int count, double gain, double g) {
    for (int i = 0; i < count; i++) {
      double c = matches[pair + i];
      double slope = weights[from + i] * c * (1 - c);
      dScores[pair + i] += gain * slope;
      dGain[row] += g * slope * scores[pair + i];
      dShift[row] += g * slope;
    }
  }

  private void throughDefault(
      int row, double[] z, int at, double[] value, double dScore, double[] dz) {
    for (int k = 0; k < code; k++) {
      dValue[row * code + k] += dScore * z[at + k];
      dz[at + k] += dScore * value[k];
    }
  }
}
