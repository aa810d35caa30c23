package dev.eigenspark.analysis;

import dev.eigenspark.chart.Series;
import java.util.Arrays;
import java.util.stream.IntStream;

/** A curve of values that fall, by their rank from 1, for two logarithmic axes. */
final class RankCurve {
  /** Ranks that are drawn, evenly spaced on the axis. */
  private static final int PLACES = 150;

  /** The curve ends where values are this small beside the first. */
  private static final double FAINT = 1e-12;

  private RankCurve() {}

  /**
   * The curve.
   *
   * @param falling at least one value, the first of them positive
   */
  static Series of(String name, double[] falling) {
    double least = FAINT * falling[0];
    int count = 0;
    while (count < falling.length && falling[count] > least) {
      count++;
    }
    double last = Math.log(count);
    double[] ranks =
        IntStream.range(0, PLACES)
            .mapToDouble(i -> Math.rint(Math.exp(last * i / (PLACES - 1))))
            .distinct()
            .toArray();
    double[] values = Arrays.stream(ranks).map(rank -> falling[(int) rank - 1]).toArray();
    return new Series(name, ranks, values, Series.Style.OUTLINE);
  }
}
