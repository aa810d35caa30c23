package dev.eigenspark.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ProgressedTest {
  private static final long SECOND = 1_000_000_000;

  private final AtomicLong clock = new AtomicLong();

  private Progressed after(long secondsEach, long iterations, double seconds) {
    return Progressed.of(
        () -> clock.addAndGet(secondsEach * SECOND),
        new TrainerPeer.Request(iterations, seconds),
        clock::get);
  }

  @Test
  void anIterationThatEndsTooLateIsNotCounted() {
    assertThat(after(2, 100, 7)).isEqualTo(new Progressed(3, 6));
    assertThat(clock).hasValue(8 * SECOND);
  }

  @Test
  void endsWhenTheIterationsAreDone() {
    assertThat(after(2, 2, 7)).isEqualTo(new Progressed(2, 4));
  }

  @Test
  void theFirstIterationAlwaysCounts() {
    assertThat(after(9, 100, 7).rate()).isEqualTo(1.0 / 9);
  }
}
