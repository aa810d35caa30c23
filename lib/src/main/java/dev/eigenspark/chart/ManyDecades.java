package dev.eigenspark.chart;

import dev.eigenspark.chart.Axis.Scale;
import java.util.Arrays;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.function.Function;
import java.util.stream.DoubleStream;

/**
 * The chart library labels every decade of a logarithmic axis, with decimals. Over more decades
 * than have room, the axis becomes one of powers and its values their logarithms.
 */
final class ManyDecades {
  private static final double MOST = 8;

  private ManyDecades() {}

  static Chart asPowers(Chart chart) {
    boolean x = isMany(chart.x(), chart.series(), Series::x);
    boolean y = isMany(chart.y(), chart.series(), Series::y);
    if (!x && !y) {
      return chart;
    }
    List<Series> series =
        chart.series().stream()
            .map(
                s ->
                    new Series(
                        s.name(),
                        x ? logarithms(s.x()) : s.x(),
                        y ? logarithms(s.y()) : s.y(),
                        s.style()))
            .toList();
    return new Chart(
        x ? new Axis(chart.x().title(), Scale.POWERS) : chart.x(),
        y ? new Axis(chart.y().title(), Scale.POWERS) : chart.y(),
        series,
        chart.aspect());
  }

  private static boolean isMany(Axis axis, List<Series> series, Function<Series, double[]> side) {
    DoubleSummaryStatistics range =
        series.stream().flatMapToDouble(s -> DoubleStream.of(side.apply(s))).summaryStatistics();
    return axis.scale() == Scale.LOG
        && Math.log10(range.getMax()) - Math.log10(range.getMin()) > MOST;
  }

  private static double[] logarithms(double[] values) {
    return Arrays.stream(values).map(Math::log10).toArray();
  }
}
