package dev.eigenspark.bench;

import dev.eigenspark.jobs.BenchmarkResult;
import dev.eigenspark.jobs.BenchmarkResult.Table;
import dev.eigenspark.track.Provenance;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;

/**
 * All that the benchmark {@code sharing} found; with {@code --json} this is printed.
 *
 * @param provenance versions and processor
 * @param cores trainers that the machine is meant to hold
 * @param seconds counted time for each number of trainers
 * @param workloads the trainings
 */
record SharingReport(Provenance provenance, int cores, double seconds, List<Measured> workloads) {

  /**
   * One training.
   *
   * @param workload its short name
   * @param description its shape
   * @param totals for each number of trainers
   * @param crowded what twice as many trainers as cores do, over what as many as cores do
   */
  record Measured(String workload, String description, List<Total> totals, double crowded) {

    /**
     * From the examples a second of all trainers together.
     *
     * @param rates for each number of trainers, one rate for each round
     */
    static Measured of(Workload workload, int cores, SortedMap<Integer, double[]> rates) {
      List<Total> totals = new ArrayList<>();
      rates.forEach((n, r) -> totals.add(new Total(n, Timing.median(r), r.clone())));
      double[] full = rates.get(cores);
      double[] twice = rates.get(2 * cores);
      // Of the same round, because what slows the machine down lasts.
      double[] ratios = new double[full.length];
      for (int i = 0; i < ratios.length; i++) {
        ratios[i] = twice[i] / full[i];
      }
      return new Measured(
          workload.workload(), workload.description(), totals, Timing.median(ratios));
    }
  }

  /**
   * So many trainers at once.
   *
   * @param trainers processes
   * @param examplesPerSecond of all together, the median of the rounds
   * @param rounds of all together, in each round
   */
  record Total(int trainers, double examplesPerSecond, double[] rounds) {}

  /** The report for a person. */
  BenchmarkResult result() {
    List<String> head = new ArrayList<>(List.of("workload"));
    for (Total total : workloads.get(0).totals()) {
      head.add(
          total.trainers() + (total.trainers() == 1 ? " trainer" : " trainers") + ", examples/s");
    }
    head.addAll(List.of(2 * cores + " over " + cores, "shape"));
    Table table = new Table(head, workloads.stream().map(SharingReport::row).toList());
    return new BenchmarkResult(this, List.of(table), notes());
  }

  private static List<String> row(Measured measured) {
    List<String> cells = new ArrayList<>(List.of(measured.workload()));
    measured.totals().forEach(t -> cells.add(format("%.0f", t.examplesPerSecond())));
    cells.add(format("%.0f %%", 100 * measured.crowded()));
    cells.add(measured.description());
    return cells;
  }

  private List<String> notes() {
    return List.of(
        format("%s, %d cores; Java %s.", provenance.cpu(), provenance.cores(), provenance.java()),
        format(
            "Every trainer is a JVM with one compute thread; medians of %d rounds, %.1f s in all for"
                + " each number of trainers.",
            SharingBenchmark.ROUNDS, seconds));
  }

  private static String format(String pattern, Object... values) {
    return String.format(Locale.ROOT, pattern, values);
  }
}
