package dev.eigenspark.bench;

import com.typesafe.config.ConfigFactory;
import dev.eigenspark.bench.ScalingReport.Measured;
import dev.eigenspark.config.Section;
import dev.eigenspark.config.TrainOptions;
import dev.eigenspark.data.Dataset;
import dev.eigenspark.jobs.Benchmark;
import dev.eigenspark.jobs.BenchmarkOptions;
import dev.eigenspark.jobs.BenchmarkResult;
import dev.eigenspark.models.Lstm;
import dev.eigenspark.models.Network;
import dev.eigenspark.progress.Progress;
import dev.eigenspark.tasks.CopyTask;
import dev.eigenspark.train.RoundRuns;
import dev.eigenspark.train.TrainingStep;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.api.java.JavaSparkContext;

/** Times the training of the same number of trials by one worker and by several. */
public final class ScalingBenchmark implements Benchmark {
  private static final int BATCH = 10;
  private static final int ROWS = 1000;
  private static final List<Integer> PERIODS = List.of(1, 5, 20, 100);

  @Override
  public String name() {
    return "scaling";
  }

  @Override
  public String summary() {
    return "trials a second of one worker and of several, by steps in a round";
  }

  @Override
  public String paper() {
    return "copy task and LSTM of Arpit et al., h-detach, ICLR 2019";
  }

  @Override
  public List<String> plan(BenchmarkOptions options) {
    return periods(options).stream()
        .map(
            every ->
                Cells.format(
                    "%-5s LSTM 128 on copy T 100, batch %d, averaged every %d steps",
                    workload(every), BATCH, every))
        .toList();
  }

  private static List<Integer> periods(BenchmarkOptions options) {
    return Choice.of(options.workloads(), PERIODS, ScalingBenchmark::workload);
  }

  private static String workload(int every) {
    return "H" + every;
  }

  @Override
  public BenchmarkResult run(BenchmarkOptions options) {
    List<Integer> periods = periods(options);
    CopyTask.Options task = new CopyTask.Options(100, 8, 10, CopyTask.Input.ONE_HOT);
    try (JavaSparkContext spark = options.spark().get();
        ScratchDataset data = new ScratchDataset(new CopyTask().source(task), ROWS)) {
      List<Measured> measured = new ArrayList<>();
      for (int every : periods) {
        measured.add(measure(spark, data.dataset(), every, options));
      }
      SparkSetting setting = SparkSetting.of(spark, options.threads(), options.seconds());
      return new ScalingReport(setting, measured).result();
    }
  }

  private static Measured measure(
      JavaSparkContext spark, Dataset dataset, int every, BenchmarkOptions options) {
    int workers = options.threads();
    RoundRuns one = runs(spark, dataset, 1, every);
    RoundRuns several = runs(spark, dataset, workers, every);
    List<Contender> contenders =
        List.of(
            // As many rounds as the others have workers see as many trials.
            new RoundContender("1 worker", workers, one::milliseconds),
            new RoundContender(workers + " workers", 1, several::milliseconds));
    Alternation alternation = new Alternation(contenders, options.seconds());
    try (Progress progress =
        Progress.start(workload(every), alternation.blocks(), options.progress())) {
      List<Timing> timings = alternation.measure(progress::update);
      long examples = (long) workers * BATCH * every;
      return Measured.of(every, examples, timings.get(0), timings.get(1), workers);
    }
  }

  private static RoundRuns runs(JavaSparkContext spark, Dataset dataset, int workers, int every) {
    // The rate is so small that the parameters hardly move.
    String section =
        Cells.format(
            "train { batch = %d, optimizer = rmsprop, lr = 1e-7, steps = 1000000000, workers = %d,"
                + " averaging.every = %d }",
            BATCH, workers, every);
    TrainOptions options =
        Section.of(ConfigFactory.parseString(section), "train").read(TrainOptions.class);
    Network network =
        new Lstm()
            .network(
                new Lstm.Options(128), dataset.manifest().format(), TrainingStep.base(options));
    return RoundRuns.training(spark, network, dataset, options);
  }
}
