package dev.eigenspark.jobs;

import dev.eigenspark.Named;
import java.util.List;

/**
 * A measurement that {@code bench NAME} runs. Benchmarks are no part of the jar that goes to a
 * cluster: they are found on the class path where a further jar brings them.
 */
public interface Benchmark extends Named {
  @Override
  default Class<BenchmarkOptions> options() {
    return BenchmarkOptions.class;
  }

  /**
   * What {@link #run} would measure, one line each.
   *
   * @throws dev.eigenspark.Failure of kind USAGE for a workload that it does not have
   */
  List<String> plan(BenchmarkOptions options);

  /**
   * Measures.
   *
   * @throws dev.eigenspark.Failure of kind USAGE for a workload that it does not have, of kind
   *     INFRASTRUCTURE when a peer that was asked for does not run
   */
  BenchmarkResult run(BenchmarkOptions options);
}
