package dev.eigenspark.chart;

import java.awt.Font;
import java.util.function.Function;
import java.util.stream.DoubleStream;
import org.knowm.xchart.style.XYStyler;

/** Scales and tick labels of the two axes, and the texts that they bring. */
final class AxisStyle {
  // Room for six digits and a gap.
  private static final int X_TICK_PIXELS = 90;

  private AxisStyle() {}

  static void apply(XYStyler styler, Chart chart, Labels labels) {
    Font title = styler.getAxisTitleFont();
    labels.add(new Labels.Label(chart.x().title(), title, Labels.Anchor.MIDDLE, false));
    labels.add(new Labels.Label(chart.y().title(), title, Labels.Anchor.MIDDLE, true));
    if (chart.x().scale() == Axis.Scale.LOG) {
      double[] decades = decades(chart, Series::x);
      styler.setXAxisLogarithmic(true).setXAxisDecimalPattern(Ticks.LOG_PATTERN);
      styler.setXAxisMin(decades[0]).setXAxisMax(decades[1]);
    } else {
      styler
          .setxAxisTickLabelsFormattingFunction(ticks(styler, labels, chart.x()))
          .setXAxisTickMarkSpacingHint(X_TICK_PIXELS);
    }
    if (chart.y().scale() == Axis.Scale.LOG) {
      double[] decades = decades(chart, Series::y);
      styler.setYAxisLogarithmic(true).setYAxisDecimalPattern(Ticks.LOG_PATTERN);
      styler.setYAxisMin(decades[0]).setYAxisMax(decades[1]);
    } else {
      styler.setyAxisTickLabelsFormattingFunction(ticks(styler, labels, chart.y()));
    }
    for (int power = Ticks.LEAST_POWER; power <= -Ticks.LEAST_POWER; power++) {
      addTick(styler, labels, Ticks.power(power));
    }
  }

  private static Function<Double, String> ticks(XYStyler styler, Labels labels, Axis axis) {
    boolean powers = axis.scale() == Axis.Scale.POWERS;
    return value -> {
      String text = powers ? Ticks.ofPower(value) : Ticks.label(value);
      addTick(styler, labels, text);
      return text;
    };
  }

  private static void addTick(XYStyler styler, Labels labels, String text) {
    Font font = styler.getAxisTickLabelsFont();
    labels.add(new Labels.Label(text, font, Labels.Anchor.MIDDLE, false));
  }

  /** The range of the data, widened to whole decades where it would show fewer than two labels. */
  private static double[] decades(Chart chart, Function<Series, double[]> side) {
    DoubleStream all = chart.series().stream().flatMapToDouble(s -> DoubleStream.of(side.apply(s)));
    var range = all.summaryStatistics();
    double low = Math.log10(range.getMin());
    double high = Math.log10(range.getMax());
    boolean labelled = Math.floor(high) - Math.ceil(low) >= 1;
    return labelled
        ? new double[] {range.getMin(), range.getMax()}
        : new double[] {
          Math.pow(10, Math.floor(low)),
          Math.pow(10, Math.max(Math.ceil(high), Math.floor(low) + 1))
        };
  }
}
