package dev.eigenspark.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class RoundCostTest {

  @Test
  void theBreakEvenIsTheFewestStepsThatKeepTheShare() {
    RoundCost cost = new RoundCost(0.004, 0.0101);
    int every = cost.breakEven();
    assertThat(every).isEqualTo(26);
    assertThat(cost.share(every)).isLessThanOrEqualTo(RoundCost.SHARE);
    assertThat(cost.share(every - 1)).isGreaterThan(RoundCost.SHARE);
  }

  @Test
  void slowStepsNeedNoMoreThanOne() {
    assertThat(new RoundCost(10, 0.01).breakEven()).isEqualTo(1);
    assertThat(new RoundCost(10, 0.01).share(2)).isCloseTo(0.0005, within(1e-12));
  }

  @Test
  void stepsThatTakeNoTimeGiveTheMost() {
    assertThat(new RoundCost(0, 0.01).breakEven()).isEqualTo(Integer.MAX_VALUE);
  }
}
