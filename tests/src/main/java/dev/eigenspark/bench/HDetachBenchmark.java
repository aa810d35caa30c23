package dev.eigenspark.bench;

import com.typesafe.config.ConfigFactory;
import dev.eigenspark.Failure;
import dev.eigenspark.config.Section;
import dev.eigenspark.config.TrainOptions;
import dev.eigenspark.data.Dataset;
import dev.eigenspark.jobs.Benchmark;
import dev.eigenspark.jobs.BenchmarkOptions;
import dev.eigenspark.jobs.BenchmarkResult;
import dev.eigenspark.jobs.BenchmarkResult.Table;
import dev.eigenspark.models.LstmHDetach;
import dev.eigenspark.nn.Threads;
import dev.eigenspark.progress.Progress;
import dev.eigenspark.tasks.CopyTask;
import dev.eigenspark.tasks.TrialSource;
import dev.eigenspark.train.TrainingStep;
import java.util.List;

/**
 * What h-detach saves: one training iteration of the copying task of its paper, with none, a
 * quarter and half of the recurrent edges blocked, whose backward products are skipped.
 */
public final class HDetachBenchmark implements Benchmark {
  private static final int ROWS = 100;
  private static final int BATCHES = 10;
  private static final List<Double> BLOCK_PROBS = List.of(0.0, 0.25, 0.5);

  @Override
  public String name() {
    return "hdetach";
  }

  @Override
  public String summary() {
    return "one training iteration of an LSTM, by how often its recurrent gradient is blocked";
  }

  @Override
  public String paper() {
    return "shape of Arpit et al., h-detach, ICLR 2019";
  }

  @Override
  public List<String> plan(BenchmarkOptions options) {
    if (!options.workloads().isEmpty()) {
      throw Failure.usage("--workloads: benchmark hdetach has no workloads to choose from");
    }
    return List.of(
        "LSTM 128 on copy, T 100 (120 steps), batch "
            + ROWS
            + ", one-hot, Adam, clip 1; "
            + options.threads()
            + " threads");
  }

  @Override
  public BenchmarkResult run(BenchmarkOptions options) {
    List<Timing> timings = measure(options);
    List<List<String>> rows =
        timings.stream()
            .map(
                t ->
                    List.of(t.name(), Cells.time(t, timings.get(0)), Cells.format("%d", t.count())))
            .toList();
    Table table = new Table(List.of("blockProb", "ms", "iterations"), rows);
    return new BenchmarkResult(timings, List.of(table), plan(options));
  }

  private static List<Timing> measure(BenchmarkOptions options) {
    // All defaults are the paper's.
    TrialSource trials =
        new CopyTask()
            .source(Section.of(ConfigFactory.empty(), "data").read(CopyTask.Options.class));
    Threads.allow(options.threads());
    try (ScratchDataset data = new ScratchDataset(trials, BATCHES * ROWS)) {
      List<Contender> contenders =
          BLOCK_PROBS.stream().map(blockProb -> contender(blockProb, data.dataset())).toList();
      Alternation alternation = new Alternation(contenders, options.seconds());
      try (Progress progress =
          Progress.start("hdetach", alternation.blocks(), options.progress())) {
        return alternation.measure(progress::update);
      }
    }
  }

  private static Contender contender(double blockProb, Dataset data) {
    LstmHDetach.Options options =
        new LstmHDetach.Options(128, blockProb, 0, 0, LstmHDetach.Start.UNIFORM);
    TrainOptions training =
        Section.of(
                ConfigFactory.parseString(
                    "train { batch = "
                        + ROWS
                        + ", optimizer = adam, lr = 1e-3, clip = 1, steps = 1000000000,"
                        + " workers = 1 }"),
                "train")
            .read(TrainOptions.class);
    TrainingStep step =
        new TrainingStep(
            new LstmHDetach()
                .network(options, data.manifest().format(), TrainingStep.base(training)),
            data,
            training);
    return Contender.local(Cells.number(blockProb), step::run);
  }
}
