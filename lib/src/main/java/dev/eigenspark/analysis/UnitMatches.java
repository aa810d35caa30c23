package dev.eigenspark.analysis;

import dev.eigenspark.linalg.Matrix;
import dev.eigenspark.similarity.Lasso;
import dev.eigenspark.similarity.Matching;
import dev.eigenspark.similarity.SpectralClustering;
import java.util.Arrays;

/**
 * How the units of run x are found again in run y.
 *
 * @param strengths absolute correlations, x in rows
 * @param semi the best unit of y for each of x, which several may share
 * @param greedy pairs, the strongest first
 * @param optimal pairs of the largest sum
 * @param sparse each unit of x from few of y
 * @param groups of the units of x and then of y
 */
record UnitMatches(
    String x,
    String y,
    Matrix strengths,
    Matching semi,
    Matching greedy,
    Matching optimal,
    Lasso[] sparse,
    int[] groups) {

  static UnitMatches of(
      String x, String y, UnitCorrelations correlations, double lambda, int groups) {
    Matrix strengths = correlations.strengths();
    Lasso[] sparse = new Lasso[strengths.rows()];
    Arrays.setAll(
        sparse,
        unit -> {
          double[] target = new double[strengths.cols()];
          Arrays.setAll(target, j -> correlations.across().at(unit, j));
          return Lasso.fit(correlations.amongY(), target, lambda);
        });
    int units = strengths.rows() + strengths.cols();
    return new UnitMatches(
        x,
        y,
        strengths,
        Matching.semi(strengths),
        Matching.greedy(strengths),
        Matching.optimal(strengths),
        sparse,
        SpectralClustering.groups(correlations.affinity(), Math.min(groups, units)));
  }

  /** Correlation of a unit with its partner; 0 without one. */
  double strength(Matching matching, int unit) {
    int partner = matching.partners()[unit];
    return partner < 0 ? 0 : strengths.at(unit, partner);
  }

  /** Units of y in the group of a unit of x. */
  long companions(int unit) {
    return Arrays.stream(groups, strengths.rows(), groups.length)
        .filter(group -> group == groups[unit])
        .count();
  }
}
