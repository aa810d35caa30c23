package dev.eigenspark.nn.relational;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.eigenspark.nn.relational.ContextNorm.Variance;
import dev.eigenspark.nn.relational.Similarity.Mask;
import dev.eigenspark.nn.relational.Similarity.Score;
import dev.eigenspark.nn.relational.Similarity.Weighting;
import dev.eigenspark.rng.CounterRandom;
import dev.eigenspark.rng.Streams;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What holds for normalised codes and their similarities together. */
class RelationsTest {
  private static final int WIDTH = 128;

  /** Two rows of three and four options, as in the distribution of three. */
  private static final int[] TRIAL = {3, 1, 2, 1, 3, 0, 2, 3, 1};

  /** Ways to code an object by its number. */
  private enum Codes {
    GAUSSIAN {
      @Override
      double[] of(int object) {
        return Differences.gaussian(WIDTH, 100 + object);
      }
    },
    /** Non-negative, some objects larger than others, as the codes of images are. */
    RECTIFIED {
      @Override
      double[] of(int object) {
        double[] code = GAUSSIAN.of(object);
        for (int k = 0; k < WIDTH; k++) {
          code[k] = (1 + object % 4) * Math.max(code[k], 0);
        }
        return code;
      }
    };

    abstract double[] of(int object);

    double[] trial(int... objects) {
      double[] z = new double[objects.length * WIDTH];
      for (int t = 0; t < objects.length; t++) {
        System.arraycopy(of(objects[t]), 0, z, t * WIDTH, WIDTH);
      }
      return z;
    }
  }

  private static double[] normalised(double[] codes) {
    double[] z = codes.clone();
    double[] ones = new double[WIDTH];
    Arrays.fill(ones, 1);
    int steps = z.length / WIDTH;
    new TrialNorm(steps, Variance.UNBIASED, WIDTH, 1)
        .forward(z, new double[z.length], 0, WIDTH, ones, new double[WIDTH], ones.clone(), 0);
    return z;
  }

  private static double[] softmax(Mask mask, double[] z) {
    return TrialSimilarityTest.entries(
        TrialSimilarityTest.symmetric(Score.DOT, mask, Weighting.SOFTMAX), z, WIDTH);
  }

  private static double[] scores(double[] z) {
    return TrialSimilarityTest.entries(
        TrialSimilarityTest.symmetric(Score.DOT, Mask.NONE, Weighting.NONE), z, WIDTH);
  }

  /** The symbolic matrix of equality. */
  private static double[] equality(Mask mask, int... objects) {
    double[] a = new double[mask.entries(objects.length)];
    int at = 0;
    for (int i = 0; i < objects.length; i++) {
      int seen = mask.columns(i, objects.length);
      int equal = 0;
      for (int j = 0; j < seen; j++) {
        equal += objects[j] == objects[i] ? 1 : 0;
      }
      for (int j = 0; j < seen; j++) {
        a[at++] = objects[j] == objects[i] ? 1.0 / equal : 0;
      }
    }
    return a;
  }

  private static double gap(double[] a, double[] b) {
    double largest = 0;
    for (int i = 0; i < a.length; i++) {
      largest = Math.max(largest, Math.abs(a[i] - b[i]));
    }
    return largest;
  }

  @ParameterizedTest
  @EnumSource(Codes.class)
  void attentionIsTheSymbolicMatrixOfEquality(Codes codes) {
    for (Mask mask : new Mask[] {Mask.CAUSAL, Mask.NONE}) {
      double[] a = softmax(mask, normalised(codes.trial(TRIAL)));
      assertThat(gap(a, equality(mask, TRIAL))).isLessThan(5e-4);
    }
  }

  @Test
  void withoutTheNormRectifiedCodesDoNotGiveIt() {
    double[] a = softmax(Mask.NONE, Codes.RECTIFIED.trial(TRIAL));
    assertThat(gap(a, equality(Mask.NONE, TRIAL))).isGreaterThan(0.4);
  }

  @Test
  void scoresOfNormalisedCodesSumToZeroAndHaveAKnownTrace() {
    double[] z = Codes.RECTIFIED.trial(TRIAL);
    int varying = 0;
    for (int k = 0; k < WIDTH; k++) {
      double first = z[k];
      int feature = k;
      boolean varies = false;
      for (int t = 1; t < TRIAL.length; t++) {
        varies |= z[t * WIDTH + feature] != first;
      }
      varying += varies ? 1 : 0;
    }
    double[] r = scores(normalised(z));
    int n = TRIAL.length;
    double trace = 0;
    for (int i = 0; i < n; i++) {
      assertThat(Arrays.stream(r, i * n, (i + 1) * n).sum()).isCloseTo(0, within(1e-9));
      trace += r[i * n + i];
    }
    assertThat(varying).isBetween(80, WIDTH - 1);
    assertThat(trace).isCloseTo((n - 1) * varying, within(1e-3));
  }

  @Test
  void aPairTellsSameFromDifferent() {
    double[] same = normalised(Codes.RECTIFIED.trial(4, 4));
    assertThat(scores(same)).containsExactly(0, 0, 0, 0);
    assertThat(softmax(Mask.CAUSAL, same)).containsExactly(1, 0.5, 0.5);
    double[] different = normalised(Codes.GAUSSIAN.trial(4, 5));
    double[] r = scores(different);
    assertThat(r[1]).isCloseTo(-WIDTH / 2.0, within(1e-2));
    assertThat(r[3]).isCloseTo(WIDTH / 2.0, within(1e-2));
    assertThat(softmax(Mask.CAUSAL, different)[1]).isLessThan(1e-50);
  }

  @Test
  void rotationsAfterTheNormChangeNothing() {
    double[] z = normalised(Codes.GAUSSIAN.trial(TRIAL));
    double[] turned = z.clone();
    double[] axis = Differences.gaussian(WIDTH, 7);
    double length = Differences.dot(axis, axis);
    // The reflection I - 2 v v^T / |v|^2.
    for (int t = 0; t < TRIAL.length; t++) {
      double along = 0;
      for (int k = 0; k < WIDTH; k++) {
        along += z[t * WIDTH + k] * axis[k];
      }
      for (int k = 0; k < WIDTH; k++) {
        turned[t * WIDTH + k] -= 2 * along * axis[k] / length;
      }
    }
    assertThat(gap(scores(turned), scores(z))).isLessThan(1e-11);
    assertThat(gap(softmax(Mask.CAUSAL, turned), softmax(Mask.CAUSAL, z))).isLessThan(1e-12);
  }

  @Test
  void shiftsScalesAndOrderOfFeaturesBeforeTheNormChangeNothing() {
    double[] z = Codes.GAUSSIAN.trial(TRIAL);
    double[] changed = new double[z.length];
    CounterRandom random = new CounterRandom(5, Streams.INIT, 0);
    for (int k = 0; k < WIDTH; k++) {
      double scale = (random.nextInt(2) == 0 ? -1 : 1) * (0.5 + random.nextDouble());
      double shift = random.nextGaussian();
      for (int t = 0; t < TRIAL.length; t++) {
        int to = (k + 17) % WIDTH;
        changed[t * WIDTH + to] = scale * z[t * WIDTH + k] + shift;
      }
    }
    double[] expected = softmax(Mask.CAUSAL, normalised(z));
    assertThat(gap(softmax(Mask.CAUSAL, normalised(changed)), expected)).isLessThan(1e-6);
  }

  @Test
  void theFullMatrixFollowsTheOrderOfPositionsAndTheCausalOneDoesNot() {
    int n = TRIAL.length;
    int[] order = {4, 0, 8, 2, 7, 1, 6, 3, 5};
    int[] moved = Arrays.stream(order).map(i -> TRIAL[i]).toArray();
    double[] a = softmax(Mask.NONE, normalised(Codes.GAUSSIAN.trial(TRIAL)));
    double[] b = softmax(Mask.NONE, normalised(Codes.GAUSSIAN.trial(moved)));
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        assertThat(b[i * n + j]).isCloseTo(a[order[i] * n + order[j]], within(1e-12));
      }
    }
    double largest = 0;
    double[] causal = softmax(Mask.CAUSAL, normalised(Codes.GAUSSIAN.trial(moved)));
    for (int i = 0; i < n; i++) {
      for (int j = 0; j <= Math.min(i, order[i]); j++) {
        largest = Math.max(largest, Math.abs(causal[i * (i + 1) / 2 + j] - b[i * n + j]));
      }
    }
    assertThat(largest).isGreaterThan(0.3);
  }

  @Test
  void trialsOfOnePatternAreAlike() {
    int[] renamed = Arrays.stream(TRIAL).map(object -> object + 40).toArray();
    double[] a = softmax(Mask.CAUSAL, normalised(Codes.RECTIFIED.trial(TRIAL)));
    double[] b = softmax(Mask.CAUSAL, normalised(Codes.RECTIFIED.trial(renamed)));
    assertThat(gap(a, b)).isLessThan(1e-3);
  }
}
