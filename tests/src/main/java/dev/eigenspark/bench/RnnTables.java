package dev.eigenspark.bench;

import dev.eigenspark.bench.RnnReport.Contestant;
import dev.eigenspark.bench.RnnReport.Environment;
import dev.eigenspark.bench.RnnReport.Measured;
import dev.eigenspark.jobs.BenchmarkResult;
import dev.eigenspark.jobs.BenchmarkResult.Table;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** The report of the benchmark {@code rnn} for a person. */
final class RnnTables {
  private RnnTables() {}

  static BenchmarkResult result(RnnReport report) {
    return new BenchmarkResult(report, List.of(workloads(report), products(report)), notes(report));
  }

  /** One row for each workload, one column for each contender. */
  private static Table workloads(RnnReport report) {
    List<String> names = contenders(report);
    List<String> head = new ArrayList<>(List.of("workload"));
    names.forEach(name -> head.add(name + ", ms"));
    head.addAll(List.of("gemm peak", "shape"));
    return new Table(
        head, report.workloads().stream().map(measured -> row(measured, names)).toList());
  }

  /** The names of those that ran any workload, in the order of the one that had the most. */
  private static List<String> contenders(RnnReport report) {
    return report.workloads().stream()
        .map(Measured::contenders)
        .max(Comparator.comparingInt(List::size))
        .orElseThrow()
        .stream()
        .map(contestant -> contestant.timing().name())
        .toList();
  }

  private static List<String> row(Measured measured, List<String> names) {
    List<String> cells = new ArrayList<>(List.of(measured.workload()));
    for (String name : names) {
      cells.add(
          measured.contenders().stream()
              .filter(contestant -> contestant.timing().name().equals(name))
              .map(contestant -> time(measured, contestant))
              .findFirst()
              .orElse("-"));
    }
    cells.add(Cells.format("%.0f %%", 100 * measured.roofline()));
    cells.add(measured.description());
    return cells;
  }

  private static String time(Measured measured, Contestant contestant) {
    String time = Cells.milliseconds(contestant.timing().medianMs());
    boolean ours = contestant.equals(measured.contenders().get(0));
    return ours ? time : time + Cells.format(" (%.2fx)", contestant.timesOurs());
  }

  private static Table products(RnnReport report) {
    return new Table(
        List.of("matrix product", "kernel", "GFLOP/s"),
        report.products().stream()
            .map(r -> List.of(r.product().toString(), r.kernel(), Cells.format("%.0f", r.gflops())))
            .toList());
  }

  private static List<String> notes(RnnReport report) {
    Environment environment = report.environment();
    String peer = environment.peer();
    Stream<String> notes =
        Stream.of(
            Cells.format(
                "%s, %d cores; Java %s; our matrix products: %s.",
                environment.provenance().cpu(),
                environment.provenance().cores(),
                environment.provenance().java(),
                environment.backend()),
            Cells.format(
                "%d threads for every contender, OMP_NUM_THREADS for ND4J's own loops; the products run"
                    + " %d at once, rates added.",
                environment.threads(), environment.threads()),
            Cells.format(
                "Medians in %d alternating blocks, %s s for each; in brackets, times ours.",
                Alternation.ROUNDS, Cells.number(environment.seconds())),
            "tanh stands in for modReLU in DL4J's layer and in PyTorch's fused one.",
            peer.isEmpty() ? TorchPeer.NOT_FOUND : peer + ", denormals flushed.");
    Stream<String> shares =
        report.workloads().stream()
            .filter(measured -> measured.matrixShare() > 0)
            .map(
                measured ->
                    Cells.format(
                        "%s: the matrix exponential, its adjoint and their products are %.0f %% of"
                            + " our iteration.",
                        measured.workload(), 100 * measured.matrixShare()));
    return Stream.concat(notes, shares).toList();
  }
}
