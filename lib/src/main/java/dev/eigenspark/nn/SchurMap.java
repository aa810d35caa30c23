package dev.eigenspark.nn;

import dev.eigenspark.linalg.Matrix;
import dev.eigenspark.linalg.MatrixProduct;
import dev.eigenspark.linalg.MatrixProduct.Factor;
import dev.eigenspark.linalg.MatrixProduct.Form;
import dev.eigenspark.linalg.NativeMatrix;
import dev.eigenspark.linalg.SkewExp;
import java.nio.DoubleBuffer;
import java.util.Arrays;

/**
 * {@code V = P Theta P^T} and back, for {@link NonNormalSchur}: with {@code dTheta = P^T dV P}, T
 * takes its part of dTheta, theta and gamma theirs of the 2 x 2 blocks, and X the adjoint of the
 * exponential at {@code P^T dP = dTheta Theta^T + dTheta^T Theta}.
 */
final class SchurMap implements MatrixMap {
  private final NonNormalSchur options;
  private final int n;
  private final int thetaAt;
  private final int gammaAt;
  private final int upperAt;
  private final MatrixProduct product = new MatrixProduct(Threads::forEach);
  private final SkewExp exponential;
  private final NativeMatrix theta;
  private final NativeMatrix work;
  private final NativeMatrix result;
  private double[] parameters;

  SchurMap(NonNormalSchur options, int hidden) {
    this.options = options;
    n = hidden;
    thetaAt = n * (n - 1) / 2;
    gammaAt = thetaAt + n / 2;
    upperAt = gammaAt + n / 2;
    exponential = new SkewExp(n, Threads::forEach);
    theta = new NativeMatrix(n, n);
    work = new NativeMatrix(n, n);
    result = new NativeMatrix(n, n);
  }

  @Override
  public Matrix forward(double[] values) {
    parameters = values.clone();
    exponential.set(Arrays.copyOf(parameters, thetaAt));
    blocksAndTriangle();
    product.set(work, rotation(Form.PLAIN), new Factor(theta, Form.UPPER));
    product.set(result, new Factor(work, Form.PLAIN), rotation(Form.TRANSPOSED));
    return result.leading(n);
  }

  private Factor rotation(Form form) {
    return new Factor(exponential.value(), form);
  }

  /** {@code Theta = Lambda + M o T}. */
  private void blocksAndTriangle() {
    DoubleBuffer values = theta.values();
    int at = upperAt;
    for (int i = 0; i < n; i++) {
      int block = i * n + i / 2 * 2;
      values.put(block, 0);
      values.put(block + 1, 0);
      int first = options.mask().firstColumn(i);
      int count = Math.max(0, n - first);
      values.put(i * n + first, parameters, at, count);
      at += count;
    }
    for (int k = 0; k < n / 2; k++) {
      double gamma = parameters[gammaAt + k];
      double cosine = gamma * Math.cos(parameters[thetaAt + k]);
      double sine = gamma * Math.sin(parameters[thetaAt + k]);
      int top = 2 * k * n + 2 * k;
      values.put(top, cosine);
      values.put(top + 1, values.get(top + 1) - sine);
      values.put(top + n, sine);
      values.put(top + n + 1, cosine);
    }
  }

  @Override
  public double[] backward(Matrix gradient) {
    NativeMatrix dV = result;
    dV.set(gradient);
    product.set(work, new Factor(dV, Form.PLAIN), rotation(Form.PLAIN));
    NativeMatrix dTheta = result;
    product.set(dTheta, rotation(Form.TRANSPOSED), new Factor(work, Form.PLAIN));
    double[] gradients = new double[parameters.length];
    blocksBackward(dTheta, gradients);
    triangleBackward(dTheta, gradients);
    product.set(work, new Factor(dTheta, Form.PLAIN), new Factor(theta, Form.UPPER_TRANSPOSED));
    product.add(work, new Factor(dTheta, Form.TRANSPOSED), new Factor(theta, Form.UPPER));
    System.arraycopy(exponential.adjointOfTurn(work), 0, gradients, 0, thetaAt);
    return gradients;
  }

  private void blocksBackward(NativeMatrix dTheta, double[] gradients) {
    for (int k = 0; k < n / 2; k++) {
      double gamma = parameters[gammaAt + k];
      double cosine = Math.cos(parameters[thetaAt + k]);
      double sine = Math.sin(parameters[thetaAt + k]);
      int top = 2 * k * n + 2 * k;
      double along = dTheta.values().get(top) + dTheta.values().get(top + n + 1);
      double across = dTheta.values().get(top + n) - dTheta.values().get(top + 1);
      gradients[thetaAt + k] = gamma * (cosine * across - sine * along);
      gradients[gammaAt + k] = cosine * along + sine * across + 2 * options.delta() * (gamma - 1);
    }
  }

  private void triangleBackward(NativeMatrix dTheta, double[] gradients) {
    int at = upperAt;
    for (int i = 0; i < n; i++) {
      int first = options.mask().firstColumn(i);
      int count = Math.max(0, n - first);
      dTheta.values().get(i * n + first, gradients, at, count);
      at += count;
    }
    for (int i = upperAt; i < gradients.length; i++) {
      gradients[i] += options.decay() * parameters[i];
    }
  }
}
