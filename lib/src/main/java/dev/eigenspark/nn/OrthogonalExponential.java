package dev.eigenspark.nn;

import dev.eigenspark.linalg.Matrix;
import dev.eigenspark.linalg.NativeMatrix;
import dev.eigenspark.linalg.SkewExp;
import java.util.List;

/**
 * An orthogonal recurrent matrix: {@code V = exp(A), A = triu(X, 1) - triu(X, 1)^T}, trained
 * through X (expRNN; Lezcano-Casado, Martinez-Rubio, Cheap orthogonal constraints in neural
 * networks, ICML 2019). Parameters: {@code X}, the H (H - 1) / 2 elements above the diagonal, row
 * by row.
 *
 * @param start how X starts, one of the SKEW starts
 */
public record OrthogonalExponential(Init start) implements Parametrization {
  private static final long serialVersionUID = 1L;

  @Override
  public List<ParameterSpec> specs(int hidden) {
    return List.of(generator(hidden, start));
  }

  static ParameterSpec generator(int hidden, Init start) {
    int size = hidden * (hidden - 1) / 2;
    return new ParameterSpec(GENERATOR, 1, size, hidden, hidden, start);
  }

  @Override
  public MatrixMap map(int hidden) {
    SkewExp exponential = new SkewExp(hidden, Threads::forEach);
    NativeMatrix dP = new NativeMatrix(exponential.order(), exponential.order());
    return new MatrixMap() {
      @Override
      public Matrix forward(double[] parameters) {
        exponential.set(parameters);
        return exponential.value().leading(hidden);
      }

      @Override
      public double[] backward(Matrix gradient) {
        dP.set(gradient);
        return exponential.adjoint(dP);
      }
    };
  }
}
