package dev.eigenspark.jobs;

import dev.eigenspark.Failure;
import dev.eigenspark.progress.Progress;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.spark.api.java.JavaSparkContext;

/**
 * How a benchmark measures.
 *
 * @param workloads names of the workloads, all of them when empty
 * @param seconds time for each measurement
 * @param threads threads of everything that is measured
 * @param python a Python that must have the peer's library; empty means the usual one, if it does
 * @param spark starts Spark on the master that was asked for; who calls it closes it
 * @param progress how progress is shown
 */
public record BenchmarkOptions(
    List<String> workloads,
    double seconds,
    int threads,
    Optional<String> python,
    Supplier<JavaSparkContext> spark,
    Progress.Style progress) {

  /** Validates the ranges. */
  public BenchmarkOptions {
    workloads = List.copyOf(workloads);
    if (!(seconds > 0 && seconds <= 3600)) {
      throw Failure.usage("--seconds " + seconds + " must be above 0 and at most 3600");
    }
    if (threads < 1) {
      throw Failure.usage("--threads " + threads + " must be at least 1");
    }
  }
}
