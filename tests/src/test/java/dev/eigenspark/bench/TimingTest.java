package dev.eigenspark.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class TimingTest {
  @Test
  void theMedianIsTheMiddleOrTheMeanOfTheMiddleTwo() {
    assertThat(Timing.of("odd", new double[] {9, 1, 2})).isEqualTo(new Timing("odd", 2, 1, 3));
    assertThat(Timing.of("even", new double[] {9, 4, 1, 2}).medianMs()).isEqualTo(3);
  }

  @Test
  void ratiosAreOfMedians() {
    Timing ours = Timing.of("ours", new double[] {2, 2, 50});
    Timing peer = Timing.of("peer", new double[] {5, 5, 5});
    assertThat(peer.over(ours)).isEqualTo(2.5);
    assertThat(ours.over(ours)).isEqualTo(1);
  }

  @Test
  void nothingHasNoMedian() {
    assertThatThrownBy(() -> Timing.of("silent", new double[0]))
        .hasMessage("silent: no iteration was timed");
  }

  @Test
  void aBlockLeavesOutItsFirstIterationAndEndsWhenTheTimeIsUp() {
    AtomicLong clock = new AtomicLong();
    AtomicInteger iterations = new AtomicInteger();
    Runnable iteration = () -> clock.addAndGet(iterations.incrementAndGet() * 10_000_000L);
    assertThat(TimedBlock.run(iteration, 0.08, clock::get)).containsExactly(20, 30, 40);
    assertThat(TimedBlock.run(iteration, 0, clock::get)).containsExactly(60);
  }
}
