package dev.eigenspark.linalg;

import static org.assertj.core.api.Assertions.assertThat;

import dev.eigenspark.rng.CounterRandom;
import dev.eigenspark.rng.Streams;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class TilesTest {
  private static final int DEPTH = 37;
  private final CounterRandom random = new CounterRandom(4, Streams.INIT, 0);

  /** Whatever their panels are, both do every element alike. */
  @Test
  void plainLoopsGiveTheBitsOfVectors() {
    float[] a = values(Tiles.ROWS * DEPTH);
    float[] b = values(DEPTH * PackedMatrix.COLUMN_ALIGNMENT);
    assertThat(product(new ScalarTiles(), a, b)).isEqualTo(product(new VectorTiles(), a, b));
  }

  private static float[] product(Tiles tiles, float[] a, float[] b) {
    int columns = PackedMatrix.COLUMN_ALIGNMENT;
    int panel = tiles.panel();
    float[] packed = new float[b.length];
    float[] result = new float[Tiles.ROWS * columns];
    float[] tile = new float[Tiles.ROWS * panel];
    for (int from = 0; from < columns; from += panel) {
      for (int q = 0; q < DEPTH; q++) {
        System.arraycopy(b, q * columns + from, packed, from * DEPTH + q * panel, panel);
      }
      Arrays.fill(tile, 0f);
      tiles.addTo(tile, a, packed, from * DEPTH, DEPTH);
      for (int i = 0; i < Tiles.ROWS; i++) {
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
