package dev.eigenspark.rng;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.HashSet;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CounterRandomTest {
  @Test
  void countsBlocksUnderTheSeedAsKey() {
    CounterRandom random = new CounterRandom(0x299f31d0_a4093822L, 7, 0x03707344_13198a2eL);
    int[] expected = new int[2 * Philox.WORDS];
    int[] block = new int[Philox.WORDS];
    for (int i = 0; i < 2; i++) {
      Philox.block(i, 7, 0x13198a2e, 0x03707344, 0xa4093822, 0x299f31d0, block);
      System.arraycopy(block, 0, expected, i * Philox.WORDS, Philox.WORDS);
    }
    assertThat(IntStream.generate(random::nextInt).limit(expected.length).toArray())
        .containsExactly(expected);
  }

  @Test
  void seekGivesTheNumbersOfAFreshInstance() {
    CounterRandom reused = new CounterRandom(42, Streams.TRAIN, 0);
    double unused = reused.nextGaussian();
    reused.seek(5);

    CounterRandom fresh = new CounterRandom(42, Streams.TRAIN, 5);
    assertThat(unused).isFinite();
    assertThat(reused.nextGaussian()).isEqualTo(fresh.nextGaussian());
    assertThat(reused.nextInt()).isEqualTo(fresh.nextInt());
  }

  @Test
  void seekFindsAPlaceInARow() {
    CounterRandom straight = new CounterRandom(42, Streams.TRAIN, 5);
    for (int i = 0; i < 3 * Philox.WORDS; i++) {
      assertThat(straight.nextInt()).isNotZero();
    }
    CounterRandom sought = new CounterRandom(42, Streams.TRAIN, 7);
    sought.seek(5, 3);
    assertThat(sought.row()).isEqualTo(5);
    assertThat(sought.nextInt()).isEqualTo(straight.nextInt());
  }

  @Test
  void saysWhereItStands() {
    CounterRandom random = new CounterRandom(42, Streams.VALID, -2);
    assertThat(random.stream()).isEqualTo(Streams.VALID);
    assertThat(random.row()).isEqualTo(-2);
    random.seek(0x3_FFFF_FFFFL);
    assertThat(random.row()).isEqualTo(0x3_FFFF_FFFFL);
  }

  @Test
  void seedStreamAndRowAllMatter() {
    Set<Long> firsts = new HashSet<>();
    for (long seed : new long[] {0, 1, 1L << 32}) {
      for (int stream : new int[] {Streams.TRAIN, Streams.VALID, Streams.TEST}) {
        for (long row : new long[] {0, 1, 1L << 32}) {
          CounterRandom random = new CounterRandom(seed, stream, row);
          firsts.add((long) random.nextInt() << 32 | Integer.toUnsignedLong(random.nextInt()));
        }
      }
    }
    assertThat(firsts).hasSize(27);
  }

  @Test
  void boundedIntegersAreUniform() {
    // 2^32 words onto 3 * 2^29 values: without rejection the residues 0, 1, 2 would get shares of
    // 3/8, 3/8 and 2/8.
    int bound = 3 << 29;
    CounterRandom random = new CounterRandom(1, Streams.TRAIN, 0);
    int draws = 30_000;
    int[] counts = new int[3];
    for (int i = 0; i < draws; i++) {
      int value = random.nextInt(bound);
      assertThat(value).isBetween(0, bound - 1);
      counts[value % 3]++;
    }
    double deviation = Math.sqrt(draws * (1.0 / 3) * (2.0 / 3));
    for (int count : counts) {
      assertThat((double) count).isCloseTo(draws / 3.0, within(4 * deviation));
    }
  }

  @Test
  void refusesABoundThatLeavesNoValue() {
    assertThatThrownBy(() -> new CounterRandom(3, Streams.TRAIN, 0).nextInt(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("bound 0 must be positive");
  }

  @Test
  void realsLieInTheUnitInterval() {
    CounterRandom random = new CounterRandom(2, Streams.INIT, 0);
    int draws = 20_000;
    double floats = 0;
    double doubles = 0;
    for (int i = 0; i < draws; i++) {
      float x = random.nextFloat();
      double y = random.nextDouble();
      assertThat(x).isBetween(0f, Math.nextDown(1f));
      assertThat(y).isBetween(0.0, Math.nextDown(1.0));
      floats += x;
      doubles += y;
    }
    double deviation = 1 / Math.sqrt(12.0 * draws);
    assertThat(floats / draws).isCloseTo(0.5, within(4 * deviation));
    assertThat(doubles / draws).isCloseTo(0.5, within(4 * deviation));
  }

  @Test
  void gaussiansHaveUnitMoments() {
    CounterRandom random = new CounterRandom(4, Streams.INIT, 0);
    int draws = 40_000;
    double sum = 0;
    double squares = 0;
    double fourths = 0;
    for (int i = 0; i < draws; i++) {
      double x = random.nextGaussian();
      sum += x;
      squares += x * x;
      fourths += x * x * x * x;
    }
    assertThat(sum / draws).isCloseTo(0, within(4 / Math.sqrt(draws)));
    assertThat(squares / draws).isCloseTo(1, within(4 * Math.sqrt(2.0 / draws)));
    assertThat(fourths / draws).isCloseTo(3, within(4 * Math.sqrt(96.0 / draws)));
  }
}
