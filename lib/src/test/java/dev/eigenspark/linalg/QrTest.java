package dev.eigenspark.linalg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class QrTest {
  private final Matrix first = Matrices.random(12, 1);
  private final Matrix second = Matrices.random(12, 2);
  private final Qr qr = Qr.ofStacked(first, second);

  @Test
  void factorsMultiplyToTheMatrices() {
    assertSmall(qr.upper().times(qr.r()).minus(first));
    assertSmall(qr.lower().times(qr.r()).minus(second));
  }

  @Test
  void columnsAreOrthonormal() {
    Matrix upperGram = qr.upper().transposed().times(qr.upper());
    Matrix lowerGram = qr.lower().transposed().times(qr.lower());
    assertSmall(Matrix.identity(12).minus(upperGram).minus(lowerGram));
  }

  @Test
  void rIsTriangular() {
    for (int i = 0; i < 12; i++) {
      for (int j = 0; j < i; j++) {
        assertThat(qr.r().at(i, j)).isZero();
      }
    }
  }

  @Test
  void refusesWhatItCannotDecompose() {
    assertThatThrownBy(() -> Qr.ofStacked(Matrix.of(new double[] {1, 2}), Matrix.identity(2)))
        .hasMessage("QR form: the matrix is 1 x 2; it must be square");
    Matrix infinite = Matrix.of(new double[] {Double.POSITIVE_INFINITY});
    assertThatThrownBy(() -> Qr.ofStacked(Matrix.identity(1), infinite))
        .hasMessage("QR form: element (0, 0) is Infinity; every element must be finite");
  }

  private static void assertSmall(Matrix difference) {
    assertThat(difference.frobeniusNorm()).isCloseTo(0, within(1e-13));
  }
}
