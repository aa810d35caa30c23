package dev.eigenspark.nn.relational;

import dev.eigenspark.nn.relational.Operator.Extent;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class PairRelationsTest {
  private static final int STEPS = 4;
  private static final int CODE = 5;
  private static final PairRelations PAIRS = new PairRelations(37, 6);

  private static OperatorCheck check(int rows) {
    return new OperatorCheck(PAIRS, new Extent(CODE, STEPS), rows, 0.4);
  }

  private static double[] equations(double[] p, double[] trial) {
    Plain.Parameters parameters = new Plain.Parameters(p);
    double[][] x = Plain.beside(Plain.rows(trial, CODE), Plain.positions(STEPS));
    double[][] wa = parameters.next(CODE + 1, PAIRS.hidden());
    double[][] wb = parameters.next(CODE + 1, PAIRS.hidden());
    double[] bias = parameters.next(1, PAIRS.hidden())[0];
    double[][] h = new double[STEPS * STEPS][PAIRS.hidden()];
    for (int pair = 0; pair < h.length; pair++) {
      double[] first = Plain.times(new double[][] {x[pair / STEPS]}, wa)[0];
      double[] second = Plain.times(new double[][] {x[pair % STEPS]}, wb)[0];
      for (int k = 0; k < bias.length; k++) {
        h[pair][k] = Math.max(first[k] + second[k] + bias[k], 0);
      }
    }
    double[][] g = Plain.rectify(parameters.dense(h, PAIRS.outputs()));
    double[] sum = new double[PAIRS.outputs()];
    Arrays.setAll(sum, k -> Arrays.stream(g).mapToDouble(row -> row[k]).sum());
    return sum;
  }

  @Test
  void agreesWithPlainEquationsAndTheirFiniteDifferences() {
    check(7).against(PairRelationsTest::equations);
    check(2).against(PairRelationsTest::equations);
  }

  @Test
  void threadsChangeNoBit() {
    check(21).threadsChangeNoBit();
  }
}
