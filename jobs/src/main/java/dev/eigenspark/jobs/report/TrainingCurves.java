package dev.eigenspark.jobs.report;

import com.fasterxml.jackson.databind.JsonNode;
import dev.eigenspark.chart.Axis;
import dev.eigenspark.chart.Chart;
import dev.eigenspark.chart.Series;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The course of training, {@code metrics.jsonl}: one object for each round, in which any field but
 * the round number may be absent.
 *
 * @param rounds the lines
 */
record TrainingCurves(List<JsonNode> rounds) {
  /** Time of all rounds, in seconds. */
  double seconds() {
    return rounds.stream().mapToDouble(r -> r.path("seconds").asDouble()).sum();
  }

  /** Examples seen by the end. */
  long examples() {
    return rounds.stream().mapToLong(r -> r.path("examples").asLong()).max().orElse(0);
  }

  /**
   * Loss in {@code unit} against round, with the constant predictor's; empty when no round has one.
   */
  Optional<String> lossSvg(OptionalDouble chance, String unit) {
    return svg(chance, Axis.log("loss (" + unit + ")"), List.of("loss", "valid_loss"));
  }

  /** Accuracy against round, with guessing; empty when no round has an accuracy. */
  Optional<String> accuracySvg(OptionalDouble chance) {
    return svg(chance, Axis.linear("accuracy"), List.of("accuracy", "valid_accuracy"));
  }

  private Optional<String> svg(OptionalDouble chance, Axis wanted, List<String> fields) {
    List<Series> series = new ArrayList<>();
    series(fields.get(0), "training").ifPresent(series::add);
    series(fields.get(1), "validation").ifPresent(series::add);
    if (series.isEmpty()) {
      return Optional.empty();
    }
    double from = rounds.get(0).path("round").asDouble();
    double to = rounds.get(rounds.size() - 1).path("round").asDouble();
    if (chance.isPresent()) {
      series.add(0, Series.level("chance", chance.getAsDouble(), from, to));
    }
    // A loss that reaches zero has no logarithm, but still a curve.
    Axis y =
        series.stream().allMatch(TrainingCurves::isPositive) ? wanted : Axis.linear(wanted.title());
    return Optional.of(new Chart(Axis.linear("round"), y, series, Chart.Aspect.FREE).svg());
  }

  private Optional<Series> series(String field, String name) {
    List<JsonNode> with = rounds.stream().filter(r -> r.path(field).isNumber()).toList();
    if (with.isEmpty()) {
      return Optional.empty();
    }
    double[] x = with.stream().mapToDouble(r -> r.path("round").asDouble()).toArray();
    double[] y = with.stream().mapToDouble(r -> r.path(field).asDouble()).toArray();
    return Optional.of(Series.line(name, x, y));
  }

  private static boolean isPositive(Series series) {
    for (double value : series.y()) {
      if (value <= 0) {
        return false;
      }
    }
    return true;
  }
}
