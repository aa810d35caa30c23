package dev.eigenspark.tasks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.eigenspark.Failure;
import dev.eigenspark.data.SequenceFormat;
import dev.eigenspark.data.SequenceFormat.Channel;
import dev.eigenspark.data.SequenceFormat.Kind;
import dev.eigenspark.data.Sha256;
import dev.eigenspark.rng.CounterRandom;
import dev.eigenspark.rng.Streams;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class GlyphsTaskTest {
  private static final int SIDE = 28;
  private static final int PIXELS = SIDE * SIDE;
  private static final TrialSource GLYPHS = source(SIDE, 1, 0.05, Permutation.NONE);

  @Test
  void bytesAreThoseOfEveryOtherMachine() {
    // Golden: a change here changes every dataset of glyphs, and the generator's version with it.
    StringBuilder text = new StringBuilder();
    for (long row = 0; row < 100; row++) {
      text.append(Arrays.toString(trial(GLYPHS, row).ints(0)));
      text.append(Arrays.toString(trial(GLYPHS, row).ints(1)));
    }
    assertThat(Sha256.of(text.toString()))
        .isEqualTo("e7590ca772255bad99bfd2abb4ad925bdb1202724263107baddee6a2c59340ed");
  }

  @Test
  void anyThreadDrawsTheSame() {
    List<int[]> alone = LongStream.range(0, 500).mapToObj(GlyphsTaskTest::image).toList();
    List<int[]> together =
        LongStream.range(0, 500).parallel().mapToObj(GlyphsTaskTest::image).toList();
    for (int row = 0; row < alone.size(); row++) {
      assertThat(together.get(row)).isEqualTo(alone.get(row));
    }
  }

  @Test
  void everyDigitIsAsFrequent() {
    TrialSource small = source(8, 1, 0, Permutation.NONE);
    int[] counts = new int[10];
    for (long row = 0; row < 5000; row++) {
      counts[trial(small, row).ints(1)[0]]++;
    }
    double chiSquare = IntStream.of(counts).mapToDouble(n -> (n - 500) * (n - 500) / 500.0).sum();
    assertThat(chiSquare).isLessThan(27.9); // the 99.9 % point with 9 degrees of freedom
  }

  @Test
  void imagesOfADigitDiffer() {
    Set<String> images = new HashSet<>();
    TrialSource clean = source(SIDE, 1, 0, Permutation.NONE);
    for (long row = 0; row < 1000; row++) {
      images.add(Arrays.toString(trial(clean, row).ints(0)));
    }
    assertThat(images).hasSize(1000);
  }

  @Test
  void withoutDistortionADigitHasAFewStylesInFullInk() {
    TrialSource still = source(SIDE, 0, 0, Permutation.NONE);
    Set<String> images = new HashSet<>();
    for (long row = 0; row < 500; row++) {
      int[] x = trial(still, row).ints(0);
      assertThat(IntStream.of(x).max()).hasValue(255);
      images.add(Arrays.toString(x));
    }
    int styles = IntStream.range(0, 10).map(digit -> GlyphStrokes.styles(digit).size()).sum();
    assertThat(images).hasSize(styles);
  }

  @Test
  void digitsAreMostlyBackgroundWithACleanEdge() {
    TrialSource clean = source(SIDE, 1, 0, Permutation.NONE);
    double ink = 0;
    double edge = 0;
    for (long row = 0; row < 1000; row++) {
      int[] x = trial(clean, row).ints(0);
      assertThat(IntStream.of(x)).allMatch(value -> value >= 0 && value <= 255);
      assertThat(IntStream.of(x).max().orElseThrow()).as("row %d", row).isGreaterThan(150);
      for (int pixel = 0; pixel < PIXELS; pixel++) {
        ink += x[pixel] / 255.0;
        boolean outer = pixel / SIDE % (SIDE - 1) == 0 || pixel % SIDE % (SIDE - 1) == 0;
        edge += outer && x[pixel] > 0 ? 1 : 0;
      }
    }
    assertThat(ink / 1000 / PIXELS).isBetween(0.05, 0.2);
    assertThat(edge / 1000).isLessThan(0.5);
  }

  @Test
  void noiseIsAsLargeAsSet() {
    TrialSource noisy = source(SIDE, 1, 0.2, Permutation.NONE);
    int largest = 0;
    for (long row = 0; row < 50; row++) {
      largest = Math.max(largest, trial(noisy, row).ints(0)[0]);
    }
    assertThat(largest).isBetween(40, 51);
  }

  @Test
  void aDigitIsNearestToTheMeanOfItsKind() {
    double[][] means = new double[10][PIXELS];
    int[] counts = new int[10];
    for (long row = 0; row < 3000; row++) {
      TrialBuffer trial = trial(GLYPHS, row);
      counts[trial.ints(1)[0]]++;
      for (int pixel = 0; pixel < PIXELS; pixel++) {
        means[trial.ints(1)[0]][pixel] += trial.ints(0)[pixel];
      }
    }
    for (int digit = 0; digit < 10; digit++) {
      for (int pixel = 0; pixel < PIXELS; pixel++) {
        means[digit][pixel] /= counts[digit];
      }
    }
    int right = 0;
    for (long row = 3000; row < 4000; row++) {
      TrialBuffer trial = trial(GLYPHS, row);
      right += nearest(means, trial.ints(0)) == trial.ints(1)[0] ? 1 : 0;
    }
    assertThat(right).isBetween(600, 980); // far above 100, and not trivial
  }

  private static int nearest(double[][] means, int[] image) {
    int nearest = 0;
    double least = Double.POSITIVE_INFINITY;
    for (int digit = 0; digit < means.length; digit++) {
      double distance = 0;
      for (int pixel = 0; pixel < image.length; pixel++) {
        distance += (image[pixel] - means[digit][pixel]) * (image[pixel] - means[digit][pixel]);
      }
      if (distance < least) {
        least = distance;
        nearest = digit;
      }
    }
    return nearest;
  }

  @Test
  void aPermutationShowsTheSamePixelsInAnotherOrder() {
    int[] order = new NumpyRandomState(1234).permutation(PIXELS);
    TrialBuffer permuted = trial(source(SIDE, 1, 0.05, Permutation.NNRNN), 3);
    TrialBuffer plain = trial(GLYPHS, 3);
    assertThat(permuted.ints(1)).isEqualTo(plain.ints(1));
    for (int i = 0; i < PIXELS; i++) {
      assertThat(permuted.ints(0)[i]).isEqualTo(plain.ints(0)[order[i]]);
    }
  }

  @Test
  void formatTellsTheNetworkHowToRead() {
    GlyphsTask.Options rows = new GlyphsTask.Options(14, 1, 0, 14, Permutation.NONE, 150);
    assertThat(new GlyphsTask().source(rows).format())
        .isEqualTo(
            new SequenceFormat(
                14,
                new Channel("x", Kind.BYTE, 14, 14),
                new Channel("y", Kind.SYMBOL, 10, 1),
                0,
                1));
    assertThat(GLYPHS.chanceAccuracy()).isEqualTo(0.1);
    assertThat(GLYPHS.chanceLoss()).isCloseTo(2.302585, within(1e-6));
  }

  @Test
  void refusesImpossibleOptions() {
    refuses(7, 1, 0, 1, 150, "side = 7 must be in [8, 256]");
    refuses(28, -1, 0, 1, 150, "jitter = -1.0 must be in [0, 2.0]");
    refuses(28, 1, Double.NaN, 1, 150, "noise = NaN must be in [0, 1]");
    refuses(28, 1, 0, 0, 150, "pixelsPerStep = 0 must divide the 784 pixels of an image");
    refuses(28, 1, 0, 1, 1L << 32, "permutationSeed = 4294967296 must be in [0, 4294967295]");
  }

  private static void refuses(
      int side, double jitter, double noise, int pixelsPerStep, long seed, String message) {
    assertThatThrownBy(
            () ->
                new GlyphsTask.Options(
                    side, jitter, noise, pixelsPerStep, Permutation.SEEDED, seed))
        .isInstanceOf(Failure.class)
        .hasMessage(message)
        .extracting(e -> ((Failure) e).kind())
        .isEqualTo(Failure.Kind.CONFIGURATION);
  }

  private static int[] image(long row) {
    return trial(GLYPHS, row).ints(0);
  }

  private static TrialSource source(int side, double jitter, double noise, Permutation order) {
    return new GlyphsTask().source(new GlyphsTask.Options(side, jitter, noise, 1, order, 150));
  }

  private static TrialBuffer trial(TrialSource source, long row) {
    TrialBuffer trial = new TrialBuffer(source.columns());
    source.fill(new CounterRandom(42, Streams.TRAIN, row), trial);
    return trial;
  }
}
