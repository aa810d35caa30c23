package dev.eigenspark.similarity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.eigenspark.linalg.Matrix;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class InvertibleMapTest {
  private static final int D = 200;

  /** Of two unit cubes whose centres are 1.1 apart on the first axis. */
  private static Matrix cubes(int d) {
    double[] diagonal = Matrix.identity(d).values();
    for (int k = 0; k < diagonal.length; k++) {
      diagonal[k] /= 12;
    }
    diagonal[0] += .3025;
    return new Matrix(d, d, diagonal);
  }

  private static Matrix normal(double mean, double deviation) {
    return Samples.affine(Samples.gaussian(D, D, 7), deviation, mean);
  }

  @Test
  void isCkaOfTheMappedRows() {
    Matrix x = Samples.gaussian(100, 6, 1).times(Samples.gaussian(6, 6, 2));
    Matrix map = Samples.gaussian(6, 6, 3);
    Matrix covariance = centredGram(x);
    assertThat(InvertibleMap.cka(covariance, map))
        .isCloseTo(KernelHsic.cka(Samples.gram(x), Samples.gram(x.times(map))), within(1e-12));
  }

  private static Matrix centredGram(Matrix x) {
    double[] rows = x.values().clone();
    double[] mean = new double[x.cols()];
    for (int k = 0; k < rows.length; k++) {
      mean[k % x.cols()] += rows[k] / x.rows();
    }
    for (int k = 0; k < rows.length; k++) {
      rows[k] -= mean[k % x.cols()];
    }
    Matrix centred = new Matrix(x.rows(), x.cols(), rows);
    return centred.transposed().times(centred);
  }

  @Test
  void scalesAndRotationsChangeNothing() {
    double[] swap = new double[D * D];
    for (int i = 0; i < D; i++) {
      swap[i * D + (i + 5) % D] = -3;
    }
    assertThat(InvertibleMap.cka(cubes(D), new Matrix(D, D, swap))).isCloseTo(1, within(1e-12));
  }

  @Test
  void whiteningLeavesTheRootOfTheParticipationRatio() {
    Matrix covariance = cubes(D);
    double trace = 0;
    for (int i = 0; i < D; i++) {
      trace += covariance.at(i, i);
    }
    double ratio = Math.pow(trace / covariance.frobeniusNorm(), 2);
    assertThat(InvertibleMap.cka(covariance, InvertibleMap.whitening(covariance)))
        .isCloseTo(Math.sqrt(ratio / D), within(1e-12));
  }

  @Test
  void normalMapsLeaveLittleAndOnlyMeanOverDeviationMatters() {
    double centred = InvertibleMap.cka(cubes(D), normal(0, 1));
    double narrow = InvertibleMap.cka(cubes(D), normal(10, 1));
    double even = InvertibleMap.cka(cubes(D), normal(1, 1));
    assertThat(centred).isCloseTo(1 / Math.sqrt(2), within(.03));
    assertThat(narrow).isCloseTo(1 / Math.sqrt(D), within(.01));
    assertThat(even).isBetween(narrow, centred);
    assertThat(InvertibleMap.cka(cubes(D), normal(5, 5))).isCloseTo(even, within(1e-12));
  }

  @Test
  void largerDimensionsGiveThePublishedTable() {
    // That is of 20,000 points, whose covariance is a little rougher.
    double[] ratios = {1, 5, 10, 50};
    double[] expected = {.091, .612, .707, .718};
    double[] found = new double[ratios.length];
    Matrix wide = cubes(500);
    Matrix normal = Samples.gaussian(500, 500, 8);
    Arrays.setAll(found, k -> InvertibleMap.cka(wide, Samples.affine(normal, ratios[k], 1)));
    assertThat(found).containsExactly(expected, within(.015));
    assertThat(InvertibleMap.cka(wide, Samples.affine(normal, 1, 10)))
        .isCloseTo(.046, within(.003));
  }
}
