package dev.eigenspark.nn;

/**
 * Vanilla recurrence: {@code h_t = phi(z)}.
 *
 * @param phi the nonlinearity
 */
record PlainUnit(UnitFunction phi) implements UnitDynamics {
  @Override
  public int states() {
    return 1;
  }

  @Override
  public void step(int unit, double[] z, double[] state, double[][] slopes) {
    state[0] = phi.value(unit, z[0]);
    slopes[0][0] = phi.slope(state[0]);
  }
}
