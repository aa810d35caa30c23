package dev.eigenspark.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class SpectrumTest {
  private static final Offset<Double> ROUND_OFF = Offset.offset(1e-14);

  @Test
  void packedAndUnpackedIsTheSame() {
    Spectrum s = Spectrum.unpack(Spectrum.measure(new float[] {0, 4, -1, 0}));

    assertThat(s.eigen().re()).containsExactly(new double[] {0, 0}, ROUND_OFF);
    assertThat(s.eigen().im()).containsExactly(new double[] {2, -2}, ROUND_OFF);
    assertThat(s.singular()).containsExactly(new double[] {4, 1}, ROUND_OFF);
    assertThat(s.condition()).isCloseTo(4, ROUND_OFF);
    assertThat(s.nonNormality().henrici()).isCloseTo(3, ROUND_OFF);
    assertThat(s.nonNormality().relative()).isCloseTo(3 / Math.sqrt(17), ROUND_OFF);
  }

  @Test
  void singularMatrixHasAnInfiniteCondition() {
    Spectrum s = Spectrum.unpack(Spectrum.measure(new float[] {1, 0, 0, 0}));

    assertThat(s.condition()).isEqualTo(Double.POSITIVE_INFINITY);
  }
}
