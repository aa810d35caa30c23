package dev.eigenspark.analysis;

import dev.eigenspark.linalg.Matrix;
import dev.eigenspark.similarity.BatchCka;
import dev.eigenspark.similarity.CentredMoments;
import dev.eigenspark.similarity.Layout;
import dev.eigenspark.similarity.MomentsAccumulator;
import java.util.List;
import java.util.function.ToDoubleBiFunction;

/**
 * CKA between all hidden layers of a network, or what it is wanted to be.
 *
 * @param values symmetric, with ones on the diagonal
 */
record LayerMap(double[][] values) {
  /** A value for each pair of layers, the first of which has number 0. */
  static LayerMap of(int layers, ToDoubleBiFunction<Integer, Integer> value) {
    double[][] values = new double[layers][layers];
    for (int i = 0; i < layers; i++) {
      for (int j = 0; j < layers; j++) {
        values[i][j] = i == j ? 1 : value.applyAsDouble(i, j);
      }
    }
    return new LayerMap(values);
  }

  /** Debiased CKA between {@code layers} layers from the {@code first} on. */
  static LayerMap of(CentredMoments moments, int first, int layers) {
    return of(layers, (i, j) -> moments.debiasedCka(first + i, first + j));
  }

  /** Sums over the rows of these layers, side by side. */
  static CentredMoments moments(List<Matrix> layers) {
    Layout layout = new Layout(layers.stream().mapToInt(Matrix::cols).toArray());
    int rows = layers.get(0).rows();
    float[] stacked = new float[Math.multiplyExact(rows, layout.columns())];
    for (int l = 0; l < layers.size(); l++) {
      Matrix layer = layers.get(l);
      for (int i = 0; i < rows; i++) {
        for (int j = 0; j < layer.cols(); j++) {
          stacked[i * layout.columns() + layout.start(l) + j] = (float) layer.at(i, j);
        }
      }
    }
    MomentsAccumulator accumulator = new MomentsAccumulator(layout, 0);
    accumulator.add(stacked, rows, 0);
    return accumulator.moments().centred();
  }

  int layers() {
    return values.length;
  }

  double at(int x, int y) {
    return values[x][y];
  }

  /** The mean over pairs of layers of how far both are apart. */
  double distance(LayerMap other) {
    double sum = 0;
    for (int i = 0; i < layers(); i++) {
      for (int j = 0; j < i; j++) {
        sum += Math.abs(values[i][j] - other.values[i][j]);
      }
    }
    return sum / pairs();
  }

  /**
   * The derivative by every M_ij of {@code lambda} times the mean over pairs of log cosh(M_ij -
   * wanted_ij).
   */
  double[][] slopes(BatchCka map, double lambda) {
    return of(layers(), (i, j) -> lambda / pairs() * StrictMath.tanh(map.at(i, j) - at(i, j)))
        .values();
  }

  private double pairs() {
    return layers() * (layers() - 1) / 2.0;
  }
}
