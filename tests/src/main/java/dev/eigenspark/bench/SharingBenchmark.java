package dev.eigenspark.bench;

import dev.eigenspark.jobs.Benchmark;
import dev.eigenspark.jobs.BenchmarkOptions;
import dev.eigenspark.jobs.BenchmarkResult;
import dev.eigenspark.progress.Progress;
import dev.eigenspark.track.Provenance;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What trainers get done at once when they share a machine, each in a JVM of its own as executors
 * on one host are: one, as many as {@code --threads} says there are cores, and twice as many.
 */
public final class SharingBenchmark implements Benchmark {
  /** Every number of trainers has its turn so often. */
  static final int ROUNDS = 4;

  private static final List<String> HEAP = List.of("-Xmx1g");

  @Override
  public String name() {
    return "sharing";
  }

  @Override
  public String summary() {
    return "examples a second of several trainers at once on the cores of one machine";
  }

  @Override
  public String paper() {
    return Workload.PAPERS;
  }

  @Override
  public List<String> plan(BenchmarkOptions options) {
    return Workload.named(options.workloads()).stream()
        .map(
            w ->
                w.workload()
                    + "  "
                    + trainers(options.threads())
                    + " trainers of "
                    + w.description())
        .toList();
  }

  @Override
  public BenchmarkResult run(BenchmarkOptions options) {
    List<SharingReport.Measured> measured = new ArrayList<>();
    for (Workload workload : Workload.named(options.workloads())) {
      measured.add(
          SharingReport.Measured.of(workload, options.threads(), measure(workload, options)));
    }
    return new SharingReport(
            Provenance.ofThisProcess(), options.threads(), options.seconds(), measured)
        .result();
  }

  private static SortedSet<Integer> trainers(int cores) {
    return new TreeSet<>(List.of(1, cores, 2 * cores));
  }

  private static SortedMap<Integer, double[]> measure(Workload workload, BenchmarkOptions options) {
    SortedSet<Integer> counts = trainers(options.threads());
    SortedMap<Integer, double[]> rates = new TreeMap<>();
    counts.forEach(count -> rates.put(count, new double[ROUNDS]));
    List<TrainerPeer> peers = new ArrayList<>();
    try (Progress progress =
        Progress.start(workload.workload(), (long) ROUNDS * counts.size(), options.progress())) {
      for (int i = 0; i < counts.last(); i++) {
        peers.add(new TrainerPeer(workload, 1, HEAP));
      }
      peers.forEach(TrainerPeer::ready);
      progress.update(0, "warming up");
      atOnce(peers, options.seconds());
      long done = 0;
      for (int round = 0; round < ROUNDS; round++) {
        for (int count : counts) {
          progress.update(done++, count + " at once");
          double iterations = atOnce(peers.subList(0, count), options.seconds() / ROUNDS);
          rates.get(count)[round] = iterations * workload.rows();
        }
      }
      return rates;
    } finally {
      peers.forEach(TrainerPeer::close);
    }
  }

  /** Iterations a second of all together. */
  private static double atOnce(List<TrainerPeer> peers, double seconds) {
    peers.forEach(peer -> peer.begin(seconds));
    double rate = 0;
    for (TrainerPeer peer : peers) {
      rate += peer.progress(seconds).rate();
    }
    return rate;
  }
}
