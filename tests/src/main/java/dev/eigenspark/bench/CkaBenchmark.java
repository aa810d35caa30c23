package dev.eigenspark.bench;

import dev.eigenspark.Failure;
import dev.eigenspark.jobs.Benchmark;
import dev.eigenspark.jobs.BenchmarkOptions;
import dev.eigenspark.jobs.BenchmarkResult;
import dev.eigenspark.progress.Progress;
import dev.eigenspark.similarity.CentredMoments;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.spark.api.java.JavaSparkContext;

/**
 * Times the pass over rows that CKA and its relatives are computed from: four layers of 128
 * features, so 512 in a row, for several numbers of rows and of partitions, beside the fastest
 * product of matrices that the same run measures, and beside NumPy.
 */
public final class CkaBenchmark implements Benchmark {
  private static final List<Integer> PARTITIONS = List.of(1, 7, 64);

  /** Rows that NumPy gets at most: 200 MB of floats, 400 MB of doubles on its side. */
  private static final long MOST_IN_MEMORY = 100_000;

  private record Size(String name, long rows) {}

  private static final List<Size> SIZES =
      List.of(
          new Size("1e4", 10_000),
          new Size("1e5", 100_000),
          new Size("1e6", 1_000_000),
          new Size("1e7", 10_000_000));

  /** What runs when no size is named. */
  private static final List<String> USUAL = List.of("1e5", "1e6");

  @Override
  public String name() {
    return "cka";
  }

  @Override
  public String summary() {
    return "one pass over rows of features for CKA, beside the peak of matrix products and NumPy";
  }

  @Override
  public String paper() {
    return "Kornblith et al., Similarity of neural network representations revisited, ICML 2019";
  }

  @Override
  public List<String> plan(BenchmarkOptions options) {
    return sizes(options).stream()
        .map(
            size ->
                Cells.format(
                    "%s  %,d rows of %d features in %s partitions",
                    size.name(), size.rows(), FeatureRows.COLUMNS, PARTITIONS))
        .toList();
  }

  private static List<Size> sizes(BenchmarkOptions options) {
    List<String> names = options.workloads().isEmpty() ? USUAL : options.workloads();
    return Choice.of(names, SIZES, Size::name);
  }

  @Override
  public BenchmarkResult run(BenchmarkOptions options) {
    List<Size> sizes = sizes(options);
    List<CkaReport.Pass> passes = new ArrayList<>();
    DoubleRates rates;
    SparkSetting setting;
    try (JavaSparkContext spark = options.spark().get();
        Progress progress =
            Progress.start("cka", sizes.size() * PARTITIONS.size(), options.progress())) {
      setting = SparkSetting.of(spark, options.threads(), options.seconds());
      // The JVM compiles, and Spark starts its threads.
      new MomentsPass(20_000, 2 * options.threads()).run(spark);
      rates = DoubleRates.measure(options.threads(), options.seconds() / 4);
      for (Size size : sizes) {
        CentredMoments first = null;
        for (int partitions : PARTITIONS) {
          MomentsPass.Outcome outcome = new MomentsPass(size.rows(), partitions).run(spark);
          CentredMoments found = outcome.result().centred();
          first = first == null ? found : first;
          long resident = MemoryReading.now().resident();
          passes.add(
              new CkaReport.Pass(
                  size.rows(),
                  partitions,
                  outcome.wall(),
                  outcome.making(),
                  outcome.moments(),
                  outcome.merging(),
                  difference(first, found),
                  resident));
          progress.update(passes.size(), size.name());
        }
      }
    }
    return inMemory(options, new CkaReport(setting, rates, passes));
  }

  private static BenchmarkResult inMemory(BenchmarkOptions options, CkaReport report) {
    long largest = sizes(options).stream().mapToLong(Size::rows).max().orElseThrow();
    int count = (int) Math.min(MOST_IN_MEMORY, largest);
    try (RowsInMemory rows = new RowsInMemory(count, options.threads())) {
      Optional<NumpyPeer> peer = peer(options, rows);
      List<Contender> contenders = new ArrayList<>(List.of(rows.contender()));
      peer.ifPresent(contenders::add);
      Alternation alternation = new Alternation(contenders, options.seconds());
      try (Progress progress =
          Progress.start("cka in memory", alternation.blocks(), options.progress())) {
        List<Timing> timings = alternation.measure(progress::update);
        return report.result(count, timings, peer.map(NumpyPeer::library));
      } finally {
        peer.ifPresent(NumpyPeer::close);
      }
    }
  }

  private static Optional<NumpyPeer> peer(BenchmarkOptions options, RowsInMemory rows) {
    String python = options.python().orElse("python3");
    try {
      return Optional.of(
          new NumpyPeer(python, options.threads(), rows.rows(), FeatureRows.COLUMNS));
    } catch (Failure e) {
      if (options.python().isPresent()) {
        throw e;
      }
      return Optional.empty();
    }
  }

  /** The largest difference of CKA and debiased CKA of any two layers. */
  private static double difference(CentredMoments a, CentredMoments b) {
    double largest = 0;
    for (int x = 0; x < FeatureRows.LAYERS; x++) {
      for (int y = 0; y < FeatureRows.LAYERS; y++) {
        largest = Math.max(largest, Math.abs(a.cka(x, y) - b.cka(x, y)));
        largest = Math.max(largest, Math.abs(a.debiasedCka(x, y) - b.debiasedCka(x, y)));
      }
    }
    return largest;
  }
}
