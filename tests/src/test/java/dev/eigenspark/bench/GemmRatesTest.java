package dev.eigenspark.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.eigenspark.bench.GemmRates.Product;
import org.junit.jupiter.api.Test;

class GemmRatesTest {
  @Test
  void aProductIsTwoOperationsForEachMultiplyAdd() {
    assertThat(new Product(2, 3, 5).flops()).isEqualTo(60);
    assertThat(new Product(2048, 2048, 2048).flops()).isEqualTo(Math.pow(2, 34));
  }

  @Test
  void everyProductIsMeasuredWithBothKernels() {
    assertThat(new GemmRates(2, 1e-6).measure())
        .hasSize(8)
        .allSatisfy(rate -> assertThat(rate.gflops()).isPositive().isFinite())
        .filteredOn(rate -> rate.kernel().equals("packed"))
        .extracting(rate -> rate.product().toString())
        .containsExactly(
            "2048 x 2048 x 2048", "50 x 512 x 512", "100 x 139 x 512", "10 x 129 x 128");
  }
}
