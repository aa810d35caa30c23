package dev.eigenspark.bench;

import dev.eigenspark.rng.CounterRandom;

/** Rows of uniform features in four layers of 128, each row a function of its number. */
final class FeatureRows {
  static final int LAYERS = 4;
  static final int WIDTH = 128;
  static final int COLUMNS = LAYERS * WIDTH;

  private static final int SEED = 1;
  private static final int STREAM = 0;

  private final CounterRandom random = new CounterRandom(SEED, STREAM, 0);

  /** Writes {@code rows} rows from number {@code first} on to the beginning of {@code out}. */
  void write(long first, int rows, float[] out) {
    int at = 0;
    for (int i = 0; i < rows; i++) {
      random.seek(first + i);
      for (int j = 0; j < COLUMNS; j++) {
        out[at++] = random.nextFloat();
      }
    }
  }
}
