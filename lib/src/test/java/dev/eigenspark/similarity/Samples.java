package dev.eigenspark.similarity;

import dev.eigenspark.linalg.Matrix;
import dev.eigenspark.rng.CounterRandom;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Rows that tests compare. */
final class Samples {
  /** Six rows of small integers in two layers of 2 and 3 features. */
  static final Matrix TINY_X =
      Matrix.of(
          new double[] {1, 0},
          new double[] {0, 1},
          new double[] {-1, 0},
          new double[] {0, -2},
          new double[] {2, 1},
          new double[] {1, 3});

  static final Matrix TINY_Y =
      Matrix.of(
          new double[] {1, 2, 0},
          new double[] {0, 1, 1},
          new double[] {-1, 0, 1},
          new double[] {2, -2, 0},
          new double[] {0, 1, -1},
          new double[] {3, 1, 2});

  private Samples() {}

  /** A file of numbers beside these tests. */
  static Matrix csv(String name) {
    try (BufferedReader in =
        new BufferedReader(
            new InputStreamReader(
                Samples.class.getResourceAsStream(name), StandardCharsets.UTF_8))) {
      return Matrix.of(
          in.lines()
              .map(
                  line -> Arrays.stream(line.split(",")).mapToDouble(Double::parseDouble).toArray())
              .toArray(double[][]::new));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Standard normal numbers, rounded to float. */
  static Matrix gaussian(int rows, int cols, long seed) {
    CounterRandom random = new CounterRandom(seed, 0, 0);
    double[] values = new double[rows * cols];
    Arrays.setAll(values, k -> (float) random.nextGaussian());
    return new Matrix(rows, cols, values);
  }

  /** Layers side by side. */
  static float[] stack(Matrix... layers) {
    int d = Arrays.stream(layers).mapToInt(Matrix::cols).sum();
    float[] out = new float[layers[0].rows() * d];
    int k = 0;
    for (int i = 0; i < layers[0].rows(); i++) {
      for (Matrix layer : layers) {
        for (int j = 0; j < layer.cols(); j++) {
          out[k++] = (float) layer.at(i, j);
        }
      }
    }
    return out;
  }

  static Layout layout(Matrix... layers) {
    return new Layout(Arrays.stream(layers).mapToInt(Matrix::cols).toArray());
  }

  /** Moments of layers over the same rows. */
  static Moments moments(Matrix... layers) {
    MomentsAccumulator accumulator = new MomentsAccumulator(layout(layers), 0);
    accumulator.add(stack(layers), layers[0].rows(), 0);
    return accumulator.moments();
  }

  /** Some of the rows. */
  static Matrix rows(Matrix matrix, int... rows) {
    return Matrix.of(
        Arrays.stream(rows)
            .mapToObj(
                i ->
                    Arrays.copyOfRange(matrix.values(), i * matrix.cols(), (i + 1) * matrix.cols()))
            .toArray(double[][]::new));
  }

  /** The matrix with {@code a x + b} for every element x. */
  static Matrix affine(Matrix matrix, double a, double b) {
    return new Matrix(
        matrix.rows(), matrix.cols(), Arrays.stream(matrix.values()).map(x -> a * x + b).toArray());
  }

  /** The linear kernel. */
  static Matrix gram(Matrix matrix) {
    return matrix.times(matrix.transposed());
  }
}
