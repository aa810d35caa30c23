package dev.eigenspark.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class RoundContenderTest {
  private final List<Integer> trainings = new ArrayList<>();

  private double[] train(int rounds) {
    trainings.add(rounds);
    double[] milliseconds = new double[rounds];
    Arrays.setAll(milliseconds, i -> i % 2 == 0 ? 30 : 20);
    return milliseconds;
  }

  @Test
  void takesOneIterationAndThenAsManyAsFit() {
    double[] times = new RoundContender("a", 2, this::train).block(0.5);
    assertThat(trainings).containsExactly(2, 18);
    assertThat(times).hasSize(10).containsOnly(50);
  }

  @Test
  void theNextBlockKnowsHowLongTheyTake() {
    RoundContender contender = new RoundContender("a", 1, this::train);
    contender.block(0.02);
    trainings.clear();
    contender.block(0.3);
    assertThat(trainings).first().isEqualTo(10);
  }

  @Test
  void aBlockHasOneIterationAtLeast() {
    assertThat(new RoundContender("a", 3, this::train).block(1e-9)).containsExactly(80);
  }
}
