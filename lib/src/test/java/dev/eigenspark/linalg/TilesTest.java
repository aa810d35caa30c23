package dev.eigenspark.linalg;

import static org.assertj.core.api.Assertions.assertThat;

import dev.eigenspark.rng.CounterRandom;
import dev.eigenspark.rng.Streams;
import java.util.Arrays;
import java.util.List;
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

  @Test
  void soTheyDoForRowsAndColumnsThatLieAnywhere() {
    int[] starts = new int[DEPTH];
    for (int i = 0; i < DEPTH; i++) {
      starts[i] = random.nextInt(100);
    }
    float[] a = values(100 + DEPTH + 10);
    float[] b = values(DEPTH * PackedMatrix.COLUMN_ALIGNMENT);
    Kernel rows =
        (tiles, tile, packed, at) -> tiles.addRows(tile, a, starts, 2, 3, packed, at, DEPTH);
    Kernel columns =
        (tiles, tile, packed, at) -> tiles.addColumns(tile, a, starts, 0, 3, packed, at, DEPTH);
    for (Kernel kernel : List.of(rows, columns)) {
      assertThat(product(new ScalarTiles(), kernel, b))
          .isEqualTo(product(new VectorTiles(), kernel, b));
    }
  }

  private interface Kernel {
    void add(Tiles tiles, float[] tile, float[] packed, int at);
  }

  private static float[] product(Tiles tiles, float[] a, float[] b) {
    return product(tiles, (t, tile, packed, at) -> t.addTo(tile, a, packed, at, DEPTH), b);
  }

  private static float[] product(Tiles tiles, Kernel kernel, float[] b) {
    int rows = Math.max(Tiles.ROWS, Tiles.COLUMNS);
    int columns = PackedMatrix.COLUMN_ALIGNMENT;
    int panel = tiles.panel();
    float[] packed = new float[b.length];
    float[] result = new float[rows * columns];
    float[] tile = new float[rows * panel];
    for (int from = 0; from < columns; from += panel) {
      for (int q = 0; q < DEPTH; q++) {
        System.arraycopy(b, q * columns + from, packed, from * DEPTH + q * panel, panel);
      }
      Arrays.fill(tile, 0f);
      kernel.add(tiles, tile, packed, from * DEPTH);
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
