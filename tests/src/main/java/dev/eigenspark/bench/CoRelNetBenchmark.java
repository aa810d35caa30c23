package dev.eigenspark.bench;

import dev.eigenspark.bench.CoRelNetReport.Measured;
import dev.eigenspark.jobs.Benchmark;
import dev.eigenspark.jobs.BenchmarkOptions;
import dev.eigenspark.jobs.BenchmarkResult;
import dev.eigenspark.nn.Threads;
import dev.eigenspark.progress.Progress;
import dev.eigenspark.train.TrainingStep;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Times one training iteration of CoRelNet, and of ESBN, with an encoder of images, as {@code
 * train} runs it and in PyTorch, which encodes every image of every trial.
 */
public final class CoRelNetBenchmark implements Benchmark {
  private static final String PEER = "corelnet_peer.py";

  /** How PyTorch encodes: position by position as the authors do, or all images in one call. */
  private enum Variant {
    POSITIONS("PyTorch by position"),
    BATCHED("PyTorch batched");

    private final String label;

    Variant(String label) {
      this.label = label;
    }
  }

  /** What one block is to time. */
  private record Request(
      String workload, Variant variant, double seconds, RelationalExample example) {}

  @Override
  public String name() {
    return "corelnet";
  }

  @Override
  public String summary() {
    return "one training iteration of CoRelNet and ESBN on images, beside PyTorch";
  }

  @Override
  public String paper() {
    return "shapes of Kerg et al., On Neural Architecture Inductive Biases for Relational Tasks,"
        + " 2022, arXiv:2206.05056, and Webb, Sinha, Cohen, Emergent Symbols through Binding in"
        + " External Memory, ICLR 2021, arXiv:2012.14601";
  }

  private static List<RelationalWorkload> chosen(BenchmarkOptions options) {
    return Choice.of(options.workloads(), RelationalWorkload.ALL, RelationalWorkload::workload);
  }

  @Override
  public List<String> plan(BenchmarkOptions options) {
    return chosen(options).stream().map(w -> w.workload() + "  " + w.description()).toList();
  }

  @Override
  public BenchmarkResult run(BenchmarkOptions options) {
    List<RelationalWorkload> workloads = chosen(options);
    Optional<TorchPeer> peer = TorchPeer.find(PEER, options.python(), options.threads());
    Threads.allow(options.threads());
    try {
      List<Measured> measured =
          workloads.stream().map(workload -> measure(workload, options, peer)).toList();
      return new CoRelNetReport(TrainingIterations.environment(options, peer), measured).result();
    } finally {
      peer.ifPresent(TorchPeer::close);
    }
  }

  private static Measured measure(
      RelationalWorkload workload, BenchmarkOptions options, Optional<TorchPeer> peer) {
    // One minibatch, so that every step sees the same objects.
    try (ScratchDataset data = new ScratchDataset(workload.trials(), workload.rows())) {
      TrainingStep step = new TrainingStep(workload.network(), data.dataset(), workload.training());
      List<Contender> contenders = new ArrayList<>();
      contenders.add(Contender.local("eigenspark", step::run));
      List<Double> peerLosses = new ArrayList<>();
      if (peer.isPresent()) {
        RelationalExample example = RelationalExample.of(workload, data);
        for (Variant variant : Variant.values()) {
          String name = workload.workload();
          contenders.add(
              peer.get()
                  .contender(
                      variant.label, seconds -> new Request(name, variant, seconds, example)));
          peerLosses.add(
              peer.get().ask(new Request(name, variant, 0, example), 0).path("loss").asDouble());
        }
      }
      double loss = step.run();
      Alternation alternation = new Alternation(contenders, options.seconds());
      try (Progress progress =
          Progress.start(workload.workload(), alternation.blocks(), options.progress())) {
        return Measured.of(workload, loss, peerLosses, alternation.measure(progress::update));
      }
    }
  }
}
