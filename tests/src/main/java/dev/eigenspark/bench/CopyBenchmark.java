package dev.eigenspark.bench;

import dev.eigenspark.bench.Workload.Cell;
import dev.eigenspark.config.TrainOptions;
import dev.eigenspark.jobs.Benchmark;
import dev.eigenspark.jobs.BenchmarkOptions;
import dev.eigenspark.jobs.BenchmarkResult;
import java.util.List;

/**
 * Times one training iteration of the networks that the nnRNN paper compares, on its copying task:
 * T = 200, ten tokens, 128 units, batch 10, RMSprop.
 */
public final class CopyBenchmark implements Benchmark {
  private static final int STEPS = 200 + 2 * Workload.COPIED_TOKENS;

  static final List<Workload> ALL =
      List.of(
          workload("nnrnn", Cell.NNRNN),
          workload("exprnn", Cell.EXPRNN),
          workload("rnn-orth", Cell.MODRELU),
          workload("lstm", Cell.LSTM));

  private static Workload workload(String name, Cell cell) {
    return new Workload(
        name, cell, STEPS, 10, 10, 128, 9, true, TrainOptions.Optimizer.RMSPROP, 1e-6, 0.99);
  }

  private static List<Workload> chosen(BenchmarkOptions options) {
    return Choice.of(options.workloads(), ALL, Workload::workload);
  }

  @Override
  public String name() {
    return "copy";
  }

  @Override
  public String summary() {
    return "one training iteration of the nnRNN paper's networks on its copying task";
  }

  @Override
  public String paper() {
    return "shape of Kerg et al., Non-normal RNN (nnRNN), NeurIPS 2019, appendix A.4";
  }

  @Override
  public List<String> plan(BenchmarkOptions options) {
    return chosen(options).stream().map(w -> w.workload() + "  " + w.description()).toList();
  }

  @Override
  public BenchmarkResult run(BenchmarkOptions options) {
    return TrainingIterations.compare(chosen(options), options);
  }
}
