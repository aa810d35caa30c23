package dev.eigenspark.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.eigenspark.Failure;
import org.junit.jupiter.api.Test;

class ColumnTest {
  @Test
  void picksTheSmallestTypeThatHoldsARange() {
    assertThat(Column.Type.ofRange(-128, 127)).isEqualTo(Column.Type.INT8);
    assertThat(Column.Type.ofRange(0, 128)).isEqualTo(Column.Type.INT16);
    assertThat(Column.Type.ofRange(-129, 0)).isEqualTo(Column.Type.INT16);
    assertThat(Column.Type.ofRange(0, 32768)).isEqualTo(Column.Type.INT32);
    assertThat(Column.Type.FLOAT32.holds(0)).isFalse();
  }

  @Test
  void bytesAreUnsigned() {
    assertThat(Column.Type.UINT8.holds(0)).isTrue();
    assertThat(Column.Type.UINT8.holds(255)).isTrue();
    assertThat(Column.Type.UINT8.holds(-1)).isFalse();
    assertThat(Column.Type.UINT8.holds(256)).isFalse();
  }

  @Test
  void refusesNamesAndLengthsThatParquetReadersTripOver() {
    for (String name : new String[] {"", "id", "X", "a.b", "1st"}) {
      assertThatThrownBy(() -> new Column(name, Column.Type.INT8, 1, "m"))
          .isInstanceOf(Failure.class)
          .hasMessageStartingWith("column '" + name + "': a name is");
    }
    assertThatThrownBy(() -> new Column("x", Column.Type.INT8, 0, "m"))
        .hasMessage("column 'x': length 0 must be positive");
  }
}
