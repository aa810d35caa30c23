package dev.eigenspark.linalg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class SchurTest {
  private final Matrix a = Matrices.random(20, 6);
  private final Schur schur = Schur.of(a);

  @Test
  void factorsMultiplyToTheMatrix() {
    // Fails for a column-major reading, which would give the factors of the transpose.
    Matrix product = Matrices.conjugate(schur.q(), schur.t());

    assertThat(product.minus(a).frobeniusNorm()).isCloseTo(0, within(1e-12));
  }

  @Test
  void qIsOrthogonal() {
    Matrix gram = schur.q().transposed().times(schur.q());

    assertThat(gram.minus(Matrix.identity(20)).frobeniusNorm()).isCloseTo(0, within(1e-12));
  }

  @Test
  void tIsQuasiTriangularWithStandardBlocks() {
    Matrix t = schur.t();
    for (int i = 0; i < 20; i++) {
      for (int j = 0; j < i - 1; j++) {
        assertThat(t.at(i, j)).isZero();
      }
    }
    for (int i = 0; i + 1 < 20; i++) {
      if (t.at(i + 1, i) != 0) {
        assertThat(t.at(i, i)).isEqualTo(t.at(i + 1, i + 1));
        assertThat(t.at(i, i + 1) * t.at(i + 1, i)).isNegative();
      }
    }
  }

  @Test
  void refusesWhatItCannotDecompose() {
    assertThatThrownBy(() -> Schur.of(Matrix.of(new double[] {1, 2})))
        .hasMessage("Schur form: the matrix is 1 x 2; it must be square");
    assertThatThrownBy(() -> Schur.of(Matrix.of(new double[] {Double.NaN})))
        .hasMessage("Schur form: element (0, 0) is NaN; every element must be finite");
  }
}
