package dev.eigenspark.nn;

/**
 * A unit of an {@link LstmCell}, whose state is h and c: {@code c_t = f c_{t-1} + i g}, {@code h_t
 * = o tanh(c_t)}. So {@code dc_t = g i (1-i) dz_i + c_{t-1} f (1-f) dz_f + i (1-g^2) dz_g + f
 * dc_{t-1}} and {@code dh_t = o (1 - tanh(c_t)^2) dc_t + tanh(c_t) o (1-o) dz_o}; h_{t-1} is in z
 * alone.
 */
enum LstmUnit implements UnitDynamics {
  INSTANCE;

  private static final int INPUT = 0;
  private static final int FORGET = 1;
  private static final int CANDIDATE = 2;
  private static final int OUTPUT = 3;
  private static final int H = 0;
  private static final int C = 1;

  @Override
  public int states() {
    return 2;
  }

  @Override
  public void step(int unit, double[] z, double[] state, double[][] slopes) {
    double i = UnitFunction.sigmoid(z[INPUT]);
    double f = UnitFunction.sigmoid(z[FORGET]);
    double g = Math.tanh(z[CANDIDATE]);
    double o = UnitFunction.sigmoid(z[OUTPUT]);
    double before = state[C];
    state[C] = f * before + i * g;
    double tanh = Math.tanh(state[C]);
    state[H] = o * tanh;

    double[] ofC = slopes[C];
    ofC[INPUT] = g * i * (1 - i);
    ofC[FORGET] = before * f * (1 - f);
    ofC[CANDIDATE] = i * (1 - g * g);
    ofC[z.length + C] = f;
    double[] ofH = slopes[H];
    for (int by = 0; by < ofH.length; by++) {
      ofH[by] = o * (1 - tanh * tanh) * ofC[by];
    }
    ofH[OUTPUT] = tanh * o * (1 - o);
  }
}
