package dev.eigenspark.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class SquaredErrorLossTest {
  @Test
  void sumsTheSquaredErrorsOfEveryOutput() {
    SequenceLoss loss = new SquaredErrorLoss(2);
    float[] y = outputs(loss, new float[][] {{1, 2}, {-1, 0.5f}});
    float[] labels = {0, 4, -1, 1};
    assertThat(loss.predict(y, 2, labels, new int[1], 2)).isCloseTo(1 + 4 + 0.25, within(1e-12));
    loss.differentiate(y, 2, labels);
    assertThat(y).isEqualTo(outputs(loss, new float[][] {{2, -4}, {0, -1}}));
  }

  @Test
  void aRowIsRightWhenEveryOutputIsWithinTheTolerance() {
    SequenceLoss loss = new SquaredErrorLoss(2);
    float[][] errors = {
      {0.039f, -0.039f}, {0.041f, 0}, {0, -0.041f}, {Float.NaN, 0}, {0, 0.03f}, {0, 0}
    };
    int[] correct = {7, 7, 7};
    loss.predict(outputs(loss, errors), 6, new float[12], correct, 2);
    assertThat(correct).containsExactly(1, 0, 2);
  }

  private static float[] outputs(SequenceLoss loss, float[][] rows) {
    float[] y = new float[rows.length * loss.stride()];
    for (int row = 0; row < rows.length; row++) {
      System.arraycopy(rows[row], 0, y, row * loss.stride(), rows[row].length);
    }
    return y;
  }
}
