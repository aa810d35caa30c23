package dev.eigenspark.linalg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class GramSchmidtTest {
  private static double[][] rows(Matrix matrix) {
    double[][] rows = new double[matrix.rows()][];
    Arrays.setAll(
        rows, i -> Arrays.copyOfRange(matrix.values(), i * matrix.cols(), (i + 1) * matrix.cols()));
    return rows;
  }

  private static void assertOrthonormal(double[][] rows) {
    Matrix q = Matrix.of(rows);
    Matrix gram = q.times(q.transposed());
    assertThat(gram.minus(Matrix.identity(rows.length)).frobeniusNorm()).isLessThan(1e-14);
  }

  @Test
  void theDiagonalIsThatOfTheQrForm() {
    Matrix a = Matrices.random(9, 3);
    double[][] rows = rows(a);
    double[] diagonal = GramSchmidt.orthonormalize(rows);
    assertOrthonormal(rows);
    Matrix zero = new Matrix(9, 9, new double[81]);
    Matrix r = Qr.ofStacked(a.transposed(), zero).r();
    for (int i = 0; i < 9; i++) {
      assertThat(diagonal[i]).isPositive().isCloseTo(Math.abs(r.at(i, i)), within(1e-13));
    }
  }

  @Test
  void theRowsKeepWhatTheySpan() {
    double[][] rows = {{3, 0, 4}, {3, 5, 4}};
    assertThat(GramSchmidt.orthonormalize(rows))
        .containsExactly(new double[] {5, 5}, within(1e-15));
    assertThat(rows[0]).containsExactly(new double[] {0.6, 0, 0.8}, within(1e-15));
    assertThat(rows[1]).containsExactly(new double[] {0, 1, 0}, within(1e-15));
  }

  /** Rows of a Hilbert matrix, whose condition is 1e13, lose no orthogonality. */
  @Test
  void nearlyParallelRowsBecomeOrthonormal() {
    double[][] rows = new double[9][20];
    for (int i = 0; i < 9; i++) {
      int row = i;
      Arrays.setAll(rows[i], j -> 1.0 / (row + j + 1));
    }
    assertThat(GramSchmidt.orthonormalize(rows)).doesNotContain(0);
    assertOrthonormal(rows);
  }

  @Test
  void dependentRowsAreDropped() {
    double[] first = Arrays.copyOf(Matrices.random(7, 1).values(), 7);
    double[] second = Arrays.copyOf(Matrices.random(7, 2).values(), 7);
    double[] sum = new double[7];
    Arrays.setAll(sum, i -> first[i] / 3 - 7 * second[i]);
    double[] last = {0, 0, 1, 0, 0, 0, 0};
    double[][] rows = {first, new double[7], second, sum, last};
    double[] diagonal = GramSchmidt.orthonormalize(rows);
    assertThat(diagonal[1]).isZero();
    assertThat(diagonal[3]).isZero();
    assertThat(rows[1]).containsOnly(0);
    assertThat(rows[3]).containsOnly(0);
    assertOrthonormal(new double[][] {rows[0], rows[2], rows[4]});
  }
}
