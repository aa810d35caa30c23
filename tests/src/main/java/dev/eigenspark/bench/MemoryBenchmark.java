package dev.eigenspark.bench;

import dev.eigenspark.jobs.Benchmark;
import dev.eigenspark.jobs.BenchmarkOptions;
import dev.eigenspark.jobs.BenchmarkResult;
import dev.eigenspark.progress.Progress;
import dev.eigenspark.track.Provenance;
import java.util.ArrayList;
import java.util.List;

/**
 * What a training holds in memory, beside the formula of {@link dev.eigenspark.nn.EngineMemory},
 * and whether it grows over many iterations. Every training has a JVM of its own.
 */
public final class MemoryBenchmark implements Benchmark {
  // Touched from the start, so that the resident size grows by what lies outside alone.
  private static final List<String> HEAP =
      List.of("-XX:+UseParallelGC", "-Xms1g", "-Xmx1g", "-XX:+AlwaysPreTouch");
  private static final Workload LONG = Workload.named(List.of("W3")).get(0);
  private static final int FEW = 10;
  private static final int LEGS = 20;
  private static final long ITERATIONS = 10_000;

  private final long iterations;

  /** With a long training of 10,000 iterations. */
  public MemoryBenchmark() {
    this(ITERATIONS);
  }

  /**
   * With a training of another length.
   *
   * @param iterations of the long training, a multiple of {@value #LEGS}
   */
  MemoryBenchmark(long iterations) {
    this.iterations = iterations;
  }

  @Override
  public String name() {
    return "memory";
  }

  @Override
  public String summary() {
    return "memory of a trainer beside its formula, and its growth over "
        + ITERATIONS
        + " iterations";
  }

  @Override
  public String paper() {
    return Workload.PAPERS;
  }

  @Override
  public List<String> plan(BenchmarkOptions options) {
    List<String> lines = new ArrayList<>();
    for (Workload w : Workload.named(options.workloads())) {
      lines.add(w.workload() + "  " + FEW + " iterations of " + w.description());
    }
    lines.add(LONG.workload() + "  " + iterations + " iterations of " + LONG.description());
    return lines;
  }

  @Override
  public BenchmarkResult run(BenchmarkOptions options) {
    return measure(options).result();
  }

  MemoryReport measure(BenchmarkOptions options) {
    List<MemoryReport.Measured> measured =
        Workload.named(options.workloads()).stream()
            .map(w -> MemoryReport.Measured.of(w, held(w, options.threads())))
            .toList();
    return new MemoryReport(Provenance.ofThisProcess(), measured, growth(options));
  }

  private static MemoryReading held(Workload workload, int threads) {
    try (TrainerPeer peer = new TrainerPeer(workload, threads, HEAP)) {
      MemoryReading before = peer.ready();
      peer.train(FEW);
      return peer.memory().minus(before);
    }
  }

  private MemoryReport.Growth growth(BenchmarkOptions options) {
    try (TrainerPeer peer = new TrainerPeer(LONG, options.threads(), HEAP);
        Progress progress = Progress.start("memory", LEGS, options.progress())) {
      MemoryReading before = peer.ready();
      List<MemoryReading> readings = new ArrayList<>();
      for (int leg = 0; leg < LEGS; leg++) {
        progress.update(leg, LONG.workload());
        peer.train(iterations / LEGS);
        readings.add(peer.memory().minus(before));
      }
      return MemoryReport.Growth.of(LONG.workload(), iterations / LEGS, readings);
    }
  }
}
