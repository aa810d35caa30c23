package dev.eigenspark.nn;

/**
 * A unit of a {@link GatedCell}: {@code c = phi(r q + a)}, {@code h_t = u h_{t-1} + (1 - u) c}.
 * With {@code d = (1 - u) phi'}: {@code dh_t = d q r (1-r) dz_r + (h_{t-1} - c) u (1-u) dz_u + d r
 * dq + d da + u dh_{t-1}}.
 *
 * @param phi the nonlinearity of the candidate
 */
record GatedUnit(UnitFunction phi) implements UnitDynamics {
  @Override
  public int states() {
    return 1;
  }

  @Override
  public void step(int unit, double[] z, double[] state, double[][] slopes) {
    double reset = UnitFunction.sigmoid(z[GatedCell.RESET]);
    double update = UnitFunction.sigmoid(z[GatedCell.UPDATE]);
    double recurrent = z[GatedCell.RECURRENT];
    double candidate = phi.value(unit, reset * recurrent + z[GatedCell.CANDIDATE]);
    double through = (1 - update) * phi.slope(candidate);
    double[] slope = slopes[0];
    slope[GatedCell.RESET] = through * recurrent * reset * (1 - reset);
    slope[GatedCell.UPDATE] = (state[0] - candidate) * update * (1 - update);
    slope[GatedCell.RECURRENT] = through * reset;
    slope[GatedCell.CANDIDATE] = through;
    slope[z.length] = update;
    state[0] = update * state[0] + (1 - update) * candidate;
  }
}
