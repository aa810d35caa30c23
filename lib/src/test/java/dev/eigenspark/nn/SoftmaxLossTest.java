package dev.eigenspark.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class SoftmaxLossTest {

  @Test
  void anUninformedReadOutHasTheLossOfAUniformGuess() {
    try (SoftmaxLoss softmax = new SoftmaxLoss(4, 2, 9);
        FloatBlock h = FloatBlock.allocate(8);
        FloatBlock parameters = FloatBlock.allocate(27)) {
      softmax.forward(h.at(0), 2, parameters, new int[] {0, 3, 8, 1}, new int[2], 2);
      assertThat(softmax.loss()).isCloseTo(Math.log(9), within(1e-6));
    }
  }

  @Test
  void hitsAreCountedForEachStepAndTiesGoToTheFirstClass() {
    try (SoftmaxLoss softmax = new SoftmaxLoss(4, 1, 3);
        FloatBlock h = FloatBlock.allocate(4);
        FloatBlock parameters = FloatBlock.allocate(6)) {
      h.write(new float[] {1, 1, -1, 0});
      parameters.write(new float[] {0, 2, 1, 0, 0, 0});
      int[] correct = new int[2];
      softmax.forward(h.at(0), 1, parameters, new int[] {1, 0, 0, 1}, correct, 2);
      assertThat(correct).containsExactly(1, 1);
    }
  }

  @Test
  void largeLogitsDoNotOverflow() {
    try (SoftmaxLoss softmax = new SoftmaxLoss(1, 1, 2);
        FloatBlock h = FloatBlock.allocate(1);
        FloatBlock parameters = FloatBlock.allocate(4);
        FloatBlock probabilities = FloatBlock.allocate(2)) {
      h.write(new float[] {1e4f});
      parameters.write(new float[] {1, -1, 0, 0});
      softmax.forward(h.at(0), 1, parameters, new int[] {1}, new int[1], 1);
      softmax.copyProbabilities(probabilities);
      assertThat(softmax.loss()).isCloseTo(2e4, within(1.0));
      assertThat(probabilities.read(2)[0]).isCloseTo(1f, within(1e-6f));
    }
  }
}
