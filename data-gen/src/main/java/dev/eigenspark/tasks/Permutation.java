package dev.eigenspark.tasks;

import java.util.stream.IntStream;

/** In which order a sequence shows the pixels of an image. */
public enum Permutation {
  /** Row by row. */
  NONE,
  /** The first permutation of NumPy's {@code RandomState(1234)} (Kerg et al. 2019, nnRNN). */
  NNRNN,
  /** The first of {@code RandomState(permutationSeed)} (Arpit et al. 2019, h-detach). */
  SEEDED;

  /** Seed of {@link #NNRNN}. */
  static final long NNRNN_SEED = 1234;

  /**
   * The pixel shown at each place of the sequence.
   *
   * @param seed of {@link #SEEDED}
   */
  int[] order(int pixels, long seed) {
    return switch (this) {
      case NONE -> IntStream.range(0, pixels).toArray();
      case NNRNN -> new NumpyRandomState(NNRNN_SEED).permutation(pixels);
      case SEEDED -> new NumpyRandomState(seed).permutation(pixels);
    };
  }
}
