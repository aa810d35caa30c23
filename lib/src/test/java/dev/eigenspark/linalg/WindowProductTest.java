package dev.eigenspark.linalg;

import static org.assertj.core.api.Assertions.assertThat;

import dev.eigenspark.rng.CounterRandom;
import dev.eigenspark.rng.Streams;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WindowProductTest {
  private static final int PLACES = 90;
  private final CounterRandom random = new CounterRandom(2, Streams.INIT, 0);
  private final WindowProduct product = new WindowProduct();

  @ParameterizedTest
  @CsvSource({"1,1,1,32", "5,4,4,32", "17,2,33,64", "31,1,70,96"})
  void isOneChainOfFusedMultiplyAddsFromTheStartValueOn(int rows, int runs, int run, int columns) {
    int pitch = run + 7;
    int depth = runs * run;
    float[] a = values(PLACES + runs * pitch);
    float[] b = values(depth * columns);
    float[] start = values(columns);
    Windows windows = new Windows(places(rows), runs, run, pitch);
    int[] targets = new int[rows];
    for (int i = 0; i < rows; i++) {
      // Back to front, with gaps.
      targets[i] = (rows - 1 - i) * (columns + 3);
    }
    float[] c = values(rows * (columns + 3));
    float[] expected = c.clone();
    for (int i = 1; i < rows; i++) {
      for (int j = 0; j < columns; j++) {
        float sum = start[j];
        for (int q = 0; q < depth; q++) {
          float left = a[windows.starts()[i] + q / run * pitch + q % run];
          sum = Math.fma(left, b[q * columns + j], sum);
        }
        expected[targets[i] + j] = sum;
      }
    }
    PackedMatrix matrix = new PackedMatrix(depth, columns);
    matrix.pack(b, 0, columns, depth);
    product.set(start, a, windows, matrix, c, targets, 1, rows);
    assertThat(c).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({"1,1,32", "5,4,32", "33,6,64", "70,17,96"})
  void addsTheTransposeByOneChainToo(int depth, int rows, int columns) {
    int offset = 5;
    int first = 2;
    int[] places = places(first + depth);
    int[] rowsOfB = places(first + depth);
    float[] a = values(PLACES + offset + rows + WindowProduct.SLACK);
    float[] b = values(PLACES + columns);
    float[] c = values(1 + rows * columns);
    float[] expected = c.clone();
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < columns; j++) {
        int at = 1 + i * columns + j;
        for (int q = first; q < first + depth; q++) {
          expected[at] = Math.fma(a[places[q] + offset + i], b[rowsOfB[q] + j], expected[at]);
        }
      }
    }
    PackedMatrix matrix = new PackedMatrix(depth, columns);
    matrix.pack(b, rowsOfB, first, depth);
    product.addTransposed(a, places, first, offset, rows, matrix, c, 1, columns);
    assertThat(c).isEqualTo(expected);
  }

  private int[] places(int count) {
    int[] places = new int[count];
    for (int i = 0; i < count; i++) {
      places[i] = random.nextInt(PLACES);
    }
    return places;
  }

  private float[] values(int count) {
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = random.nextFloat() - 0.5f;
    }
    return values;
  }
}
