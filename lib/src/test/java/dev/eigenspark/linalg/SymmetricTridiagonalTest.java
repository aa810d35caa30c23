package dev.eigenspark.linalg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.eigenspark.rng.CounterRandom;
import dev.eigenspark.rng.Streams;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class SymmetricTridiagonalTest {
  /** Two on the diagonal and minus one beside it: 2 - 2 cos(j pi / (n + 1)). */
  @Test
  void knowsTheSecondDifference() {
    int n = 40;
    double[] diagonal = new double[n];
    double[] beside = new double[n - 1];
    Arrays.fill(diagonal, 2);
    Arrays.fill(beside, -1);
    SymmetricTridiagonal found = SymmetricTridiagonal.of(diagonal, beside);
    for (int i = 0; i < n; i++) {
      double angle = (n - i) * Math.PI / (n + 1);
      assertThat(found.values()[i]).isCloseTo(2 - 2 * Math.cos(angle), within(1e-14));
      double component = Math.sqrt(2.0 / (n + 1)) * Math.sin(angle);
      assertThat(Math.abs(found.first()[i])).isCloseTo(Math.abs(component), within(1e-13));
    }
  }

  /** sum tau f(theta) is the first element of f(T). */
  @Test
  void weightsGiveTheFirstElementOfPowers() {
    CounterRandom random = new CounterRandom(1, Streams.TRAIN, 0);
    double[] a = new double[6];
    double[] b = new double[5];
    Arrays.setAll(a, i -> random.nextGaussian());
    Arrays.setAll(b, i -> random.nextGaussian());
    SymmetricTridiagonal found = SymmetricTridiagonal.of(a, b);
    double[] moments = new double[4];
    for (int i = 0; i < 6; i++) {
      for (int power = 0; power < 4; power++) {
        double weight = found.first()[i] * found.first()[i];
        moments[power] += weight * Math.pow(found.values()[i], power);
      }
    }
    double cube = a[0] * a[0] * a[0] + 2 * a[0] * b[0] * b[0] + a[1] * b[0] * b[0];
    assertThat(moments[0]).isCloseTo(1, within(1e-14));
    assertThat(moments[1]).isCloseTo(a[0], within(1e-14));
    assertThat(moments[2]).isCloseTo(a[0] * a[0] + b[0] * b[0], within(1e-13));
    assertThat(moments[3]).isCloseTo(cube, within(1e-13));
  }

  @Test
  void oneElementAndBlocksThatDoNotTouch() {
    SymmetricTridiagonal one = SymmetricTridiagonal.of(new double[] {3}, new double[0]);
    assertThat(one.values()).containsExactly(3);
    assertThat(one.first()).containsExactly(1);
    SymmetricTridiagonal blocks =
        SymmetricTridiagonal.of(new double[] {1, 1, 5}, new double[] {2, 0});
    assertThat(blocks.values()[0]).isEqualTo(5);
    assertThat(blocks.first()[0]).isZero();
    assertThat(blocks.values()[1]).isCloseTo(3, within(1e-15));
    assertThat(blocks.values()[2]).isCloseTo(-1, within(1e-15));
  }
}
