package dev.eigenspark.bench;

import dev.eigenspark.jobs.BenchmarkResult;
import dev.eigenspark.jobs.BenchmarkResult.Table;
import java.util.ArrayList;
import java.util.List;

/**
 * All that the benchmark {@code scaling} found; with {@code --json} this is printed.
 *
 * @param setting what was measured on
 * @param rounds the rounds
 */
record ScalingReport(SparkSetting setting, List<Measured> rounds) {

  /**
   * One period of averaging.
   *
   * @param every local steps in a round
   * @param examples trials in an iteration, the same for one worker and for several
   * @param one the iterations of one worker
   * @param several the iterations of all workers
   * @param efficiency speed of all workers over the speed of one and their number
   */
  record Measured(int every, long examples, Timing one, Timing several, double efficiency) {
    static Measured of(int every, long examples, Timing one, Timing several, int workers) {
      return new Measured(every, examples, one, several, one.over(several) / workers);
    }

    private List<String> row() {
      return List.of(
          Integer.toString(every),
          rate(one),
          rate(several),
          Cells.format("%.0f %%", 100 * efficiency));
    }

    private String rate(Timing timing) {
      return Cells.format("%.0f", 1e3 * examples / timing.medianMs());
    }
  }

  BenchmarkResult result() {
    List<String> head =
        List.of(
            "steps in a round",
            "1 worker, trials/s",
            setting.workers() + " workers, trials/s",
            "efficiency");
    List<String> notes = new ArrayList<>(setting.notes());
    notes.add("Efficiency is against the speed of one worker times the number of workers.");
    return new BenchmarkResult(
        this, List.of(new Table(head, rounds.stream().map(Measured::row).toList())), notes);
  }
}
