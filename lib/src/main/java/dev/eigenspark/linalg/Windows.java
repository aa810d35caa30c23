package dev.eigenspark.linalg;

/**
 * A matrix whose rows lie anywhere in an array and may share what they hold, as the windows do that
 * a convolution looks through. Row i is {@code runs} runs of {@code run} floats: the first begins
 * at {@code starts[i]}, the others {@code pitch} after the one before.
 *
 * @param starts where each row begins
 * @param runs pieces of a row
 * @param run floats of a piece
 * @param pitch from one piece to the next
 */
public record Windows(int[] starts, int runs, int run, int pitch) {
  /** The same windows on each of several images, {@code size} floats apart. */
  public Windows onImages(int images, int size) {
    return new Windows(repeated(starts, images, size), runs, run, pitch);
  }

  /** The same places in each of several images, {@code size} floats apart. */
  public static int[] repeated(int[] places, int images, int size) {
    int[] all = new int[Math.multiplyExact(images, places.length)];
    for (int i = 0; i < all.length; i++) {
      all[i] = i / places.length * size + places[i % places.length];
    }
    return all;
  }
}
