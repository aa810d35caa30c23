package dev.eigenspark.similarity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.eigenspark.linalg.Matrix;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ComparisonTest {
  private static final double ROUNDING = 1e-6;

  private final Matrix x = Samples.gaussian(200, 6, 1);
  private final Matrix y = x.times(Samples.gaussian(6, 5, 2)).minus(Samples.gaussian(200, 5, 3));

  private static Similarity compare(Matrix x, Matrix y) {
    return new Comparison(Samples.moments(x, y).centred()).of(0, 1);
  }

  @Test
  void aLayerIsLikeItself() {
    Similarity self = compare(x, x);
    assertThat(self.cka()).isCloseTo(1, within(1e-12));
    assertThat(self.debiasedCka()).isCloseTo(1, within(1e-12));
    assertThat(self.procrustes()).isCloseTo(0, within(1e-12));
    assertThat(self.r2YFromX()).isCloseTo(1, within(1e-12));
    assertThat(self.ccaMean()).isCloseTo(1, within(1e-12));
    assertThat(self.svcca()).isCloseTo(1, within(1e-12));
    assertThat(self.pwcca()).isCloseTo(1, within(1e-12));
  }

  @Test
  void allButTwoMeasuresAreSymmetric() {
    Similarity ab = compare(x, y);
    Similarity ba = compare(y, x);
    assertThat(ab.cka()).isCloseTo(ba.cka(), within(1e-12));
    assertThat(ab.debiasedCka()).isCloseTo(ba.debiasedCka(), within(1e-12));
    assertThat(ab.procrustes()).isCloseTo(ba.procrustes(), within(1e-12));
    assertThat(ab.r2YFromX()).isCloseTo(ba.r2XFromY(), within(1e-12));
    assertThat(ab.ccaMeanSquare()).isCloseTo(ba.ccaMeanSquare(), within(1e-12));
    assertThat(ab.svcca()).isCloseTo(ba.svcca(), within(1e-12));
    assertThat(ab.participationX()).isCloseTo(ba.participationY(), within(1e-12));
    assertThat(ab.cka()).isBetween(0.0, 1.0);
  }

  @Test
  void rotationsScalesShiftsAndTheOrderOfRowsDoNotMatter() {
    Similarity plain = compare(x, y);
    Matrix rotated = Samples.affine(x.times(rotation(6)), 4, -3);
    int[] reversed = IntStream.range(0, 200).map(i -> 199 - i).toArray();
    Similarity other = compare(Samples.rows(rotated, reversed), Samples.rows(y, reversed));
    assertThat(other.cka()).isCloseTo(plain.cka(), within(ROUNDING));
    assertThat(other.debiasedCka()).isCloseTo(plain.debiasedCka(), within(ROUNDING));
    assertThat(other.procrustes()).isCloseTo(plain.procrustes(), within(ROUNDING));
    assertThat(other.r2YFromX()).isCloseTo(plain.r2YFromX(), within(ROUNDING));
    assertThat(other.ccaMean()).isCloseTo(plain.ccaMean(), within(ROUNDING));
    assertThat(other.participationX()).isCloseTo(plain.participationX(), within(10 * ROUNDING));
  }

  @Test
  void invertibleMapsChangeCkaButNotCca() {
    Similarity mapped = compare(x, x.times(Samples.gaussian(6, 6, 9)));
    assertThat(mapped.cka()).isLessThan(.95);
    assertThat(mapped.ccaMean()).isCloseTo(1, within(ROUNDING));
    assertThat(mapped.r2YFromX()).isCloseTo(1, within(ROUNDING));
  }

  @Test
  void singleFeaturesHaveTheSquaredCorrelation() {
    Matrix a = Samples.gaussian(50, 1, 4);
    Matrix b = Samples.affine(Samples.gaussian(50, 1, 5).minus(a), 2, 1);
    Comparison comparison = new Comparison(Samples.moments(a, b).centred());
    double r = comparison.correlations(0, 1).at(0, 0);
    Similarity similarity = comparison.of(0, 1);
    assertThat(similarity.cka()).isCloseTo(r * r, within(1e-12));
    assertThat(similarity.r2YFromX()).isCloseTo(r * r, within(1e-12));
    assertThat(similarity.ccaMean()).isCloseTo(Math.abs(r), within(1e-12));
    assertThat(similarity.participationX()).isCloseTo(1, within(1e-12));
  }

  @Test
  void fewRowsBiasCkaAndNotItsDebiasedForm() {
    double[][] expected = {{50, 200, .808, .030}, {100, 100, .506, .004}, {1000, 100, .088, -.003}};
    for (double[] at : expected) {
      int n = (int) at[0];
      int p = (int) at[1];
      Similarity similarity = compare(Samples.gaussian(n, p, 11), Samples.gaussian(n, p, 12));
      assertThat(similarity.cka())
          .isCloseTo(at[2], within(.02))
          .isCloseTo(at[1] / (at[0] + at[1]), within(.02));
      assertThat(similarity.debiasedCka()).isCloseTo(0, within(.05));
    }
  }

  @Test
  void deadUnitsLeaveTheOthersAlone() {
    Matrix padded = padded(x);
    Similarity plain = compare(x, y);
    Similarity dead = compare(padded, y);
    assertThat(dead.ccaMean()).isCloseTo(plain.ccaMean(), within(1e-10));
    assertThat(dead.r2YFromX()).isCloseTo(plain.r2YFromX(), within(1e-10));
    assertThat(new Comparison(Samples.moments(padded, y).centred()).correlations(0, 1).at(6, 0))
        .isZero();
  }

  /** With a feature that is always 7. */
  private static Matrix padded(Matrix matrix) {
    double[] out = new double[matrix.rows() * (matrix.cols() + 1)];
    Arrays.fill(out, 7);
    for (int i = 0; i < matrix.rows(); i++) {
      for (int j = 0; j < matrix.cols(); j++) {
        out[i * (matrix.cols() + 1) + j] = matrix.at(i, j);
      }
    }
    return new Matrix(matrix.rows(), matrix.cols() + 1, out);
  }

  @Test
  void aConstantLayerIsLikeNothing() {
    Similarity similarity = compare(Samples.affine(x, 0, 2), y);
    assertThat(similarity.cka()).isNaN();
    assertThat(similarity.debiasedCka()).isNaN();
    assertThat(similarity.procrustes()).isNaN();
    assertThat(similarity.r2YFromX()).isNaN();
    assertThat(similarity.ccaMean()).isNaN();
    assertThat(similarity.pwcca()).isNaN();
  }

  @Test
  void svccaDropsTheAxesOfLittleVariance() {
    // Two strong features shared, two weak ones of their own.
    Matrix strong = Samples.gaussian(300, 2, 6);
    Matrix a = beside(strong, Samples.affine(Samples.gaussian(300, 2, 7), .01, 0));
    Matrix b = beside(strong, Samples.affine(Samples.gaussian(300, 2, 8), .01, 0));
    Similarity similarity = compare(a, b);
    assertThat(similarity.svcca()).isCloseTo(1, within(1e-3));
    assertThat(similarity.ccaMean()).isLessThan(.7);
    assertThat(similarity.pwcca()).isGreaterThan(.95);
  }

  private static Matrix beside(Matrix left, Matrix right) {
    double[][] rows = new double[left.rows()][];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = new double[] {left.at(i, 0), left.at(i, 1), right.at(i, 0), right.at(i, 1)};
    }
    return Matrix.of(rows);
  }

  /** A product of plane rotations. */
  private static Matrix rotation(int n) {
    Matrix out = Matrix.identity(n);
    for (int i = 0; i + 1 < n; i++) {
      double[] plane = Matrix.identity(n).values();
      double angle = 1 + i;
      plane[i * n + i] = Math.cos(angle);
      plane[i * n + i + 1] = -Math.sin(angle);
      plane[(i + 1) * n + i] = Math.sin(angle);
      plane[(i + 1) * n + i + 1] = Math.cos(angle);
      out = out.times(new Matrix(n, n, plane));
    }
    return out;
  }
}
