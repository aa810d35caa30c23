package dev.eigenspark.similarity;

import dev.eigenspark.linalg.Matrix;
import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * Pairs units of one network (rows) with units of another (columns) by a matrix of weights, such as
 * the absolute values of their correlations (Li, Yosinski, Clune, Lipson, Hopcroft, Convergent
 * learning, ICLR 2016).
 *
 * @param partners the column of each row, or -1 for a row that has none
 * @param weight the sum of the weights of the pairs
 */
public record Matching(int[] partners, double weight) {
  /** What a row without a partner has. */
  private static final int NONE = -1;

  /** The pair of the largest weight first, then the largest of what is left, and so on. */
  public static Matching greedy(Matrix weights) {
    double[] values = weights.values();
    int[] order =
        IntStream.range(0, values.length)
            .boxed()
            .sorted(Comparator.comparingDouble(k -> -values[k]))
            .mapToInt(k -> k)
            .toArray();
    int[] partners = unmatched(weights.rows());
    boolean[] taken = new boolean[weights.cols()];
    for (int k : order) {
      int row = k / weights.cols();
      int col = k % weights.cols();
      if (partners[row] == NONE && !taken[col]) {
        partners[row] = col;
        taken[col] = true;
      }
    }
    return of(partners, weights);
  }

  /** The best column of each row; a column may be the partner of several. */
  public static Matching semi(Matrix weights) {
    int[] partners = new int[weights.rows()];
    for (int row = 0; row < partners.length; row++) {
      for (int col = 1; col < weights.cols(); col++) {
        if (weights.at(row, col) > weights.at(row, partners[row])) {
          partners[row] = col;
        }
      }
    }
    return of(partners, weights);
  }

  /**
   * The pairs of the largest sum, min(rows, columns) of them (Kuhn, Naval Research Logistics 1955;
   * {@link Assignment}).
   */
  public static Matching optimal(Matrix weights) {
    if (weights.rows() <= weights.cols()) {
      return of(Assignment.columns(weights), weights);
    }
    int[] partners = unmatched(weights.rows());
    int[] rows = Assignment.columns(weights.transposed());
    for (int col = 0; col < rows.length; col++) {
      partners[rows[col]] = col;
    }
    return of(partners, weights);
  }

  private static int[] unmatched(int rows) {
    int[] partners = new int[rows];
    Arrays.fill(partners, NONE);
    return partners;
  }

  private static Matching of(int[] partners, Matrix weights) {
    double sum = 0;
    for (int row = 0; row < partners.length; row++) {
      if (partners[row] != NONE) {
        sum += weights.at(row, partners[row]);
      }
    }
    return new Matching(partners, sum);
  }
}
