package dev.eigenspark.bench;

import dev.eigenspark.bench.RnnReport.Contestant;
import dev.eigenspark.bench.RnnReport.Environment;
import dev.eigenspark.jobs.BenchmarkResult;
import dev.eigenspark.jobs.BenchmarkResult.Table;
import java.util.ArrayList;
import java.util.List;

/**
 * All that the benchmark {@code corelnet} found; with {@code --json} this is printed.
 *
 * @param environment what was measured on
 * @param workloads the trainings
 */
record CoRelNetReport(Environment environment, List<Measured> workloads) {
  /**
   * One training.
   *
   * @param workload its short name
   * @param description its shape
   * @param parameters numbers of the network, on both sides
   * @param startLoss loss before the first step
   * @param peerStartLoss the peer's with the same parameters and trials, by its ways of encoding
   * @param contenders times; ours is the first
   */
  record Measured(
      String workload,
      String description,
      long parameters,
      double startLoss,
      List<Double> peerStartLoss,
      List<Contestant> contenders) {

    /** Puts the times beside ours. */
    static Measured of(
        RelationalWorkload workload,
        double startLoss,
        List<Double> peerStartLoss,
        List<Timing> timings) {
      Timing ours = timings.get(0);
      return new Measured(
          workload.workload(),
          workload.description(),
          workload.start().numParams(),
          startLoss,
          peerStartLoss,
          timings.stream().map(t -> new Contestant(t, t.over(ours))).toList());
    }

    private List<String> cells() {
      List<String> cells = new ArrayList<>(List.of(workload));
      Timing ours = contenders.get(0).timing();
      contenders.forEach(contestant -> cells.add(Cells.time(contestant.timing(), ours)));
      cells.add(Cells.format("%d", parameters));
      cells.add(description);
      return cells;
    }

    private String losses() {
      String peers =
          String.join(", ", peerStartLoss.stream().map(l -> Cells.format("%.6f", l)).toList());
      return Cells.format(
          "%s: loss before the first step %.6f, PyTorch %s.", workload, startLoss, peers);
    }
  }

  /** The report for a person. */
  BenchmarkResult result() {
    List<String> head = new ArrayList<>(List.of("workload"));
    workloads.get(0).contenders().forEach(c -> head.add(c.timing().name() + ", ms"));
    head.addAll(List.of("parameters", "shape"));
    Table table = new Table(head, workloads.stream().map(Measured::cells).toList());
    return new BenchmarkResult(this, List.of(table), notes());
  }

  private List<String> notes() {
    List<String> notes = new ArrayList<>();
    notes.add(
        Cells.format(
            "%s, %d cores; Java %s; our matrix products: %s.",
            environment.provenance().cpu(),
            environment.provenance().cores(),
            environment.provenance().java(),
            environment.backend()));
    notes.add(
        Cells.format(
            "%d threads for every contender. Medians in %d alternating blocks, %s s for each; in"
                + " brackets, times ours.",
            environment.threads(), Alternation.ROUNDS, Cells.number(environment.seconds())));
    if (environment.peer().isEmpty()) {
      notes.add(TorchPeer.NOT_FOUND);
    } else {
      notes.add(environment.peer() + ", denormals flushed.");
      workloads.forEach(measured -> notes.add(measured.losses()));
    }
    return notes;
  }
}
