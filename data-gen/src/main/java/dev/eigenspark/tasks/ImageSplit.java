package dev.eigenspark.tasks;

import dev.eigenspark.Failure;
import dev.eigenspark.data.Storage;
import dev.eigenspark.rng.Streams;
import java.util.Arrays;

/** The images of one split of {@link PixelsTask}, by row. */
final class ImageSplit {
  private final int stream;
  private final LabelledImages images;
  private final int[] rows;
  private final String origin;
  private final int side;
  private final int shrink;

  private ImageSplit(
      int stream, LabelledImages images, int[] rows, String origin, PixelsTask.Options options) {
    this.stream = stream;
    this.images = images;
    this.rows = rows;
    this.origin = origin;
    side = options.side();
    shrink = options.shrink();
  }

  /**
   * Reads the files of a split.
   *
   * @param stream of the split, in {@link Streams}
   * @throws Failure of kind DATA for files that {@link LabelledImages} refuses, of kind
   *     CONFIGURATION for fewer images than are to be kept for validation
   */
  static ImageSplit open(int stream, Storage directory, PixelsTask.Options options) {
    boolean testing = stream == Streams.TEST;
    String file = testing ? options.testImages() : options.trainImages();
    String labels = testing ? options.testLabels() : options.trainLabels();
    LabelledImages images = LabelledImages.read(directory, file, labels, options.side());
    String origin = "%s holds %d images".formatted(directory.locate(file), images.count());
    if (testing) {
      int[] all = Permutation.NONE.order(images.count(), 0);
      return new ImageSplit(stream, images, all, origin, options);
    }
    int training = images.count() - options.validation();
    if (training < 0) {
      throw Failure.configuration("data.validation = " + options.validation() + ": " + origin);
    }
    int[] order = order(images.count(), options);
    int[] rows =
        stream == Streams.VALID
            ? Arrays.copyOfRange(order, training, order.length)
            : Arrays.copyOf(order, training);
    String shared = origin + ", data.validation = " + options.validation() + " of them for valid";
    return new ImageSplit(stream, images, rows, shared, options);
  }

  /** The images of the training files in the order in which they are split. */
  private static int[] order(int count, PixelsTask.Options options) {
    if (options.permutation() != Permutation.NNRNN) {
      return Permutation.NONE.order(count, 0);
    }
    NumpyRandomState random = new NumpyRandomState(Permutation.NNRNN_SEED);
    random.permutation(options.sequence().pixels()); // that of the pixels is drawn first
    return random.permutation(count);
  }

  int stream() {
    return stream;
  }

  int size() {
    return rows.length;
  }

  /** Where the images come from, for messages. */
  String origin() {
    return origin;
  }

  int label(int row) {
    return images.label(rows[row]);
  }

  /** The pixels, row by row, each the mean over a square of the file's, half rounded up. */
  int[] image(int row) {
    int small = side / shrink;
    int[] sums = new int[small * small];
    for (int pixel = 0; pixel < side * side; pixel++) {
      int at = pixel / side / shrink * small + pixel % side / shrink;
      sums[at] += images.pixel(rows[row], pixel);
    }
    int area = shrink * shrink;
    for (int i = 0; i < sums.length; i++) {
      sums[i] = (2 * sums[i] + area) / (2 * area);
    }
    return sums;
  }
}
