package dev.eigenspark.similarity;

import dev.eigenspark.linalg.Matrix;
import java.util.Arrays;

/**
 * The assignment of rows to columns of the largest total weight, by shortest augmenting paths with
 * potentials (Jonker and Volgenant, Computing 1987): rows^2 times columns steps. Row 0 and column 0
 * of its arrays are a sentinel, so numbers of rows and columns are one larger than in the matrix.
 */
final class Assignment {
  private final Matrix weights;
  private final double[] rowPotential;
  private final double[] colPotential;
  private final int[] rowOf;

  private Assignment(Matrix weights) {
    this.weights = weights;
    rowPotential = new double[weights.rows() + 1];
    colPotential = new double[weights.cols() + 1];
    rowOf = new int[weights.cols() + 1];
  }

  /** The column of each row; no more rows than columns. */
  static int[] columns(Matrix weights) {
    Assignment assignment = new Assignment(weights);
    for (int row = 1; row <= weights.rows(); row++) {
      assignment.augment(row);
    }
    int[] columns = new int[weights.rows()];
    for (int col = 1; col <= weights.cols(); col++) {
      if (assignment.rowOf[col] > 0) {
        columns[assignment.rowOf[col] - 1] = col - 1;
      }
    }
    return columns;
  }

  private void augment(int row) {
    int cols = weights.cols();
    double[] distance = new double[cols + 1];
    Arrays.fill(distance, Double.POSITIVE_INFINITY);
    int[] previous = new int[cols + 1];
    boolean[] done = new boolean[cols + 1];
    rowOf[0] = row;
    int at = 0;
    do {
      done[at] = true;
      at = nearest(at, distance, previous, done);
    } while (rowOf[at] != 0);
    while (at != 0) {
      rowOf[at] = rowOf[previous[at]];
      at = previous[at];
    }
  }

  /** Relaxes from column {@code at}, moves the potentials, and gives the nearest open column. */
  private int nearest(int at, double[] distance, int[] previous, boolean[] done) {
    int row = rowOf[at];
    int next = 0;
    for (int col = 1; col < distance.length; col++) {
      if (done[col]) {
        continue;
      }
      double cost = -weights.at(row - 1, col - 1) - rowPotential[row] - colPotential[col];
      if (cost < distance[col]) {
        distance[col] = cost;
        previous[col] = at;
      }
      if (next == 0 || distance[col] < distance[next]) {
        next = col;
      }
    }
    double step = distance[next];
    for (int col = 0; col < distance.length; col++) {
      if (done[col]) {
        rowPotential[rowOf[col]] += step;
        colPotential[col] -= step;
      } else {
        distance[col] -= step;
      }
    }
    return next;
  }
}
