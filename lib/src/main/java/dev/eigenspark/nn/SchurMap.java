package dev.eigenspark.nn;

import dev.eigenspark.linalg.Matrix;
import dev.eigenspark.linalg.MatrixProduct;
import dev.eigenspark.linalg.SkewExp;
import java.util.Arrays;

/**
 * {@code V = P Theta P^T} and back, for {@link NonNormalSchur}: with {@code dTheta = P^T dV P}, T
 * takes its part of dTheta, theta and gamma theirs of the 2 x 2 blocks, and X the adjoint of the
 * exponential at {@code dP = dV P Theta^T + dV^T P Theta}.
 */
final class SchurMap implements MatrixMap {
  private final NonNormalSchur options;
  private final int n;
  private final int thetaAt;
  private final int gammaAt;
  private final int upperAt;
  private double[] parameters;
  private SkewExp exponential;
  private Matrix theta;
  private Matrix rotatedTheta;

  SchurMap(NonNormalSchur options, int hidden) {
    this.options = options;
    n = hidden;
    thetaAt = n * (n - 1) / 2;
    gammaAt = thetaAt + n / 2;
    upperAt = gammaAt + n / 2;
  }

  @Override
  public Matrix forward(double[] values) {
    parameters = values.clone();
    exponential = SkewExp.of(n, Arrays.copyOf(parameters, thetaAt));
    theta = blocksAndTriangle();
    rotatedTheta = MatrixProduct.of(exponential.value(), theta);
    return MatrixProduct.rightTransposed(rotatedTheta, exponential.value());
  }

  /** {@code Theta = Lambda + M o T}. */
  private Matrix blocksAndTriangle() {
    double[] values = new double[n * n];
    for (int k = 0; k < n / 2; k++) {
      double gamma = parameters[gammaAt + k];
      double cosine = gamma * Math.cos(parameters[thetaAt + k]);
      double sine = gamma * Math.sin(parameters[thetaAt + k]);
      int top = 2 * k * n + 2 * k;
      values[top] = cosine;
      values[top + 1] = -sine;
      values[top + n] = sine;
      values[top + n + 1] = cosine;
    }
    int at = upperAt;
    for (int i = 0; i < n; i++) {
      for (int j = options.mask().firstColumn(i); j < n; j++) {
        values[i * n + j] += parameters[at++];
      }
    }
    return new Matrix(n, n, values);
  }

  @Override
  public double[] backward(Matrix gradient) {
    Matrix p = exponential.value();
    Matrix rotated = MatrixProduct.of(gradient, p);
    Matrix dTheta = MatrixProduct.leftTransposed(p, rotated);
    double[] result = new double[parameters.length];
    blocksBackward(dTheta, result);
    triangleBackward(dTheta, result);
    Matrix dP = MatrixProduct.rightTransposed(rotated, theta);
    double[] second = MatrixProduct.leftTransposed(gradient, rotatedTheta).values();
    for (int i = 0; i < second.length; i++) {
      second[i] += dP.values()[i];
    }
    double[] generator = exponential.adjoint(new Matrix(n, n, second));
    System.arraycopy(generator, 0, result, 0, thetaAt);
    return result;
  }

  private void blocksBackward(Matrix dTheta, double[] result) {
    for (int k = 0; k < n / 2; k++) {
      double gamma = parameters[gammaAt + k];
      double cosine = Math.cos(parameters[thetaAt + k]);
      double sine = Math.sin(parameters[thetaAt + k]);
      int i = 2 * k;
      double along = dTheta.at(i, i) + dTheta.at(i + 1, i + 1);
      double across = dTheta.at(i + 1, i) - dTheta.at(i, i + 1);
      result[thetaAt + k] = gamma * (cosine * across - sine * along);
      result[gammaAt + k] = cosine * along + sine * across + 2 * options.delta() * (gamma - 1);
    }
  }

  private void triangleBackward(Matrix dTheta, double[] result) {
    int at = upperAt;
    for (int i = 0; i < n; i++) {
      for (int j = options.mask().firstColumn(i); j < n; j++) {
        result[at] = dTheta.at(i, j) + options.decay() * parameters[at];
        at++;
      }
    }
  }
}
