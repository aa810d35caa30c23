package dev.eigenspark.nn;

import java.util.Arrays;

/**
 * The recurrence of any {@link Cell} and its derivative: {@code z_t = [h_{t-1} | x_t | 1] W} and
 * {@code dz_t = dh_{t-1} V}, products in one loop over the rows of W, then {@link UnitDynamics} for
 * each unit. The state holds h of all units, then what the cell carries beside it.
 */
final class RecurrentDynamics implements StateDynamics {
  private final WeightLayout layout;
  private final double[] matrix;
  private final UnitDynamics units;
  private final int hidden;
  private final double[] z;
  private double[][] dz = {};

  /** Of one unit. */
  private final double[] unitZ;

  private final double[] unitState;
  private final double[][] slopes;

  /**
   * A recurrence.
   *
   * @param matrix W, packed
   * @param vectors the per-unit parameters, packed
   */
  RecurrentDynamics(WeightLayout layout, double[] matrix, double[] vectors) {
    this.layout = layout;
    this.matrix = matrix;
    units = UnitDynamics.of(layout.cell(), vectors);
    hidden = layout.shape().hidden();
    z = new double[layout.columns()];
    unitZ = new double[layout.cell().gates()];
    unitState = new double[units.states()];
    slopes = new double[units.states()][unitZ.length + unitState.length];
  }

  @Override
  public int size() {
    return units.states() * hidden;
  }

  @Override
  public void step(double[] x, double[] state, double[][] tangents) {
    products(x, state, tangents);
    for (int unit = 0; unit < hidden; unit++) {
      gather(z, layout.width(), unit, unitZ);
      gather(state, hidden, unit, unitState);
      units.step(unit, unitZ, unitState, slopes);
      for (int i = 0; i < unitState.length; i++) {
        state[i * hidden + unit] = unitState[i];
      }
      for (int row = 0; row < tangents.length; row++) {
        carry(unit, dz[row], tangents[row]);
      }
    }
  }

  private void products(double[] x, double[] state, double[][] tangents) {
    if (dz.length != tangents.length) {
      dz = new double[tangents.length][z.length];
    }
    Arrays.fill(z, 0);
    for (double[] row : dz) {
      Arrays.fill(row, 0);
    }
    for (int i = 0; i < hidden; i++) {
      addRow(state[i], i, z);
      // While this row of V is near.
      for (int row = 0; row < tangents.length; row++) {
        addRow(tangents[row][i], i, dz[row]);
      }
    }
    for (int i = 0; i < x.length; i++) {
      addRow(x[i], layout.width() + i, z);
    }
    if (layout.shape().bias()) {
      addRow(1, layout.width() + layout.shape().inputs(), z);
    }
  }

  private void addRow(double factor, int row, double[] to) {
    if (factor != 0) { // one-hot inputs are mostly zero
      int from = row * to.length;
      for (int j = 0; j < to.length; j++) {
        to[j] += factor * matrix[from + j];
      }
    }
  }

  /** Of a unit, from dz_t and its deviation at t-1 to that at t. */
  private void carry(int unit, double[] dz, double[] tangent) {
    gather(dz, layout.width(), unit, unitZ);
    gather(tangent, hidden, unit, unitState);
    for (int i = 0; i < unitState.length; i++) {
      double sum = 0;
      for (int block = 0; block < unitZ.length; block++) {
        sum += slopes[i][block] * unitZ[block];
      }
      for (int j = 0; j < unitState.length; j++) {
        sum += slopes[i][unitZ.length + j] * unitState[j];
      }
      tangent[i * hidden + unit] = sum;
    }
  }

  /** One value of each block. */
  private static void gather(double[] from, int width, int at, double[] to) {
    for (int block = 0; block < to.length; block++) {
      to[block] = from[block * width + at];
    }
  }
}
