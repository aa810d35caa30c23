package dev.eigenspark.similarity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.eigenspark.linalg.LeftSingular;
import dev.eigenspark.linalg.Matrix;
import dev.eigenspark.linalg.Svd;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/**
 * The numbers that the demonstration of Kornblith et al. (google-research,
 * representation_similarity) prints for its seed 1337, and more of the same set. Moments take
 * floats, so theirs agree to the rounding of the features.
 */
class PublishedNumbersTest {
  private static final double ROUNDING = 1e-7;

  private final Matrix x = Samples.csv("seed1337_x.csv");
  private final Matrix y = Samples.csv("seed1337_y.csv");
  private final Moments moments = Samples.moments(x, y);
  private final CentredMoments centred = moments.centred();
  private final Similarity similarity = new Comparison(centred).of(0, 1);

  @Test
  void fixturesAreThePublishedOnes() {
    assertThat(Arrays.copyOf(x.values(), 3))
        .containsExactly(new double[] {-.70318731, -.49028236, -.32181433}, within(5e-9));
    assertThat(Arrays.copyOf(y.values(), 3))
        .containsExactly(new double[] {1.4120962, -1.09690683, -.49599472}, within(5e-8));
  }

  @Test
  void cka() {
    assertThat(similarity.cka()).isCloseTo(.5576132566117588, within(ROUNDING));
    assertThat(similarity.debiasedCka()).isCloseTo(.513456489505526, within(ROUNDING));
    assertThat(centred.hsic0(0, 1)).isCloseTo(11.878357269185978, within(10 * ROUNDING));
    assertThat(centred.hsic1(0, 1)).isCloseTo(9.895955787045914, within(10 * ROUNDING));
  }

  @Test
  void kernelsGiveTheSame() {
    Matrix k = Samples.gram(x);
    Matrix l = Samples.gram(y);
    assertThat(KernelHsic.cka(k, l)).isCloseTo(.5576132566117588, within(1e-12));
    assertThat(KernelHsic.biased(k, l)).isCloseTo(11.878357269185978, within(1e-11));
    assertThat(KernelHsic.unbiased(k, l)).isCloseTo(9.895955787045914, within(1e-11));
    double debiased =
        KernelHsic.unbiased(k, l)
            / Math.sqrt(KernelHsic.unbiased(k, k) * KernelHsic.unbiased(l, l));
    assertThat(debiased).isCloseTo(.513456489505526, within(1e-12));
  }

  @Test
  void rbf() {
    assertThat(new RbfCka(.5, RbfCka.Median.ALL).of(x, y))
        .isCloseTo(.6548311822614982, within(1e-12));
    assertThat(new RbfCka(1, RbfCka.Median.ALL).of(x, y)).isCloseTo(.5758322230, within(1e-10));
    assertThat(new RbfCka(1, RbfCka.Median.NON_ZERO).of(x, y))
        .isCloseTo(.5758322230, within(1e-2))
        .isNotCloseTo(.5758322230, within(1e-5));
    assertThat(new RbfCka(100, RbfCka.Median.ALL).of(x, y))
        .isCloseTo(.5576132566117588, within(1e-4));
  }

  @Test
  void scalingAFeatureChangesCka() {
    double[] values = x.values().clone();
    for (int i = 0; i < values.length; i += x.cols()) {
      values[i] *= 10;
    }
    Matrix scaled = new Matrix(x.rows(), x.cols(), values);
    assertThat(Samples.moments(scaled, x).centred().cka(0, 1)).isCloseTo(.31764, within(5e-6));
  }

  @Test
  void otherMeasures() {
    assertThat(similarity.ccaMeanSquare()).isCloseTo(.5453963322, within(ROUNDING));
    assertThat(similarity.ccaMean()).isCloseTo(.73101, within(5e-6));
    assertThat(similarity.r2YFromX()).isCloseTo(.56774, within(5e-6));
    assertThat(similarity.r2XFromY()).isCloseTo(.56348, within(5e-6));
    assertThat(1 - similarity.procrustes()).isCloseTo(.73626, within(5e-6));
  }

  @Test
  void ccaOfThePublishedDemonstrationDoesNotCentre() {
    Moments both = moments;
    CentredMoments about0 =
        new CentredMoments(both.layout(), both.rows(), both.sumsAbout(new double[20]));
    assertThat(new Comparison(about0).of(0, 1).ccaMeanSquare()).isCloseTo(.54312, within(5e-6));
  }

  @Test
  void unitsMatchTheirOwnNoisyCopies() {
    Matrix correlations = new Comparison(centred).correlations(0, 1);
    int[] identity = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9};
    for (Matching matching :
        new Matching[] {
          Matching.greedy(correlations), Matching.semi(correlations), Matching.optimal(correlations)
        }) {
      assertThat(matching.partners()).containsExactly(identity);
      assertThat(matching.weight() / 10).isCloseTo(.7209, within(5e-5));
    }
  }

  @Test
  void lasso() {
    Comparison comparison = new Comparison(centred);
    Matrix among = comparison.correlations(0, 0);
    double[] target = new double[10];
    Matrix correlations = comparison.correlations(0, 1);
    Arrays.setAll(target, i -> correlations.at(i, 0));
    Lasso dense = Lasso.fit(among, target, 0);
    assertThat(dense.loss()).isCloseTo(.270310, within(5e-7));
    assertThat(dense.active()).isEqualTo(10);
    Lasso sparse = Lasso.fit(among, target, .05);
    assertThat(sparse.loss()).isCloseTo(.282095, within(5e-7));
    assertThat(sparse.active()).isEqualTo(8);
    Lasso single = Lasso.fit(among, target, .2);
    assertThat(single.loss()).isCloseTo(.338584, within(5e-7));
    assertThat(single.active()).isEqualTo(1);
    assertThat(single.weights()[0]).isCloseTo(.4024, within(5e-5));
  }

  @Test
  void svccaAndPwccaFollowTheirDefinitions() {
    // From the rows themselves: the singular values of the product of two orthonormal bases.
    Matrix rows = centredRows(x);
    Matrix white = whitened(x);
    Matrix other = whitened(y);
    double[] rho = Svd.values(white.transposed().times(other));
    assertThat(similarity.ccaMean())
        .isCloseTo(Arrays.stream(rho).average().orElseThrow(), within(ROUNDING));
    // Ten axes of near equal variance are all needed for 99 %.
    assertThat(similarity.svcca()).isCloseTo(similarity.ccaMean(), within(1e-12));
    Matrix variables = white.times(LeftSingular.of(white.transposed().times(other)).vectors());
    Matrix shares = variables.transposed().times(rows);
    double sum = 0;
    double weights = 0;
    for (int k = 0; k < rho.length; k++) {
      double weight = 0;
      for (int j = 0; j < shares.cols(); j++) {
        weight += Math.abs(shares.at(k, j));
      }
      sum += weight * rho[k];
      weights += weight;
    }
    assertThat(similarity.pwcca()).isCloseTo(sum / weights, within(ROUNDING));
  }

  private static Matrix centredRows(Matrix matrix) {
    double[] out = matrix.values().clone();
    int cols = matrix.cols();
    for (int j = 0; j < cols; j++) {
      double mean = 0;
      for (int i = 0; i < matrix.rows(); i++) {
        mean += matrix.at(i, j) / matrix.rows();
      }
      for (int i = 0; i < matrix.rows(); i++) {
        out[i * cols + j] -= mean;
      }
    }
    return new Matrix(matrix.rows(), cols, out);
  }

  private static Matrix whitened(Matrix matrix) {
    Matrix rows = centredRows(matrix);
    PrincipalAxes axes = PrincipalAxes.of(rows.transposed().times(rows));
    return rows.times(axes.whitening(axes.rank()).transposed());
  }
}
