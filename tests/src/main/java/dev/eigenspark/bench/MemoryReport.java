package dev.eigenspark.bench;

import dev.eigenspark.jobs.BenchmarkResult;
import dev.eigenspark.jobs.BenchmarkResult.Table;
import dev.eigenspark.track.Provenance;
import java.util.List;
import java.util.Locale;

/**
 * All that the benchmark {@code memory} found; with {@code --json} this is printed.
 *
 * @param provenance versions and processor
 * @param workloads the trainings
 * @param growth of a long one
 */
record MemoryReport(Provenance provenance, List<Measured> workloads, Growth growth) {
  private static final double MEGA = 1e6;
  private static final double KILO = 1e3;

  /**
   * What one training holds.
   *
   * @param workload its short name
   * @param description its shape
   * @param formula bytes of scratch by the formula
   * @param held what the process holds more than before the training
   * @param heapOverFormula its heap over the formula
   */
  record Measured(
      String workload,
      String description,
      long formula,
      MemoryReading held,
      double heapOverFormula) {

    static Measured of(Workload workload, MemoryReading held) {
      long formula = workload.scratch();
      return new Measured(
          workload.workload(),
          workload.description(),
          formula,
          held,
          (double) held.heap() / formula);
    }
  }

  /**
   * A training that is looked at again and again, after as many iterations each time.
   *
   * @param workload its short name
   * @param iterations of each leg
   * @param readings after each leg
   * @param heapSlope bytes for 1000 iterations, by the typical leg of the second half
   * @param residentSlope bytes for 1000 iterations, by the typical leg of the second half
   */
  record Growth(
      String workload,
      long iterations,
      List<MemoryReading> readings,
      double heapSlope,
      double residentSlope) {

    static Growth of(String workload, long iterations, List<MemoryReading> readings) {
      // The first half is still compiling.
      List<MemoryReading> half = readings.subList(readings.size() / 2, readings.size());
      double legs = 1000.0 / iterations;
      return new Growth(
          workload,
          iterations,
          readings,
          legs * typicalRise(half.stream().mapToDouble(MemoryReading::heap).toArray()),
          legs * typicalRise(half.stream().mapToDouble(MemoryReading::resident).toArray()));
    }
  }

  /**
   * The median of the rises from one value to the next: what goes on growing does so in most legs,
   * and a compiler or allocator that takes some megabytes once does not.
   */
  static double typicalRise(double[] values) {
    double[] rises = new double[values.length - 1];
    for (int i = 0; i < rises.length; i++) {
      rises[i] = values[i + 1] - values[i];
    }
    return Timing.median(rises);
  }

  /** The report for a person. */
  BenchmarkResult result() {
    Table sizes =
        new Table(
            List.of(
                "workload",
                "scratch by formula, MB",
                "heap, MB",
                "heap over formula",
                "resident, MB",
                "shape"),
            workloads.stream().map(MemoryReport::row).toList());
    MemoryReading last = growth.readings().get(growth.readings().size() - 1);
    Table slopes =
        new Table(
            List.of(
                "workload",
                "iterations",
                "heap at the end, MB",
                "heap, kB per 1000",
                "resident at the end, MB",
                "resident, kB per 1000"),
            List.of(
                List.of(
                    growth.workload(),
                    Long.toString(growth.iterations() * growth.readings().size()),
                    format("%.2f", last.heap() / MEGA),
                    format("%.1f", growth.heapSlope() / KILO),
                    format("%.0f", last.resident() / MEGA),
                    format("%.1f", growth.residentSlope() / KILO))));
    return new BenchmarkResult(this, List.of(sizes, slopes), notes());
  }

  private static List<String> row(Measured measured) {
    return List.of(
        measured.workload(),
        format("%.2f", measured.formula() / MEGA),
        format("%.2f", measured.held().heap() / MEGA),
        format("%.2f", measured.heapOverFormula()),
        format("%.1f", measured.held().resident() / MEGA),
        measured.description());
  }

  private List<String> notes() {
    return List.of(
        format("%s, %d cores; Java %s.", provenance.cpu(), provenance.cores(), provenance.java()),
        "Heap after a collection, resident without the heap: the JVM touches all of its heap first.",
        "Both above what the process held before the training; slopes by the median leg of the second half.");
  }

  private static String format(String pattern, Object... values) {
    return String.format(Locale.ROOT, pattern, values);
  }
}
