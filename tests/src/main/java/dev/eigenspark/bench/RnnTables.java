package dev.eigenspark.bench;

import dev.eigenspark.bench.RnnReport.Contestant;
import dev.eigenspark.bench.RnnReport.Environment;
import dev.eigenspark.bench.RnnReport.Measured;
import dev.eigenspark.jobs.BenchmarkResult;
import dev.eigenspark.jobs.BenchmarkResult.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** The report of the benchmark {@code rnn} for a person. */
final class RnnTables {
  private RnnTables() {}

  static BenchmarkResult result(RnnReport report) {
    return new BenchmarkResult(
        report, List.of(workloads(report), products(report)), notes(report.environment()));
  }

  /** One row for each workload, one column for each contender. */
  private static Table workloads(RnnReport report) {
    List<String> head = new ArrayList<>(List.of("workload"));
    for (Contestant contestant : report.workloads().get(0).contenders()) {
      head.add(contestant.timing().name() + ", ms");
    }
    head.addAll(List.of("gemm peak", "shape"));
    return new Table(head, report.workloads().stream().map(RnnTables::row).toList());
  }

  private static List<String> row(Measured measured) {
    List<String> cells = new ArrayList<>(List.of(measured.workload()));
    for (int i = 0; i < measured.contenders().size(); i++) {
      Contestant contestant = measured.contenders().get(i);
      String time = milliseconds(contestant.timing().medianMs());
      cells.add(i == 0 ? time : time + format(" (%.2fx)", contestant.timesOurs()));
    }
    cells.add(format("%.0f %%", 100 * measured.roofline()));
    cells.add(measured.description());
    return cells;
  }

  private static Table products(RnnReport report) {
    return new Table(
        List.of("matrix product", "kernel", "GFLOP/s"),
        report.products().stream()
            .map(r -> List.of(r.product().toString(), r.kernel(), format("%.0f", r.gflops())))
            .toList());
  }

  private static List<String> notes(Environment environment) {
    String peer = environment.peer();
    Stream<String> notes =
        Stream.of(
            format(
                "%s, %d cores; Java %s; our matrix products: %s.",
                environment.provenance().cpu(),
                environment.provenance().cores(),
                environment.provenance().java(),
                environment.backend()),
            format(
                "%d threads for every contender, OMP_NUM_THREADS for ND4J's own loops; the products run"
                    + " %d at once, rates added.",
                environment.threads(), environment.threads()),
            format(
                "Medians in %d alternating blocks, %s s for each; in brackets, times ours.",
                Alternation.ROUNDS, number(environment.seconds())),
            "tanh stands in for modReLU in DL4J's layer and in PyTorch's fused one.",
            peer.isEmpty()
                ? "PyTorch not found: name a Python that has it with --python or EIGENSPARK_PYTHON."
                : peer + ", denormals flushed.");
    return notes.toList();
  }

  /** Three digits at least. */
  private static String milliseconds(double value) {
    return format(value < 10 ? "%.2f" : value < 100 ? "%.1f" : "%.0f", value);
  }

  private static String number(double value) {
    return value == Math.rint(value) ? format("%.0f", value) : Double.toString(value);
  }

  private static String format(String pattern, Object... values) {
    return String.format(Locale.ROOT, pattern, values);
  }
}
