package dev.eigenspark.nn.relational;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.eigenspark.nn.relational.BindingMemory.Confidence;
import dev.eigenspark.nn.relational.BindingMemory.Reads;
import dev.eigenspark.nn.relational.Operator.Extent;
import dev.eigenspark.nn.relational.Similarity.Mask;
import dev.eigenspark.nn.relational.Similarity.Score;
import dev.eigenspark.nn.relational.Similarity.Sides;
import dev.eigenspark.nn.relational.Similarity.Weighting;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Memory and controller against their equations in double. */
class BindingMemoryTest {
  private static final int ROWS = 19;
  private static final int STEPS = 5;
  private static final int CODE = 6;
  private static final int HIDDEN = 20;
  private static final int KEYS = 12;
  private static final Extent EXTENT = new Extent(CODE, STEPS);

  private static BindingMemory plain(Confidence confidence) {
    return new BindingMemory(HIDDEN, KEYS, confidence, Reads.KEYS, Sides.SYMMETRIC);
  }

  private static Stream<BindingMemory> all() {
    return Arrays.stream(Confidence.values())
        .flatMap(
            confidence ->
                Stream.of(
                    plain(confidence),
                    new BindingMemory(
                        HIDDEN, KEYS, confidence, Reads.KEYS_AND_OBJECTS, Sides.SYMMETRIC),
                    new BindingMemory(HIDDEN, KEYS, confidence, Reads.KEYS, Sides.ASYMMETRIC)));
  }

  @ParameterizedTest
  @MethodSource("all")
  void agreesWithPlainEquationsAndTheirFiniteDifferences(BindingMemory memory) {
    OperatorCheck check = new OperatorCheck(memory, EXTENT, ROWS, 0.4);
    MemoryReference reference = new MemoryReference(memory, CODE);
    check.against((p, z) -> reference.answer(p, z));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void agreesOnFewObjects(int steps) {
    BindingMemory memory =
        new BindingMemory(
            HIDDEN, KEYS, Confidence.DEFAULT_ROW, Reads.KEYS_AND_OBJECTS, Sides.SYMMETRIC);
    MemoryReference reference = new MemoryReference(memory, CODE);
    new OperatorCheck(memory, new Extent(CODE, steps), ROWS, 0.4)
        .against((p, z) -> reference.answer(p, z));
  }

  @ParameterizedTest
  @MethodSource("all")
  void threadsChangeNoBit(BindingMemory memory) {
    new OperatorCheck(memory, EXTENT, 3 * ROWS, 0.4).threadsChangeNoBit();
  }

  @Test
  void refusesTwoCodesWhereOneIsRead() {
    assertThatThrownBy(
            () ->
                new BindingMemory(
                    HIDDEN, KEYS, Confidence.OFF, Reads.KEYS_AND_OBJECTS, Sides.ASYMMETRIC))
        .hasMessageContaining("two codes");
  }

  @Test
  void readsAreTheSoftmaxBelowTheDiagonal() {
    double[] z = Differences.gaussian(STEPS * CODE, 4);
    double[] expected =
        TrialSimilarityTest.entries(
            TrialSimilarityTest.symmetric(Score.DOT, Mask.STRICT, Weighting.SOFTMAX), z, CODE);
    MemoryReads reads = new MemoryReads(plain(Confidence.LEARNED), EXTENT, 2);
    reads.forward(1, z, 0, CODE, new MemoryReads.Match(1, 0, new double[0]));
    List<double[]> written = new ArrayList<>();
    for (int t = 0; t < STEPS; t++) {
      double[] code = Arrays.copyOfRange(z, t * CODE, (t + 1) * CODE);
      double[] w = MemoryReference.weights(written, code);
      for (int i = 0; i < t; i++) {
        int entry = t * (t - 1) / 2 + i;
        assertThat(w[i]).isCloseTo(expected[entry], within(1e-14));
        assertThat(reads.weights()[reads.at(1, t) + i]).isCloseTo(expected[entry], within(1e-14));
      }
      written.add(code);
    }
  }

  @ParameterizedTest
  @EnumSource(Confidence.class)
  void theWayBackOfTheReadsIsThatOfFiniteDifferences(Confidence confidence) {
    BindingMemory memory = plain(confidence);
    MemoryReads reads = new MemoryReads(memory, EXTENT, 1);
    double[] z = Differences.gaussian(STEPS * CODE, 5);
    double[] p = Differences.gaussian(2 + memory.defaultRows() * CODE, 8);
    double[] dWeights = Differences.gaussian(reads.weights().length, 6);
    double[] dConfidence = Differences.gaussian(STEPS, 7);
    reads.forward(0, z, 0, CODE, match(p));
    System.arraycopy(dWeights, 0, reads.dWeights(), 0, dWeights.length);
    for (int t = 1; t < STEPS; t++) {
      reads.putConfidenceGradient(0, t, dConfidence[t]);
    }
    double[] dz = new double[z.length];
    reads.backward(0, z, 0, CODE, match(p), dz);
    DoubleSupplier loss = () -> loss(memory, z, p, dWeights, dConfidence);
    Differences.check(dz, z, loss, 1e-6);
    double[] dValue = new double[p.length - 2];
    reads.addValueGradient(0, dValue);
    double[] dp = new double[p.length];
    dp[0] = reads.gainGradient(0);
    dp[1] = reads.shiftGradient(0);
    System.arraycopy(dValue, 0, dp, 2, dValue.length);
    if (confidence != Confidence.OFF) {
      Differences.check(dp, p, loss, 1e-6);
    }
  }

  private static MemoryReads.Match match(double[] p) {
    return new MemoryReads.Match(p[0], p[1], Arrays.copyOfRange(p, 2, p.length));
  }

  private static double loss(
      BindingMemory memory, double[] z, double[] p, double[] dWeights, double[] dConfidence) {
    MemoryReads reads = new MemoryReads(memory, EXTENT, 1);
    reads.forward(0, z, 0, CODE, match(p));
    double sum = Differences.dot(reads.weights(), dWeights);
    for (int t = 1; t < STEPS; t++) {
      sum += dConfidence[t] * reads.confidence(0, t);
    }
    return sum;
  }
}
