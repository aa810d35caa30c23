package dev.eigenspark.nn.relational;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.eigenspark.nn.relational.BindingMemory.Confidence;
import dev.eigenspark.nn.relational.Operator.Extent;
import dev.eigenspark.nn.relational.Similarity.Mask;
import dev.eigenspark.nn.relational.Similarity.Score;
import dev.eigenspark.nn.relational.Similarity.Weighting;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Memory and controller against their equations in double. */
class BindingMemoryTest {
  private static final int ROWS = 19;
  private static final int STEPS = 5;
  private static final int CODE = 6;
  private static final int HIDDEN = 20;
  private static final int KEYS = 12;
  private static final Extent EXTENT = new Extent(CODE, STEPS);

  @ParameterizedTest
  @EnumSource(Confidence.class)
  void agreesWithPlainEquationsAndTheirFiniteDifferences(Confidence confidence) {
    BindingMemory memory = new BindingMemory(HIDDEN, KEYS, confidence);
    OperatorCheck check = new OperatorCheck(memory, EXTENT, ROWS, 0.4);
    MemoryReference reference = new MemoryReference(memory, CODE);
    check.against((p, z) -> reference.answer(p, z));
  }

  @ParameterizedTest
  @EnumSource(Confidence.class)
  void threadsChangeNoBit(Confidence confidence) {
    new OperatorCheck(new BindingMemory(HIDDEN, KEYS, confidence), EXTENT, 3 * ROWS, 0.4)
        .threadsChangeNoBit();
  }

  @Test
  void readsAreTheSoftmaxBelowTheDiagonal() {
    double[] z = Differences.gaussian(STEPS * CODE, 4);
    MemoryReference reference =
        new MemoryReference(new BindingMemory(HIDDEN, KEYS, Confidence.OFF), CODE);
    double[] expected =
        TrialSimilarityTest.entries(
            TrialSimilarityTest.symmetric(Score.DOT, Mask.STRICT, Weighting.SOFTMAX), z, CODE);
    MemoryReads reads = new MemoryReads(EXTENT, 2);
    reads.forward(1, z, 0, CODE, 1, 0);
    for (int t = 1; t < STEPS; t++) {
      // From the codes that the memory holds by then.
      double[] written = Arrays.copyOf(z, t * CODE);
      double[] w = reference.weights(written, Arrays.copyOfRange(z, t * CODE, (t + 1) * CODE));
      for (int i = 0; i < t; i++) {
        int entry = t * (t - 1) / 2 + i;
        assertThat(w[i]).isCloseTo(expected[entry], within(1e-14));
        assertThat(reads.weights()[reads.at(1, t) + i]).isCloseTo(expected[entry], within(1e-14));
      }
    }
  }

  @Test
  void theWayBackOfTheReadsIsThatOfFiniteDifferences() {
    double[] z = Differences.gaussian(STEPS * CODE, 5);
    double[] confidence = {0.7, -0.2};
    double[] dWeights = Differences.gaussian(STEPS * (STEPS - 1) / 2, 6);
    double[] dConfidence = Differences.gaussian(STEPS, 7);
    MemoryReads reads = new MemoryReads(EXTENT, 1);
    reads.forward(0, z, 0, CODE, confidence[0], confidence[1]);
    System.arraycopy(dWeights, 0, reads.dWeights(), 0, dWeights.length);
    for (int t = 1; t < STEPS; t++) {
      reads.putConfidenceGradient(0, t, dConfidence[t]);
    }
    double[] dz = new double[z.length];
    reads.backward(0, z, 0, CODE, confidence[0], confidence[1], dz);
    Differences.check(dz, z, () -> loss(z, confidence, dWeights, dConfidence), 1e-6);
    Differences.check(
        new double[] {reads.gainGradient(0), reads.shiftGradient(0)},
        confidence,
        () -> loss(z, confidence, dWeights, dConfidence),
        1e-6);
  }

  private static double loss(
      double[] z, double[] confidence, double[] dWeights, double[] dConfidence) {
    MemoryReads reads = new MemoryReads(EXTENT, 1);
    reads.forward(0, z, 0, CODE, confidence[0], confidence[1]);
    double sum = Differences.dot(reads.weights(), dWeights);
    for (int t = 1; t < STEPS; t++) {
      sum += dConfidence[t] * reads.confidence(0, t);
    }
    return sum;
  }
}
