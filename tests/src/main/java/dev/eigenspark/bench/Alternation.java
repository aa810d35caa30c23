package dev.eigenspark.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.DoubleStream;

/**
 * Measures contenders in turns, A B A B, so that a slow spell of the machine meets them all: each
 * warms up in a block that is not counted, then every round gives each one a block.
 */
final class Alternation {
  /** Counted blocks of each contender. */
  static final int ROUNDS = 4;

  private static final double WARM_UP = 0.5;

  private final List<Contender> contenders;
  private final double seconds;

  /**
   * A measurement.
   *
   * @param seconds counted time of each contender
   */
  Alternation(List<Contender> contenders, double seconds) {
    this.contenders = List.copyOf(contenders);
    this.seconds = seconds;
  }

  /** How many blocks it takes. */
  int blocks() {
    return contenders.size() * (ROUNDS + 1);
  }

  /** Hears how many blocks are done, and which contender is next. */
  interface Listener {
    /** One more block begins. */
    void begins(long done, String contender);
  }

  /** The times of each contender, in their order. */
  List<Timing> measure(Listener listener) {
    List<DoubleStream.Builder> samples =
        contenders.stream().map(contender -> DoubleStream.builder()).toList();
    for (int block = 0; block < blocks(); block++) {
      int turn = block % contenders.size();
      Contender contender = contenders.get(turn);
      listener.begins(block, contender.name());
      boolean warmUp = block < contenders.size();
      double[] times = contender.block(warmUp ? seconds * WARM_UP : seconds / ROUNDS);
      if (!warmUp) {
        DoubleStream.of(times).forEach(samples.get(turn)::add);
      }
    }
    List<Timing> timings = new ArrayList<>();
    for (int i = 0; i < contenders.size(); i++) {
      timings.add(Timing.of(contenders.get(i).name(), samples.get(i).build().toArray()));
    }
    return timings;
  }
}
