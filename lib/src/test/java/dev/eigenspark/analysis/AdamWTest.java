package dev.eigenspark.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class AdamWTest {
  private static final double DECAY = 5e-4;

  @Test
  void firstStepGoesByTheRateWhateverTheGradient() {
    double[] p = {2, -1, 0};
    new AdamW(3, 0.1, 10).step(p, new double[] {1e-3, -40, 0});
    assertThat(p[0]).isCloseTo(2 - 0.1 * (1 + DECAY * 2), within(1e-5));
    assertThat(p[1]).isCloseTo(-1 + 0.1 * (1 + DECAY), within(1e-9));
    assertThat(p[2]).isZero();
  }

  @Test
  void secondStepIsThatOfTheFormula() {
    double[] p = {0};
    AdamW optimizer = new AdamW(1, 0.1, 4);
    optimizer.step(p, new double[] {3});
    double after = p[0];
    optimizer.step(p, new double[] {-1});
    double m = (0.9 * 0.1 * 3 - 0.1 * 1) / (1 - 0.81);
    double v = (0.999 * 0.001 * 9 + 0.001 * 1) / (1 - 0.999 * 0.999);
    double rate = 0.05 * (1 + Math.cos(Math.PI / 4));
    assertThat(p[0]).isCloseTo(after - rate * (DECAY * after + m / Math.sqrt(v)), within(1e-9));
  }

  @Test
  void stepsShrinkAsACosine() {
    double[] p = {0};
    AdamW optimizer = new AdamW(1, 1, 100);
    double[] gone = new double[100];
    for (int step = 0; step < 100; step++) {
      double before = p[0];
      optimizer.step(p, new double[] {-1});
      gone[step] = p[0] - before;
    }
    assertThat(gone[0]).isCloseTo(1, within(1e-6));
    // Less what the weights lost by their decay, of which at most 60 had come together.
    assertThat(gone[50]).isCloseTo(.5, within(.03));
    assertThat(gone[99]).isLessThan(.001);
  }
}
