package dev.eigenspark.linalg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.eigenspark.rng.CounterRandom;
import dev.eigenspark.rng.Streams;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PackedMatrixTest {
  private static final int GAP = 3;
  private final CounterRandom random = new CounterRandom(2, Streams.INIT, 0);

  @ParameterizedTest
  @CsvSource({"1,1,32", "5,7,32", "6,16,64", "7,33,96", "12,5,32", "13,64,64", "25,138,128"})
  void isOneChainOfFusedMultiplyAddsForEveryElement(int rows, int depth, int columns) {
    float[] a = values(rows, depth + GAP);
    float[] b = values(depth, columns + GAP);
    float[] c = values(rows, columns + GAP);
    PackedMatrix matrix = new PackedMatrix(depth + 1, columns);
    matrix.pack(b, 0, columns + GAP, depth);
    PackedMatrix.Workspace workspace = new PackedMatrix.Workspace(depth);

    float[] product = c.clone();
    matrix.multiply(workspace, a, 0, depth + GAP, rows, product, 0, columns + GAP);
    float[] sum = c.clone();
    matrix.addProduct(workspace, a, 0, depth + GAP, rows, sum, 0, columns + GAP);
    float[] turned = c.clone();
    float[] aTransposed = transposed(a, rows, depth + GAP);
    matrix.addTransposedProduct(workspace, aTransposed, 0, rows, rows, turned, 0, columns + GAP);

    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < columns + GAP; j++) {
        int at = i * (columns + GAP) + j;
        float expected = 0;
        float more = c[at];
        for (int q = 0; q < depth && j < columns; q++) {
          float left = a[i * (depth + GAP) + q];
          float right = b[q * (columns + GAP) + j];
          expected = Math.fma(left, right, expected);
          more = Math.fma(left, right, more);
        }
        assertThat(product[at]).isEqualTo(j < columns ? expected : c[at]);
        assertThat(sum[at]).isEqualTo(more);
        assertThat(turned[at]).isEqualTo(sum[at]);
      }
    }
  }

  @Test
  void theTransposeIsPackedTransposedWithZerosInTheColumnsThatItDoesNotHave() {
    float[] b = values(50, 10);
    float[] transposed = new float[10 * 64];
    for (int row = 0; row < 50; row++) {
      for (int column = 0; column < 10; column++) {
        transposed[column * 64 + row] = b[row * 10 + column];
      }
    }
    PackedMatrix straight = new PackedMatrix(10, 64);
    straight.pack(transposed, 0, 64, 10);
    PackedMatrix turned = new PackedMatrix(10, 64);
    turned.packTransposed(b, 0, 10, 50, 10);
    PackedMatrix.Workspace workspace = new PackedMatrix.Workspace(10);
    float[] a = values(4, 10);
    float[] expected = values(4, 64);
    float[] actual = values(4, 64);
    straight.multiply(workspace, a, 0, 10, 4, expected, 0, 64);
    turned.multiply(workspace, a, 0, 10, 4, actual, 0, 64);
    assertThat(actual).isEqualTo(expected);
  }

  @Test
  void columnsMustFillPanels() {
    assertThatThrownBy(() -> new PackedMatrix(4, 33))
        .hasMessage("33 columns are not a multiple of 32");
  }

  private float[] values(int rows, int columns) {
    float[] values = new float[rows * columns];
    for (int i = 0; i < values.length; i++) {
      values[i] = random.nextFloat() - 0.5f;
    }
    return values;
  }

  private static float[] transposed(float[] source, int rows, int columns) {
    float[] result = new float[source.length];
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < columns; j++) {
        result[j * rows + i] = source[i * columns + j];
      }
    }
    return result;
  }
}
