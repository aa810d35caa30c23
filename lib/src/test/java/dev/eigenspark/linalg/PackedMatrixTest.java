package dev.eigenspark.linalg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.eigenspark.rng.CounterRandom;
import dev.eigenspark.rng.Streams;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PackedMatrixTest {
  private static final int GAP = 3;
  private final CounterRandom random = new CounterRandom(2, Streams.INIT, 0);

  @ParameterizedTest
  @CsvSource({"1,1,32", "5,7,32", "6,16,64", "7,33,96", "12,5,32", "13,64,64", "25,138,128"})
  void isOneChainOfFusedMultiplyAddsForEveryElement(int rows, int depth, int columns) {
    ByteBuffer a = values(rows, depth + GAP);
    ByteBuffer b = values(depth, columns + GAP);
    ByteBuffer c = values(rows, columns + GAP);
    ByteBuffer sum = copy(c);
    PackedMatrix matrix = new PackedMatrix(depth, columns);
    matrix.pack(b, columns + GAP);
    PackedMatrix.Workspace workspace = new PackedMatrix.Workspace(depth);

    matrix.multiplyAdd(workspace, a, 0, depth + GAP, rows, sum, 0, columns + GAP);
    ByteBuffer product = copy(c);
    matrix.multiply(workspace, a, 0, depth + GAP, rows, product, 0, columns + GAP);

    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < columns + GAP; j++) {
        float old = get(c, i * (columns + GAP) + j);
        float expected = 0;
        for (int q = 0; q < depth && j < columns; q++) {
          float factor = get(a, i * (depth + GAP) + q);
          expected = Math.fma(factor, get(b, q * (columns + GAP) + j), expected);
        }
        boolean inside = j < columns;
        int at = i * (columns + GAP) + j;
        assertThat(get(product, at)).isEqualTo(inside ? expected : old);
        assertThat(get(sum, at)).isEqualTo(inside ? expected + old : old);
      }
    }
  }

  @Test
  void theTransposeIsPackedTransposed() {
    ByteBuffer b = values(64, 10);
    ByteBuffer transposed = ByteBuffer.allocateDirect(4 * 640).order(ByteOrder.LITTLE_ENDIAN);
    for (int row = 0; row < 64; row++) {
      for (int column = 0; column < 10; column++) {
        transposed.putFloat(4 * (column * 64 + row), get(b, row * 10 + column));
      }
    }
    PackedMatrix straight = new PackedMatrix(10, 64);
    straight.pack(transposed, 64);
    PackedMatrix turned = new PackedMatrix(10, 64);
    turned.packTransposed(b, 10);
    PackedMatrix.Workspace workspace = new PackedMatrix.Workspace(10);
    ByteBuffer a = values(4, 10);
    ByteBuffer expected = values(4, 64);
    ByteBuffer actual = values(4, 64);
    straight.multiply(workspace, a, 0, 10, 4, expected, 0, 64);
    turned.multiply(workspace, a, 0, 10, 4, actual, 0, 64);
    assertThat(actual).isEqualTo(expected);
  }

  @Test
  void columnsMustFillPanels() {
    assertThatThrownBy(() -> new PackedMatrix(4, 33))
        .hasMessage("33 columns are not a multiple of 32");
  }

  private ByteBuffer values(int rows, int columns) {
    ByteBuffer buffer =
        ByteBuffer.allocateDirect(4 * rows * columns).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < rows * columns; i++) {
      buffer.putFloat(4 * i, random.nextFloat() - 0.5f);
    }
    return buffer;
  }

  private static ByteBuffer copy(ByteBuffer source) {
    ByteBuffer copy = ByteBuffer.allocateDirect(source.capacity()).order(ByteOrder.LITTLE_ENDIAN);
    return copy.put(0, source, 0, source.capacity());
  }

  private static float get(ByteBuffer buffer, int index) {
    return buffer.getFloat(4 * index);
  }
}
