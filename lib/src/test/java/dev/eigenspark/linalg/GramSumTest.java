package dev.eigenspark.linalg;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class GramSumTest {
  @Test
  void addsTheProductsOfAllBlocks() {
    GramSum sum = new GramSum(2, 3);
    sum.set(0, new double[] {1, 2, 3});
    sum.set(1, new double[] {0, -1, 1});
    sum.add(2);
    sum.set(0, new double[] {5, 0, 1});
    sum.add(1); // The second row is of the block before, and no longer counts.
    assertThat(sum.total().values()).containsExactly(26, 2, 8, 5, 5, 11);
  }
}
