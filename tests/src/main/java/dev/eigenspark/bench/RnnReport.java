package dev.eigenspark.bench;

import dev.eigenspark.track.Provenance;
import java.util.List;

/**
 * All that the benchmark {@code rnn} found; with {@code --json} this is printed.
 *
 * @param environment what was measured on
 * @param products rates of matrix products
 * @param workloads the trainings
 */
record RnnReport(Environment environment, List<GemmRates.Rate> products, List<Measured> workloads) {

  /**
   * What was measured on and with.
   *
   * @param provenance versions and processor
   * @param backend what computes the engine's matrix products
   * @param threads threads of every contender and of the matrix products
   * @param peer library of the peer with its version, or empty when it was not found
   * @param seconds counted time for each contender
   */
  record Environment(
      Provenance provenance, String backend, int threads, String peer, double seconds) {}

  /**
   * One training.
   *
   * @param workload its short name
   * @param description its shape
   * @param gemmFlops floating-point operations of the matrix products of one iteration
   * @param roofline share of the fastest product's rate that our iteration reaches
   * @param matrixShare share of our iteration in which the recurrent matrix is made from its
   *     parameters and its gradient taken back to them, 0 where the matrix itself is trained
   * @param contenders times; ours is the first
   */
  record Measured(
      String workload,
      String description,
      long gemmFlops,
      double roofline,
      double matrixShare,
      List<Contestant> contenders) {

    static Measured of(
        Workload workload, double peakGflops, List<Timing> timings, double matrixMs) {
      Timing ours = timings.get(0);
      double gflops = workload.gemmFlops() / (ours.medianMs() * 1e6);
      return new Measured(
          workload.workload(),
          workload.description(),
          workload.gemmFlops(),
          gflops / peakGflops,
          matrixMs / ours.medianMs(),
          timings.stream().map(t -> new Contestant(t, t.over(ours))).toList());
    }
  }

  /**
   * One way to run a training.
   *
   * @param timing its times
   * @param timesOurs its median over the median of ours
   */
  record Contestant(Timing timing, double timesOurs) {}

  /** The rate of the fastest product, GFLOP/s. */
  static double peak(List<GemmRates.Rate> products) {
    return products.stream().mapToDouble(GemmRates.Rate::gflops).max().orElseThrow();
  }
}
