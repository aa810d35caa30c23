package dev.eigenspark.bench;

import dev.eigenspark.jobs.BenchmarkResult;
import dev.eigenspark.jobs.BenchmarkResult.Table;
import java.util.ArrayList;
import java.util.List;

/**
 * All that the benchmark {@code round} found; with {@code --json} this is printed.
 *
 * @param setting what was measured on
 * @param sizes a round for each number of parameters
 */
record RoundReport(SparkSetting setting, List<Measured> sizes) {

  /**
   * A round without work.
   *
   * @param workload its short name
   * @param parameters how many are averaged
   * @param timings of the contenders; ours is the first
   * @param timesOurs the medians of the contenders over the median of ours
   */
  record Measured(String workload, long parameters, List<Timing> timings, List<Double> timesOurs) {
    static Measured of(String workload, long parameters, List<Timing> timings) {
      Timing ours = timings.get(0);
      return new Measured(
          workload, parameters, timings, timings.stream().map(t -> t.over(ours)).toList());
    }
  }

  BenchmarkResult result() {
    List<String> head = new ArrayList<>(List.of("parameters"));
    sizes.get(0).timings().forEach(timing -> head.add(timing.name() + ", ms"));
    List<String> notes = new ArrayList<>(setting.notes());
    notes.add("In brackets, times ours; ours over bare is the cost of what we add to Spark.");
    return new BenchmarkResult(
        this, List.of(new Table(head, sizes.stream().map(RoundReport::row).toList())), notes);
  }

  private static List<String> row(Measured measured) {
    List<String> cells = new ArrayList<>(List.of(Cells.format("%,d", measured.parameters())));
    Timing ours = measured.timings().get(0);
    measured.timings().forEach(timing -> cells.add(Cells.time(timing, ours)));
    return cells;
  }
}
