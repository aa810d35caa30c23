package dev.eigenspark.jobs.ablation;

import dev.eigenspark.config.AblateOptions.Metric;
import org.apache.commons.math3.distribution.TDistribution;
import org.apache.commons.math3.stat.descriptive.SummaryStatistics;

/**
 * A mean with its 95 % confidence interval by Student's t: {@code mean ± t(0.975, n - 1) s / √n},
 * for n independent values with sample deviation s (Student, The probable error of a mean, 1908).
 *
 * @param mean the mean; NaN of no values
 * @param low lower end; NaN of fewer than two values
 * @param high upper end; NaN of fewer than two values
 */
record Interval(double mean, double low, double high) {
  private static final double UPPER = 0.975;

  /** Of these values; NaN throughout when one of them is. */
  static Interval of(double... values) {
    SummaryStatistics statistics = new SummaryStatistics();
    for (double value : values) {
      statistics.addValue(value);
    }
    int n = values.length;
    double mean = statistics.getMean();
    double half =
        n < 2
            ? Double.NaN
            : new TDistribution(null, n - 1).inverseCumulativeProbability(UPPER)
                * statistics.getStandardDeviation()
                / Math.sqrt(n);
    return new Interval(mean, mean - half, mean + half);
  }

  /** Without what no mean can be: an interval may reach beyond the values that there are. */
  Interval within(Metric metric) {
    double most = metric == Metric.ACCURACY ? 1 : Double.POSITIVE_INFINITY;
    return new Interval(mean, clamp(low, most), clamp(high, most));
  }

  private static double clamp(double end, double most) {
    return Math.max(0, Math.min(most, end));
  }
}
