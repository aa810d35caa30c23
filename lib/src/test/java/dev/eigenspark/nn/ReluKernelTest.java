package dev.eigenspark.nn;

import static org.assertj.core.api.Assertions.assertThat;

import dev.eigenspark.linalg.PackedMatrix;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReluKernelTest {
  private static final int WIDTH = PackedMatrix.COLUMN_ALIGNMENT;
  private static final float[] SPECIAL = {
    -1f, 2f, 0f, -0f, Float.MIN_VALUE, -Float.MIN_VALUE, Float.POSITIVE_INFINITY, Float.NaN
  };

  @Test
  void keepsWhatIsPositiveAndTheGradientThere() {
    for (ReluKernel kernel : List.of(new VectorRelu(), new ScalarRelu())) {
      float[] y = new float[3 * WIDTH];
      float[] dy = new float[3 * WIDTH];
      for (int i = 0; i < y.length; i++) {
        y[i] = SPECIAL[i % SPECIAL.length];
        dy[i] = i + 1;
      }
      float[] expected = y.clone();
      float[] dExpected = dy.clone();
      for (int i = WIDTH; i < 2 * WIDTH; i++) {
        expected[i] = Math.max(y[i], 0f);
        dExpected[i] = y[i] <= 0 ? 0f : dy[i];
      }
      kernel.forward(y, WIDTH, 2 * WIDTH);
      kernel.backward(y, dy, WIDTH, 2 * WIDTH);
      assertThat(y).isEqualTo(expected);
      assertThat(dy).isEqualTo(dExpected);
    }
  }
}
