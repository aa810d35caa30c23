package dev.eigenspark.linalg;

import static org.assertj.core.api.Assertions.assertThat;

import dev.eigenspark.rng.CounterRandom;
import dev.eigenspark.rng.Streams;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TilesTest {
  private static final int DEPTH = 37;
  private final CounterRandom random = new CounterRandom(4, Streams.INIT, 0);

  /** Whatever their panels are, both do every element alike. */
  @ParameterizedTest
  @ValueSource(ints = {5, 10})
  void plainLoopsGiveTheBitsOfVectors(int rows) {
    float[] a = values(rows * DEPTH);
    float[] b = values(DEPTH * PackedMatrix.COLUMN_ALIGNMENT);
    assertThat(product(new ScalarTiles(), rows, a, b))
        .isEqualTo(product(new VectorTiles(), rows, a, b));
  }

  private static float[] product(Tiles tiles, int rows, float[] a, float[] b) {
    int columns = PackedMatrix.COLUMN_ALIGNMENT;
    int panel = tiles.panel();
    float[] packed = new float[b.length];
    float[] result = new float[rows * columns];
    float[] tile = new float[rows * panel];
    for (int from = 0; from < columns; from += panel) {
      for (int q = 0; q < DEPTH; q++) {
        System.arraycopy(b, q * columns + from, packed, from * DEPTH + q * panel, panel);
      }
      tiles.run(rows, a, packed, from * DEPTH, DEPTH, tile);
      for (int i = 0; i < rows; i++) {
        System.arraycopy(tile, i * panel, result, i * columns + from, panel);
      }
    }
    return result;
  }

  private float[] values(int count) {
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = random.nextFloat() - 0.5f;
    }
    return values;
  }
}
