package dev.eigenspark.nn.relational;

import dev.eigenspark.nn.relational.Operator.Extent;
import org.junit.jupiter.api.Test;

class LastStateTest {
  private static final int STEPS = 5;
  private static final int CODE = 6;
  private static final int HIDDEN = 13;

  private static OperatorCheck check(int rows) {
    return new OperatorCheck(new LastState(HIDDEN), new Extent(CODE, STEPS), rows, 0.4);
  }

  private static double[] equations(double[] p, double[] trial) {
    Plain.Parameters parameters = new Plain.Parameters(p);
    double[][] v = parameters.next(HIDDEN, 4 * HIDDEN);
    double[][] u = parameters.next(CODE, 4 * HIDDEN);
    double[][] b = parameters.next(1, 4 * HIDDEN);
    double[][] h = new double[1][HIDDEN];
    double[] c = new double[HIDDEN];
    for (double[] code : Plain.rows(trial, CODE)) {
      double[][] fromInput = Plain.sum(Plain.times(new double[][] {code}, u), b, 1);
      double[] z = Plain.sum(fromInput, Plain.times(h, v), 1)[0];
      for (int k = 0; k < HIDDEN; k++) {
        double i = Plain.sigmoid(z[k]);
        double f = Plain.sigmoid(z[HIDDEN + k]);
        c[k] = f * c[k] + i * Math.tanh(z[2 * HIDDEN + k]);
        h[0][k] = Plain.sigmoid(z[3 * HIDDEN + k]) * Math.tanh(c[k]);
      }
    }
    return h[0];
  }

  @Test
  void agreesWithPlainEquationsAndTheirFiniteDifferences() {
    check(19).against(LastStateTest::equations);
  }

  @Test
  void threadsChangeNoBit() {
    check(50).threadsChangeNoBit();
  }
}
