package dev.eigenspark.similarity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.eigenspark.linalg.Matrix;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class BatchCkaTest {
  private static final List<Matrix> LAYERS =
      List.of(
          Samples.gaussian(9, 3, 1),
          Samples.affine(Samples.gaussian(9, 5, 2), 2, 0),
          Samples.gaussian(9, 2, 3));

  /** The derivative of the loss below by the CKA of each pair; its diagonal means nothing. */
  private static final double[][] SLOPES = {{7, 0.5, -1.25}, {0.5, 7, 2}, {-1.25, 2, 7}};

  private static double loss(List<Matrix> layers) {
    BatchCka map = new BatchCka(layers);
    return 0.5 * map.at(0, 1) - 1.25 * map.at(2, 0) + 2 * map.at(1, 2);
  }

  @Test
  void isTheDebiasedCkaOfTheRows() {
    assertThat(new BatchCka(List.of(Samples.TINY_X, Samples.TINY_Y)).at(0, 1))
        .isCloseTo(-0.5078245395811949, within(1e-14));
    CentredMoments moments = Samples.moments(LAYERS.toArray(Matrix[]::new)).centred();
    BatchCka map = new BatchCka(LAYERS);
    for (int x = 0; x < LAYERS.size(); x++) {
      for (int y = 0; y < LAYERS.size(); y++) {
        assertThat(map.at(x, y)).isCloseTo(moments.debiasedCka(x, y), within(1e-12));
      }
    }
  }

  @Test
  void wayBackIsThatOfFiniteDifferences() {
    List<Matrix> gradient = new BatchCka(LAYERS).backward(SLOPES);
    for (int l = 0; l < LAYERS.size(); l++) {
      for (int k = 0; k < LAYERS.get(l).values().length; k++) {
        double step = 1e-5;
        double slope = (loss(moved(l, k, step)) - loss(moved(l, k, -step))) / (2 * step);
        assertThat(gradient.get(l).values()[k]).isCloseTo(slope, within(1e-8));
      }
    }
  }

  private static List<Matrix> moved(int layer, int element, double by) {
    List<Matrix> layers = new ArrayList<>(LAYERS);
    Matrix old = layers.get(layer);
    double[] values = old.values().clone();
    values[element] += by;
    layers.set(layer, new Matrix(old.rows(), old.cols(), values));
    return layers;
  }

  @Test
  void scalingAndShiftingALayerWouldChangeNothing() {
    // CKA does not see either, so the derivative has no part along them.
    Matrix gradient = new BatchCka(LAYERS).backward(SLOPES).get(1);
    Matrix layer = LAYERS.get(1);
    double scaled = 0;
    double[] shifted = new double[layer.cols()];
    for (int i = 0; i < layer.rows(); i++) {
      for (int j = 0; j < layer.cols(); j++) {
        scaled += gradient.at(i, j) * layer.at(i, j);
        shifted[j] += gradient.at(i, j);
      }
    }
    assertThat(scaled).isCloseTo(0, within(1e-12));
    assertThat(shifted).containsExactly(new double[layer.cols()], within(1e-12));
  }

  @Test
  void threeRowsAreTooFew() {
    List<Matrix> layers = List.of(Samples.gaussian(3, 2, 1), Samples.gaussian(3, 2, 2));
    assertThatThrownBy(() -> new BatchCka(layers))
        .hasMessage("a batch of 3 rows; HSIC_1 needs at least 4");
  }
}
