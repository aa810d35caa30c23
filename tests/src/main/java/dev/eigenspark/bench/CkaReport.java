package dev.eigenspark.bench;

import dev.eigenspark.jobs.BenchmarkResult;
import dev.eigenspark.jobs.BenchmarkResult.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The tables of {@link CkaBenchmark}.
 *
 * @param setting what was measured on
 * @param rates the fastest products
 * @param passes every pass
 */
record CkaReport(SparkSetting setting, DoubleRates rates, List<Pass> passes) {
  private static final double MEBIBYTE = 1 << 20;

  /**
   * One pass on Spark.
   *
   * @param rows how many
   * @param partitions how many
   * @param wall seconds
   * @param making seconds of all tasks for making up the rows
   * @param moments seconds of all tasks for the moments
   * @param merging seconds of the driver for merging
   * @param difference of CKA from that with one partition, the largest
   * @param resident bytes of the process afterwards
   */
  record Pass(
      long rows,
      int partitions,
      double wall,
      double making,
      double moments,
      double merging,
      double difference,
      long resident) {
    /** Tasks that ran at once. */
    int tasks(int threads) {
      return Math.min(threads, partitions);
    }

    /** Rows a second and task, without making them up. */
    double rate() {
      return rows / moments;
    }
  }

  /** What {@code --json} prints. */
  private record Summary(
      DoubleRates rates, List<Pass> passes, List<Timing> inMemory, SparkSetting setting) {}

  BenchmarkResult result(int inMemory, List<Timing> timings, Optional<String> library) {
    List<String> notes = new ArrayList<>(setting.notes());
    notes.add(
        Cells.format(
            "OpenBLAS, %d threads: dsyrk %.1f GFLOP/s (512 rows x 512), dgemm %.1f (1024 cubed).",
            setting.workers(), rates.dsyrk(), rates.dgemm()));
    notes.add(
        "rows/s: of all tasks that run at once, without the time for making up the rows, which"
            + " stands beside it. FLOP: 512 x 513 a row, of one triangle.");
    notes.add(library.map(name -> name + ".").orElse("NumPy not found: name one with --python."));
    return new BenchmarkResult(
        new Summary(rates, passes, timings, setting),
        List.of(spark(), memory(inMemory, timings)),
        notes);
  }

  private Table spark() {
    List<List<String>> rows = new ArrayList<>();
    for (Pass pass : passes) {
      int tasks = pass.tasks(setting.workers());
      double rate = pass.rate() * tasks;
      double share = (double) tasks / setting.workers();
      rows.add(
          List.of(
              Cells.format("%,d", pass.rows()),
              Integer.toString(pass.partitions()),
              Cells.format("%.2f", pass.wall()),
              Cells.format("%.2f", pass.making()),
              Cells.format("%.2f", pass.moments()),
              Cells.format("%.3f", pass.merging()),
              Cells.format("%,.0f", rate),
              Cells.format("%.0f %%", 100 * gflops(rate) / (share * rates.dsyrk())),
              Cells.format("%.0f %%", 100 * gflops(rate) / (share * rates.dgemm())),
              Cells.format("%.0e", pass.difference()),
              Cells.format("%.0f", pass.resident() / MEBIBYTE)));
    }
    return new Table(
        List.of(
            "rows",
            "partitions",
            "wall, s",
            "making, task s",
            "moments, task s",
            "merging, s",
            "rows/s",
            "of dsyrk",
            "of dgemm",
            "difference",
            "resident, MiB"),
        rows);
  }

  private Table memory(int count, List<Timing> timings) {
    List<List<String>> rows =
        timings.stream()
            .map(
                t -> {
                  double rate = count / t.medianMs() * 1e3;
                  return List.of(
                      t.name(),
                      Cells.time(t, timings.get(0)),
                      Cells.format("%,.0f", rate),
                      Cells.format("%.0f %%", 100 * gflops(rate) / rates.dsyrk()),
                      Cells.format("%d", t.count()));
                })
            .toList();
    return new Table(
        List.of(Cells.format("%,d rows in memory", count), "ms", "rows/s", "of dsyrk", "passes"),
        rows);
  }

  private static double gflops(double rowsPerSecond) {
    return rowsPerSecond * FeatureRows.COLUMNS * (FeatureRows.COLUMNS + 1) / 1e9;
  }
}
