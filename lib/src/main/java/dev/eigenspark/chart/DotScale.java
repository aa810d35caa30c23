package dev.eigenspark.chart;

import dev.eigenspark.chart.Axis.Scale;
import dev.eigenspark.chart.DotPlot.Row;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.LongStream;

/**
 * The horizontal axis that all panels of a {@link DotPlot} share: it goes from tick to tick around
 * all that is drawn. On a logarithmic axis the values are exponents of 10, and an interval, whose
 * lower end may have no logarithm, widens it only upwards.
 *
 * @param scale LINEAR or POWERS
 * @param low where the axis begins
 * @param step from tick to tick
 * @param steps their number
 */
record DotScale(Scale scale, double low, double step, int steps) {
  /** Around zero there are always so many. */
  static final int FEWEST_TICKS = 3;

  /** Round-off that brings a value no nearer to the next tick. */
  private static final double SLACK = 1e-9;

  /** The axis of these rows with at most so many ticks, three or more. */
  static DotScale of(Scale given, List<Row> rows, int most) {
    Scale scale = given == Scale.LINEAR ? Scale.LINEAR : Scale.POWERS;
    double[] drawn = rows.stream().flatMapToDouble(row -> drawn(scale, row)).toArray();
    double least = DoubleStream.of(drawn).min().orElse(0);
    double greatest = DoubleStream.of(drawn).max().orElse(1);
    if (greatest - least <= SLACK * Math.max(Math.abs(least), Math.abs(greatest))) {
      // One value alone has no range.
      double margin = scale == Scale.POWERS ? 0.1 : least == 0 ? 1 : Math.abs(least) / 10;
      least -= margin;
      greatest += margin;
    }
    double step = firstStep(scale, greatest - least);
    while (ticks(step, least, greatest) > most) {
      step = nextStep(scale, step);
    }
    double first = Math.floor(least / step + SLACK);
    return new DotScale(scale, first * step, step, ticks(step, least, greatest) - 1);
  }

  private static DoubleStream drawn(Scale scale, Row row) {
    DoubleStream values = row.values().stream().mapToDouble(Double::doubleValue);
    DoubleStream ends = row.hasInterval() ? DoubleStream.of(row.high()) : DoubleStream.empty();
    DoubleStream reference =
        row.hasReference() ? DoubleStream.of(row.reference()) : DoubleStream.empty();
    DoubleStream all = DoubleStream.concat(values, DoubleStream.concat(ends, reference));
    if (scale == Scale.POWERS) {
      return all.map(Math::log10);
    }
    return row.hasInterval() ? DoubleStream.concat(all, DoubleStream.of(row.low())) : all;
  }

  /** Where a value lies, 0 at the beginning and 1 at the end; outside of it at the nearer one. */
  double part(double value) {
    double at = scale == Scale.POWERS ? Math.log10(Math.max(value, Double.MIN_NORMAL)) : value;
    return Math.max(0, Math.min(1, (at - low) / (step * steps)));
  }

  /** The labels, from the beginning to the end at equal distances. */
  List<String> labels() {
    long first = Math.round(low / step);
    return LongStream.rangeClosed(first, first + steps)
        .mapToObj(i -> scale == Scale.POWERS ? Ticks.ofPower(i * step) : Ticks.label(i * step))
        .toList();
  }

  private static int ticks(double step, double least, double greatest) {
    double first = Math.floor(least / step + SLACK);
    double last = Math.ceil(greatest / step - SLACK);
    return (int) (last - first) + 1;
  }

  /** At least as fine as any that is taken. */
  private static double firstStep(Scale scale, double range) {
    double fine = Math.pow(10, Math.floor(Math.log10(range)) - 1);
    return scale == Scale.POWERS ? Math.max(1, fine) : fine;
  }

  /** Of 1, 2, 5, 10, 20, and so on. */
  private static double nextStep(Scale scale, double step) {
    double decade = Math.pow(10, Math.floor(Math.log10(step) + SLACK));
    double digit = step / decade;
    double next = decade * (digit < 1.5 ? 2 : digit < 3 ? 5 : 10);
    return scale == Scale.POWERS ? Math.rint(next) : next;
  }
}
