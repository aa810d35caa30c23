package dev.eigenspark.tasks;

import dev.eigenspark.Failure;
import dev.eigenspark.config.Setting;
import dev.eigenspark.data.Storage;
import dev.eigenspark.rng.CounterRandom;
import dev.eigenspark.rng.Streams;
import java.io.Serializable;

/**
 * Sequential and permuted MNIST: see an image pixel by pixel, then say its digit (Le, Jaitly and
 * Hinton 2015, section 4.2; in this form Kerg et al. 2019, appendix A.2, and Arpit et al. 2019).
 * The files are the user's: MNIST's, or any others in its format.
 *
 * <p>Splits: the last {@code validation} images of the training files are the split valid, those
 * before them train, the test files test; row ids count in that order. With the permutation {@code
 * nnrnn} the training images are put into that paper's order first: {@code RandomState(1234)} draws
 * the order of the pixels, then that of the images. The data seed changes nothing.
 */
public final class PixelsTask implements Task<PixelsTask.Options> {
  /**
   * Settings of the pixel task.
   *
   * @param directory where the files are, on any file system that all executors reach
   * @param trainImages name of the file of training images
   * @param trainLabels name of the file of their labels
   * @param testImages name of the file of test images
   * @param testLabels name of the file of their labels
   * @param side rows and columns of an image in the files
   * @param shrink side of the squares of pixels whose rounded mean is one pixel of a trial
   * @param validation training images that are kept for validation
   * @param pixelsPerStep pixels shown at each step; an image's side shows it row by row
   * @param permutation order of the pixels
   * @param permutationSeed seed of a seeded permutation
   */
  public record Options(
      @Setting(doc = "where the files are: a path, or a URI such as hdfs://host/mnist")
          String directory,
      @Setting(
              doc = "file of training images; here and below .gz may follow",
              or = "train-images-idx3-ubyte")
          String trainImages,
      @Setting(doc = "file of training labels", or = "train-labels-idx1-ubyte") String trainLabels,
      @Setting(doc = "file of test images", or = "t10k-images-idx3-ubyte") String testImages,
      @Setting(doc = "file of test labels", or = "t10k-labels-idx1-ubyte") String testLabels,
      @Setting(doc = "rows and columns of an image in the files", or = "28") int side,
      @Setting(doc = "side of the squares of pixels that become one by their mean", or = "1")
          int shrink,
      @Setting(doc = "images of the training files that are the split valid", or = "10000")
          int validation,
      @Setting(doc = "pixels shown at each step", or = "1") int pixelsPerStep,
      @Setting(
              doc = "order of the pixels: rows, that of the nnRNN paper, or permutationSeed's",
              or = "none")
          Permutation permutation,
      @Setting(doc = "seed of NumPy's RandomState for permutation = seeded", or = "150")
          long permutationSeed)
      implements Serializable {
    private static final int MAX_SIDE = 1024;

    /** Validates the ranges. */
    public Options {
      if (side < 1 || side > MAX_SIDE) {
        throw Failure.configuration("side = " + side + " must be in [1, " + MAX_SIDE + "]");
      }
      if (shrink < 1 || side % shrink != 0) {
        throw Failure.configuration(
            "shrink = " + shrink + " must divide side = " + side + ", the side of an image");
      }
      if (validation < 0) {
        throw Failure.configuration("validation = " + validation + " must be at least 0 images");
      }
      PixelSequence.check(side / shrink, pixelsPerStep, permutationSeed);
    }

    PixelSequence sequence() {
      return new PixelSequence(side / shrink, pixelsPerStep, permutation, permutationSeed);
    }
  }

  @Override
  public String name() {
    return "pixels";
  }

  @Override
  public String summary() {
    return "say the digit in an image of the user's MNIST files, seen pixel by pixel";
  }

  @Override
  public String paper() {
    return "Le, Jaitly, Hinton: A Simple Way to Initialize Recurrent Networks of Rectified Linear"
        + " Units, 2015, arXiv:1504.00941; as in Kerg et al., nnRNN, NeurIPS 2019, arXiv:1905.12080";
  }

  @Override
  public Class<Options> options() {
    return Options.class;
  }

  @Override
  public TrialSource source(Options options) {
    // A relative path means another directory in an executor.
    return new Source(options, Storage.at(options.directory()).uri());
  }

  private static final class Source implements PixelTrials {
    private static final long serialVersionUID = 1L;

    private final Options options;
    private final String directory;
    private final PixelSequence sequence;
    private transient ImageSplit opened;

    Source(Options options, String directory) {
      this.options = options;
      this.directory = directory;
      sequence = options.sequence();
    }

    @Override
    public PixelSequence sequence() {
      return sequence;
    }

    @Override
    public void requireRows(String split, long rows) {
      ImageSplit there = split(Streams.ofSplit(split));
      if (rows > there.size()) {
        throw Failure.configuration(
            "data.rows.%s = %d must be at most %d: %s"
                .formatted(split, rows, there.size(), there.origin()));
      }
    }

    @Override
    public void fill(CounterRandom random, TrialBuffer trial) {
      ImageSplit split = split(random.stream());
      int row = Math.toIntExact(random.row());
      sequence.write(split.image(row), split.label(row), trial);
    }

    private ImageSplit split(int stream) {
      if (opened == null || opened.stream() != stream) {
        opened = ImageSplit.open(stream, Storage.at(directory), options);
      }
      return opened;
    }
  }
}
