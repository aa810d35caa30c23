package dev.eigenspark.nn.relational;

import dev.eigenspark.nn.relational.Operator.Extent;
import org.junit.jupiter.api.Test;

class HeadComparisonsTest {
  private static final int STEPS = 4;
  private static final int CODE = 6;
  private static final HeadComparisons HEADS = new HeadComparisons(3, 5, 7);

  private static OperatorCheck check(int rows) {
    return new OperatorCheck(HEADS, new Extent(CODE, STEPS), rows, 0.4);
  }

  private static double[] equations(double[] p, double[] trial) {
    Plain.Parameters parameters = new Plain.Parameters(p);
    double[][] x = Plain.beside(Plain.rows(trial, CODE), Plain.positions(STEPS));
    double[][] flat = {Plain.flat(x)};
    double[][] keys = Plain.times(x, parameters.next(CODE + 1, HEADS.keys()));
    double[][] first = attended(parameters, flat, keys, x);
    double[][] second = attended(parameters, flat, keys, x);
    double[][] ws = parameters.next(CODE + 1, HEADS.relations());
    double[][] difference = Plain.sum(Plain.times(first, ws), Plain.times(second, ws), -1);
    double[][] numbers =
        Plain.beside(Plain.columns(first, CODE, CODE + 1), Plain.columns(second, CODE, CODE + 1));
    return Plain.flat(Plain.beside(difference, numbers));
  }

  private static double[][] attended(
      Plain.Parameters parameters, double[][] flat, double[][] keys, double[][] x) {
    double[][] wq = parameters.next(flat[0].length, HEADS.heads() * HEADS.keys());
    double[][] q = Plain.rows(Plain.flat(Plain.times(flat, wq)), HEADS.keys());
    return Plain.attend(q, keys, x, 1);
  }

  @Test
  void agreesWithPlainEquationsAndTheirFiniteDifferences() {
    check(7).against(HeadComparisonsTest::equations);
    check(3).against(HeadComparisonsTest::equations);
  }

  @Test
  void threadsChangeNoBit() {
    check(21).threadsChangeNoBit();
  }
}
