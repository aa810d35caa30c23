package dev.eigenspark.nn.relational;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.eigenspark.nn.relational.Similarity.Mask;
import dev.eigenspark.nn.relational.Similarity.Reads;
import dev.eigenspark.nn.relational.Similarity.Score;
import dev.eigenspark.nn.relational.Similarity.Sides;
import dev.eigenspark.nn.relational.Similarity.Weighting;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The entries of the similarity matrix and their way back, in double. */
class TrialSimilarityTest {
  private static final int STEPS = 5;
  private static final int FEATURES = 6;

  static List<Similarity> all() {
    List<Similarity> all = new ArrayList<>();
    for (Sides sides : Sides.values()) {
      for (Score score : Score.values()) {
        for (Mask mask : Mask.values()) {
          for (Weighting weighting : Weighting.values()) {
            all.add(new Similarity(sides, score, mask, weighting, Reads.RELATIONS));
          }
        }
      }
    }
    return all;
  }

  @ParameterizedTest
  @MethodSource("all")
  void gradientsAreThoseOfFiniteDifferences(Similarity similarity) {
    double[] z = Differences.gaussian(STEPS * FEATURES, 1);
    double[] weights = Differences.gaussian(similarity.mask().entries(STEPS), 2);
    TrialSimilarity trial = new TrialSimilarity(similarity, STEPS, FEATURES);
    double[] kept = z.clone();
    double[] norms = new double[trial.norms()];
    double[] a = new double[weights.length];
    trial.forward(kept, 0, FEATURES, norms, 0, a, 0);
    double[] s = weights.clone();
    double[] dz = new double[z.length];
    trial.backward(s, a, 0, kept, 0, FEATURES, norms, 0, dz);
    Differences.check(
        dz, z, () -> Differences.dot(entries(similarity, z, FEATURES), weights), 1e-6);
    if (similarity.weighting() == Weighting.SOFTMAX) {
      rowsSumTo(similarity.mask(), a, 1);
      rowsSumTo(similarity.mask(), s, 0);
    }
  }

  private static void rowsSumTo(Mask mask, double[] entries, double expected) {
    int at = 0;
    for (int row = 0; row < STEPS; row++) {
      double sum = 0;
      int columns = mask.columns(row, STEPS);
      for (int j = 0; j < columns; j++) {
        sum += entries[at++];
      }
      assertThat(sum).isCloseTo(columns == 0 ? 0 : expected, within(1e-12));
    }
  }

  /** The entries for codes of this width, position by position. */
  static double[] entries(Similarity similarity, double[] z, int width) {
    int steps = z.length / width;
    TrialSimilarity trial = new TrialSimilarity(similarity, steps, width);
    double[] a = new double[similarity.mask().entries(steps)];
    trial.forward(z.clone(), 0, width, new double[trial.norms()], 0, a, 0);
    return a;
  }

  @ParameterizedTest
  @EnumSource(Score.class)
  void scoresAreAsTheirNames(Score score) {
    double[] z = {3, 4, 0, 2, 1, 1};
    double[] r = entries(symmetric(score, Mask.STRICT, Weighting.NONE), z, 2);
    double[] dot = {8, 7, 2};
    double[] cosine = {0.8, 7 / (5 * Math.sqrt(2)), 1 / Math.sqrt(2)};
    for (int i = 0; i < r.length; i++) {
      double expected =
          switch (score) {
            case DOT -> dot[i];
            case SCALED -> dot[i] / Math.sqrt(2);
            case COSINE -> cosine[i];
          };
      assertThat(r[i]).isCloseTo(expected, within(1e-12));
    }
  }

  @Test
  void theFirstRowOfTheCausalFormIsOne() {
    double[] z = Differences.gaussian(STEPS * FEATURES, 3);
    assertThat(entries(symmetric(Score.DOT, Mask.CAUSAL, Weighting.SOFTMAX), z, FEATURES)[0])
        .isEqualTo(1);
  }

  @Test
  void theStrictFormIsConstantForAPair() {
    double[] z = Differences.gaussian(2 * FEATURES, 4);
    assertThat(entries(symmetric(Score.DOT, Mask.STRICT, Weighting.SOFTMAX), z, FEATURES))
        .containsExactly(1);
  }

  @Test
  void sidesThatAreAlikeAreTheSymmetricForm() {
    double[] z = Differences.gaussian(STEPS * FEATURES, 5);
    double[] twice = new double[2 * z.length];
    for (int t = 0; t < STEPS; t++) {
      System.arraycopy(z, t * FEATURES, twice, 2 * t * FEATURES, FEATURES);
      System.arraycopy(z, t * FEATURES, twice, (2 * t + 1) * FEATURES, FEATURES);
    }
    for (Score score : Score.values()) {
      Similarity asymmetric =
          new Similarity(Sides.ASYMMETRIC, score, Mask.NONE, Weighting.SOFTMAX, Reads.RELATIONS);
      assertThat(entries(asymmetric, twice, 2 * FEATURES))
          .isEqualTo(entries(symmetric(score, Mask.NONE, Weighting.SOFTMAX), z, FEATURES));
    }
  }

  static Similarity symmetric(Score score, Mask mask, Weighting weighting) {
    return new Similarity(Sides.SYMMETRIC, score, mask, weighting, Reads.RELATIONS);
  }
}
