package dev.eigenspark.nn.relational;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.eigenspark.nn.relational.Operator.Extent;
import org.junit.jupiter.api.Test;

class RelationReaderTest {
  private static final int STEPS = 4;
  private static final int POSITIONS = 3;
  private static final int HEADS = 2;
  private static final int WIDTH = 10;
  private static final RelationReader READER =
      new RelationReader(STEPS, POSITIONS, HEADS, WIDTH, 11);

  private static OperatorCheck check(int rows) {
    return new OperatorCheck(READER, new Extent(STEPS * (STEPS + 1) / 2, 1), rows, 0.7);
  }

  private static double[] equations(double[] p, double[] relations) {
    Plain.Parameters parameters = new Plain.Parameters(p);
    double[][] a = new double[STEPS][STEPS];
    int entry = 0;
    for (int i = 0; i < STEPS; i++) {
      for (int j = 0; j <= i; j++) {
        a[i][j] = relations[entry++];
      }
    }
    double[][] x = Plain.times(a, parameters.next(STEPS, POSITIONS));
    double[][] query = parameters.next(1, POSITIONS);
    double[][] q = parameters.dense(query, WIDTH);
    double[][] k = parameters.dense(x, WIDTH);
    double[][] v = parameters.dense(x, WIDTH);
    double[][] all = Plain.attendHeads(q, k, v, HEADS);
    double[][] u = parameters.layerNorm(Plain.sum(query, parameters.dense(all, POSITIONS), 1));
    double[][] f = Plain.rectify(parameters.dense(u, READER.hidden()));
    return parameters.layerNorm(Plain.sum(u, parameters.dense(f, POSITIONS), 1))[0];
  }

  @Test
  void agreesWithPlainEquationsAndTheirFiniteDifferences() {
    check(7).against(RelationReaderTest::equations);
    check(3).against(RelationReaderTest::equations);
  }

  @Test
  void threadsChangeNoBit() {
    check(21).threadsChangeNoBit();
  }

  @Test
  void refusesHeadsThatDoNotDivideTheWidth() {
    assertThatThrownBy(() -> new RelationReader(STEPS, POSITIONS, 3, WIDTH, 11))
        .hasMessage("heads 3 must divide the width 10");
  }
}
