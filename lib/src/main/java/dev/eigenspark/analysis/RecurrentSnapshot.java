package dev.eigenspark.analysis;

import dev.eigenspark.Failure;
import dev.eigenspark.data.Tensor;
import dev.eigenspark.linalg.Matrix;
import dev.eigenspark.models.RecurrentMatrix;
import java.util.Arrays;
import java.util.Map;

/**
 * One recurrent matrix at one step of one run.
 *
 * @param run the run's name
 * @param step updates so far
 * @param matrix the matrix's name in the model
 * @param elements size * size elements, row-major
 */
record RecurrentSnapshot(String run, long step, String matrix, float[] elements) {
  /** Names the place of a value that is not finite, which the numerics alone could not. */
  RecurrentSnapshot {
    for (int i = 0; i < elements.length; i++) {
      if (!Float.isFinite(elements[i])) {
        throw Failure.diverged(
            "run '%s', step %d, matrix '%s': element %d is %s; weights must be finite"
                .formatted(run, step, matrix, i, elements[i]));
      }
    }
  }

  /** Cuts the columns of {@code matrix} out of the tensor that it lies in. */
  static RecurrentSnapshot cut(
      String run, long step, RecurrentMatrix matrix, Map<String, Tensor> weights) {
    Tensor tensor = weights.get(matrix.tensor());
    int n = matrix.size();
    if (tensor == null) {
      throw Failure.data(
          "run '%s', step %d: no tensor '%s' for matrix '%s'; the checkpoint has: %s"
              .formatted(run, step, matrix.tensor(), matrix.name(), weights.keySet()));
    }
    int[] shape = tensor.shape();
    if (shape.length != 2 || shape[0] != n || shape[1] < matrix.columnOffset() + n) {
      throw Failure.data(
          "run '%s', step %d: tensor '%s' has shape %s; matrix '%s' needs %d rows and %d columns"
              .formatted(
                  run,
                  step,
                  tensor.name(),
                  Arrays.toString(shape),
                  matrix.name(),
                  n,
                  matrix.columnOffset() + n));
    }
    float[] elements = new float[n * n];
    for (int i = 0; i < n; i++) {
      int from = i * shape[1] + matrix.columnOffset();
      System.arraycopy(tensor.values(), from, elements, i * n, n);
    }
    return new RecurrentSnapshot(run, step, matrix.name(), elements);
  }

  /** The square matrix with these elements, row by row, in double. */
  static Matrix square(float[] elements) {
    int n = (int) Math.round(Math.sqrt(elements.length));
    double[] values = new double[elements.length];
    Arrays.setAll(values, i -> elements[i]);
    return new Matrix(n, n, values);
  }
}
