package dev.eigenspark.nn.relational;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.eigenspark.nn.relational.Operator.Extent;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class SelfAttentionTest {
  private static final int STEPS = 4;
  private static final int CODE = 6;
  private static final int HEADS = 2;
  private static final SelfAttention ATTENTION = new SelfAttention(HEADS, 11);

  private static OperatorCheck check(int rows) {
    return new OperatorCheck(ATTENTION, new Extent(CODE, STEPS), rows, 0.4);
  }

  private static double[] equations(double[] p, double[] trial) {
    Plain.Parameters parameters = new Plain.Parameters(p);
    double[][] x = Plain.rows(trial, CODE);
    for (int t = 0; t < STEPS; t++) {
      for (int k = 0; k < CODE; k += 2) {
        double angle = t * Math.exp(-Math.log(10_000) * k / CODE);
        x[t][k] += Math.sin(angle);
        x[t][k + 1] += Math.cos(angle);
      }
    }
    double[][] qkv = parameters.dense(x, 3 * CODE);
    double[][] all =
        Plain.attendHeads(
            Plain.columns(qkv, 0, CODE),
            Plain.columns(qkv, CODE, 2 * CODE),
            Plain.columns(qkv, 2 * CODE, 3 * CODE),
            HEADS);
    double[][] u = parameters.layerNorm(Plain.sum(x, parameters.dense(all, CODE), 1));
    double[][] f = Plain.rectify(parameters.dense(u, ATTENTION.hidden()));
    double[][] v = parameters.layerNorm(Plain.sum(u, parameters.dense(f, CODE), 1));
    double[][] y = parameters.layerNorm(v);
    double[] mean = new double[CODE];
    Arrays.setAll(mean, k -> Arrays.stream(y).mapToDouble(row -> row[k]).average().orElseThrow());
    return mean;
  }

  @Test
  void agreesWithPlainEquationsAndTheirFiniteDifferences() {
    check(7).against(SelfAttentionTest::equations);
    check(3).against(SelfAttentionTest::equations);
  }

  @Test
  void threadsChangeNoBit() {
    check(21).threadsChangeNoBit();
  }

  @Test
  void refusesHeadsThatDoNotDivideACode() {
    assertThatThrownBy(() -> new SelfAttention(4, 11).output(new Extent(CODE, STEPS)))
        .hasMessage("heads 4 must divide the 6 numbers of a code");
  }
}
