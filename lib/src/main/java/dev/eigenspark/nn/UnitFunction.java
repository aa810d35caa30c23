package dev.eigenspark.nn;

/** The nonlinearity phi of units, in double. */
interface UnitFunction {
  /** phi(z) of a unit. */
  double value(int unit, double z);

  /** phi' where phi has this value. */
  double slope(double value);

  /** The logistic function, of gates. */
  static double sigmoid(double z) {
    return 1 / (1 + Math.exp(-z));
  }

  /** The hyperbolic tangent; {@code phi' = 1 - phi^2}. */
  enum Tanh implements UnitFunction {
    INSTANCE;

    @Override
    public double value(int unit, double z) {
      return Math.tanh(z);
    }

    @Override
    public double slope(double value) {
      return 1 - value * value;
    }
  }

  /**
   * {@code sign(z) max(|z| + b, 0)}; {@code phi' = 1} where phi is not 0, else 0, as in {@link
   * ModReluCell}.
   *
   * @param bias b of each unit
   */
  record ModRelu(double[] bias) implements UnitFunction {
    @Override
    public double value(int unit, double z) {
      return Math.signum(z) * Math.max(Math.abs(z) + bias[unit], 0);
    }

    @Override
    public double slope(double value) {
      return value == 0 ? 0 : 1;
    }
  }
}
