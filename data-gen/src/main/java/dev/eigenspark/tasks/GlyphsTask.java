package dev.eigenspark.tasks;

import dev.eigenspark.Failure;
import dev.eigenspark.config.Setting;
import dev.eigenspark.rng.CounterRandom;
import java.io.Serializable;
import java.util.List;

/**
 * Sequential and permuted digits without a download: drawn digits in place of MNIST's written ones,
 * seen pixel by pixel as in {@link PixelsTask}. Every trial draws a digit, one of its styles and
 * the distortions of {@link GlyphPen}. Results are not comparable with those on MNIST.
 */
public final class GlyphsTask implements Task<GlyphsTask.Options> {
  /**
   * Settings of the glyph task.
   *
   * @param side rows and columns of an image
   * @param jitter size of the distortions; 0 is none
   * @param noise largest change of a pixel by uniform noise, as a part of full ink
   * @param pixelsPerStep pixels shown at each step; an image's side shows it row by row
   * @param permutation order of the pixels
   * @param permutationSeed seed of a seeded permutation
   */
  public record Options(
      @Setting(doc = "rows and columns of an image", or = "28") int side,
      @Setting(doc = "size of the distortions; 0: none", or = "1") double jitter,
      @Setting(doc = "largest change of a pixel by noise, as a part of full ink", or = "0.05")
          double noise,
      @Setting(doc = "pixels shown at each step", or = "1") int pixelsPerStep,
      @Setting(
              doc = "order of the pixels: rows, that of the nnRNN paper, or permutationSeed's",
              or = "none")
          Permutation permutation,
      @Setting(doc = "seed of NumPy's RandomState for permutation = seeded", or = "150")
          long permutationSeed)
      implements Serializable {
    private static final int MIN_SIDE = 8;
    private static final int MAX_SIDE = 256;
    private static final double MAX_JITTER = 2;

    /** Validates the ranges. */
    public Options {
      if (side < MIN_SIDE || side > MAX_SIDE) {
        throw Failure.configuration(
            "side = " + side + " must be in [" + MIN_SIDE + ", " + MAX_SIDE + "]");
      }
      if (!(jitter >= 0 && jitter <= MAX_JITTER)) {
        throw Failure.configuration("jitter = " + jitter + " must be in [0, " + MAX_JITTER + "]");
      }
      if (!(noise >= 0 && noise <= 1)) {
        throw Failure.configuration("noise = " + noise + " must be in [0, 1]");
      }
      PixelSequence.check(side, pixelsPerStep, permutationSeed);
    }
  }

  @Override
  public String name() {
    return "glyphs";
  }

  @Override
  public String summary() {
    return "say the digit in a drawn and distorted image, seen pixel by pixel";
  }

  @Override
  public String paper() {
    return "a stand-in for the MNIST of Le, Jaitly, Hinton: A Simple Way to Initialize Recurrent"
        + " Networks of Rectified Linear Units, 2015, arXiv:1504.00941";
  }

  @Override
  public Class<Options> options() {
    return Options.class;
  }

  @Override
  public TrialSource source(Options options) {
    PixelSequence sequence =
        new PixelSequence(
            options.side(),
            options.pixelsPerStep(),
            options.permutation(),
            options.permutationSeed());
    return new Source(options, sequence);
  }

  private record Source(Options options, PixelSequence sequence) implements PixelTrials {
    @Override
    public void fill(CounterRandom random, TrialBuffer trial) {
      int digit = random.nextInt(PixelSequence.CLASSES);
      List<List<double[]>> styles = GlyphStrokes.styles(digit);
      List<double[]> style = styles.get(random.nextInt(styles.size()));
      GlyphPen pen = new GlyphPen(options.side(), options.jitter(), random);
      sequence.write(pen.draw(style, options.noise(), random), digit, trial);
    }
  }
}
