package dev.eigenspark.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.eigenspark.linalg.PackedMatrix;
import org.junit.jupiter.api.Test;

class SoftmaxLossTest {
  private static final int WIDTH = PackedMatrix.padded(1);

  @Test
  void anUninformedReadOutHasTheLossOfAUniformGuess() {
    ReadOut softmax = new ReadOut(4, 4, 2, new SoftmaxLoss(9));
    softmax.forward(new float[4 * WIDTH], 0, WIDTH, new float[] {0, 3, 8, 1}, new int[2], 2);
    assertThat(softmax.loss()).isCloseTo(Math.log(9), within(1e-6));
  }

  @Test
  void hitsAreCountedForEachStepAndTiesGoToTheFirstClass() {
    ReadOut softmax = loaded(4, 3, new float[] {0, 2, 1, 0, 0, 0});
    int[] correct = new int[2];
    softmax.forward(rows(1, 1, -1, 0), 0, WIDTH, new float[] {1, 0, 0, 1}, correct, 2);
    assertThat(correct).containsExactly(1, 1);
  }

  @Test
  void largeLogitsDoNotOverflow() {
    ReadOut softmax = loaded(1, 2, new float[] {1, -1, 0, 0});
    softmax.forward(rows(1e4f), 0, WIDTH, new float[] {1}, new int[1], 1);
    try (FloatBlock probabilities = FloatBlock.allocate(2)) {
      softmax.copyPredictions(probabilities);
      assertThat(softmax.loss()).isCloseTo(2e4, within(1.0));
      assertThat(probabilities.read(2)[0]).isCloseTo(1f, within(1e-6f));
    }
  }

  /** Activations of one hidden unit. */
  private static float[] rows(float... values) {
    float[] rows = new float[values.length * WIDTH];
    for (int i = 0; i < values.length; i++) {
      rows[i * WIDTH] = values[i];
    }
    return rows;
  }

  /** A read-out of one hidden unit. */
  private static ReadOut loaded(int rows, int classes, float[] parameters) {
    ReadOut softmax = new ReadOut(rows, rows, 1, new SoftmaxLoss(classes));
    try (FloatBlock block = FloatBlock.allocate(parameters.length)) {
      block.write(parameters);
      softmax.load(block, 0);
    }
    return softmax;
  }
}
