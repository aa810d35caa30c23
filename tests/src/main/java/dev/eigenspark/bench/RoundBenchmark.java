package dev.eigenspark.bench;

import com.typesafe.config.ConfigFactory;
import dev.eigenspark.bench.RoundReport.Measured;
import dev.eigenspark.config.Section;
import dev.eigenspark.config.TrainOptions;
import dev.eigenspark.jobs.Benchmark;
import dev.eigenspark.jobs.BenchmarkOptions;
import dev.eigenspark.jobs.BenchmarkResult;
import dev.eigenspark.progress.Progress;
import dev.eigenspark.train.RoundRuns;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.api.java.JavaSparkContext;
import org.deeplearning4j.nn.graph.ComputationGraph;

/**
 * Times a warm training round whose steps do nothing: ours as {@code train} runs it, the least that
 * it can be on Spark, and DL4J's.
 */
public final class RoundBenchmark implements Benchmark {
  /** Parameters, by the name of the workload; a network has a few at least. */
  private record Size(String name, long parameters) {}

  private static final List<Size> SIZES =
      List.of(
          new Size("0", 0),
          new Size("1e5", 100_000),
          new Size("1e6", 1_000_000),
          new Size("5e6", 5_000_000));

  @Override
  public String name() {
    return "round";
  }

  @Override
  public String summary() {
    return "a training round without work, beside a bare Spark round and DL4J's";
  }

  @Override
  public String paper() {
    return "parameter averaging of Povey, Zhang, Khudanpur, Parallel training of DNNs with natural"
        + " gradient and parameter averaging, 2015";
  }

  @Override
  public List<String> plan(BenchmarkOptions options) {
    return sizes(options).stream()
        .map(s -> Cells.format("%-4s a round over about %,d parameters", s.name(), s.parameters()))
        .toList();
  }

  private static List<Size> sizes(BenchmarkOptions options) {
    return Choice.of(options.workloads(), SIZES, Size::name);
  }

  @Override
  public BenchmarkResult run(BenchmarkOptions options) {
    List<Size> sizes = sizes(options);
    try (JavaSparkContext spark = options.spark().get();
        ScratchDataset data = new ScratchDataset(new RandomTrials(1, 2), 2 * options.threads())) {
      List<Measured> measured = new ArrayList<>();
      for (Size size : sizes) {
        measured.add(measure(spark, data, size, options));
      }
      SparkSetting setting = SparkSetting.of(spark, options.threads(), options.seconds());
      return new RoundReport(setting, measured).result();
    }
  }

  private static Measured measure(
      JavaSparkContext spark, ScratchDataset data, Size size, BenchmarkOptions options) {
    int workers = options.threads();
    ComputationGraph graph = Dl4jRound.network(size.parameters());
    float[] parameters = graph.params().toFloatVector();
    RoundRuns ours = RoundRuns.idle(spark, graph.clone(), data.dataset(), training(workers));
    List<Contender> contenders =
        List.of(
            new RoundContender("eigenspark", 1, ours::milliseconds),
            Contender.local("bare Spark", new BareRound(spark, workers, parameters)),
            Contender.local("DL4J", new Dl4jRound(spark, workers, graph)));
    Alternation alternation = new Alternation(contenders, options.seconds());
    try (Progress progress =
        Progress.start("round " + size.name(), alternation.blocks(), options.progress())) {
      return Measured.of(size.name(), parameters.length, alternation.measure(progress::update));
    }
  }

  private static TrainOptions training(int workers) {
    String section =
        "train { batch = 1, steps = 1000000000, averaging.every = 1, workers = " + workers + " }";
    return Section.of(ConfigFactory.parseString(section), "train").read(TrainOptions.class);
  }
}
