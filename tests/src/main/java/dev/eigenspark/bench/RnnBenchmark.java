package dev.eigenspark.bench;

import dev.eigenspark.jobs.Benchmark;
import dev.eigenspark.jobs.BenchmarkOptions;
import dev.eigenspark.jobs.BenchmarkResult;
import java.util.List;

/**
 * Times one training iteration of recurrent networks at the shapes of several papers, with its
 * share of what the processor could do.
 */
public final class RnnBenchmark implements Benchmark {
  @Override
  public String name() {
    return "rnn";
  }

  @Override
  public String summary() {
    return "one training iteration of recurrent networks, beside DL4J and PyTorch";
  }

  @Override
  public String paper() {
    return Workload.PAPERS;
  }

  @Override
  public List<String> plan(BenchmarkOptions options) {
    return Workload.named(options.workloads()).stream()
        .map(w -> w.workload() + "  " + w.description())
        .toList();
  }

  @Override
  public BenchmarkResult run(BenchmarkOptions options) {
    return TrainingIterations.compare(Workload.named(options.workloads()), options);
  }
}
