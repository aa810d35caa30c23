package dev.eigenspark.nn;

import dev.eigenspark.linalg.Matrix;

/**
 * {@code V = L_1 ... L_c} and back, for {@link PlaneRotations}, in O(c H^2): layers are applied to
 * the identity from the left, so that a rotation mixes two rows. On the way back they are undone
 * instead of stored: with {@code M = L_k ... L_c} and D = dL/dM, the angle of a plane (i, i+1) of
 * L_k has the gradient {@code <D_i, M_{i+1}> - <D_{i+1}, M_i>}, then L_k^T takes both to layer k+1.
 */
final class PlaneRotationsMap implements MatrixMap {
  private final int capacity;
  private final int n;
  private double[] angles;
  private Matrix v;

  PlaneRotationsMap(int capacity, int hidden) {
    this.capacity = capacity;
    n = hidden;
  }

  @Override
  public Matrix forward(double[] parameters) {
    angles = parameters.clone();
    v = Matrix.identity(n);
    int at = angles.length;
    for (int layer = capacity - 1; layer >= 0; layer--) {
      at -= PlaneRotations.planes(layer, n);
      for (int k = 0; k < PlaneRotations.planes(layer, n); k++) {
        turn(v.values(), layer % 2 + 2 * k, angles[at + k]);
      }
    }
    return v;
  }

  @Override
  public double[] backward(Matrix gradient) {
    double[] m = v.values().clone();
    double[] d = gradient.values().clone();
    double[] gradients = new double[angles.length];
    int at = 0;
    for (int layer = 0; layer < capacity; layer++) {
      for (int k = 0; k < PlaneRotations.planes(layer, n); k++) {
        int i = layer % 2 + 2 * k;
        gradients[at] = across(d, m, i);
        turn(m, i, -angles[at]);
        turn(d, i, -angles[at]);
        at++;
      }
    }
    return gradients;
  }

  /** Rows i and i+1 become {@code c r_i + s r_{i+1}} and {@code -s r_i + c r_{i+1}}. */
  private void turn(double[] matrix, int i, double angle) {
    // StrictMath, so that every machine has the same bits.
    double cosine = StrictMath.cos(angle);
    double sine = StrictMath.sin(angle);
    for (int j = i * n; j < (i + 1) * n; j++) {
      double upper = matrix[j];
      double lower = matrix[j + n];
      matrix[j] = cosine * upper + sine * lower;
      matrix[j + n] = cosine * lower - sine * upper;
    }
  }

  private double across(double[] d, double[] m, int i) {
    double sum = 0;
    for (int j = i * n; j < (i + 1) * n; j++) {
      sum += d[j] * m[j + n] - d[j + n] * m[j];
    }
    return sum;
  }
}
