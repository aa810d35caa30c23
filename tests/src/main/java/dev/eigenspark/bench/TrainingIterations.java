package dev.eigenspark.bench;

import dev.eigenspark.bench.RnnReport.Measured;
import dev.eigenspark.jobs.BenchmarkOptions;
import dev.eigenspark.jobs.BenchmarkResult;
import dev.eigenspark.linalg.PackedMatrix;
import dev.eigenspark.nn.Threads;
import dev.eigenspark.progress.Progress;
import dev.eigenspark.track.Provenance;
import dev.eigenspark.train.TrainingStep;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.nd4j.linalg.dataset.DataSet;

/**
 * Times training iterations of workloads: ours as {@code train} runs it, the same network through
 * DL4J's {@code fit}, DL4J's built-in layers, and PyTorch where it is installed.
 */
final class TrainingIterations {
  private static final String PEER = "rnn_peer.py";
  private static final int BATCHES = 10;
  private static final double SHARE_OF_A_PRODUCT = 0.1;

  private TrainingIterations() {}

  /** Measures the workloads, one after the other. */
  static BenchmarkResult compare(List<Workload> workloads, BenchmarkOptions options) {
    Optional<TorchPeer> peer = TorchPeer.find(PEER, options.python(), options.threads());
    Threads.allow(options.threads());
    try {
      SortedMap<String, Measurement> found = new TreeMap<>();
      for (Workload workload : workloads) {
        found.put(workload.workload(), measure(workload, options, peer));
      }
      // Last, when the JVM has compiled the kernels.
      double seconds = options.seconds() * SHARE_OF_A_PRODUCT;
      List<GemmRates.Rate> products = new GemmRates(options.threads(), seconds).measure();
      double peak = RnnReport.peak(products);
      List<Measured> measured =
          workloads.stream()
              .map(
                  w -> {
                    Measurement m = found.get(w.workload());
                    return Measured.of(w, peak, m.timings(), m.matrixMs());
                  })
              .toList();
      return RnnTables.result(new RnnReport(environment(options, peer), products, measured));
    } finally {
      peer.ifPresent(TorchPeer::close);
    }
  }

  /** PyTorch's ways: the cell in a Python loop over the steps, or its layer for whole sequences. */
  private enum Variant {
    EAGER,
    FUSED
  }

  /** What one block is to time. */
  private record Request(String workload, Variant variant, double seconds, Workload shape) {}

  /** The times of the contenders, and what the recurrent matrix takes of ours. */
  private record Measurement(List<Timing> timings, double matrixMs) {}

  private static Measurement measure(
      Workload workload, BenchmarkOptions options, Optional<TorchPeer> peer) {
    try (ScratchDataset data = new ScratchDataset(workload.trials(), BATCHES * workload.rows())) {
      TrainingStep step = new TrainingStep(workload.network(), data.dataset(), workload.training());
      DataSet minibatch = step.minibatch();
      List<Contender> contenders = new ArrayList<>();
      MatrixClock ours = new MatrixClock(Contender.local("eigenspark", step::run));
      contenders.add(ours);
      contenders.add(BareEngine.of(workload, minibatch));
      contenders.add(Dl4jNetworks.graphFit(workload, minibatch));
      Dl4jNetworks.builtIn(workload, minibatch, options.threads()).ifPresent(contenders::add);
      peer.ifPresent(p -> contenders.addAll(torch(p, workload)));
      Alternation alternation = new Alternation(contenders, options.seconds());
      try (Progress progress =
          Progress.start(workload.workload(), alternation.blocks(), options.progress())) {
        return new Measurement(alternation.measure(progress::update), ours.medianMs());
      }
    }
  }

  private static List<Contender> torch(TorchPeer peer, Workload workload) {
    String name = workload.workload();
    Contender eager =
        peer.contender(
            "PyTorch eager", seconds -> new Request(name, Variant.EAGER, seconds, workload));
    // Its layers have tanh for modReLU, which it does not have, and no parametrized matrix.
    return workload.cell().parametrized()
        ? List.of(eager)
        : List.of(
            eager,
            peer.contender(
                "PyTorch fused", seconds -> new Request(name, Variant.FUSED, seconds, workload)));
  }

  static RnnReport.Environment environment(BenchmarkOptions options, Optional<TorchPeer> peer) {
    return new RnnReport.Environment(
        Provenance.ofThisProcess(),
        PackedMatrix.backend(),
        options.threads(),
        peer.map(TorchPeer::library).orElse(""),
        options.seconds());
  }
}
