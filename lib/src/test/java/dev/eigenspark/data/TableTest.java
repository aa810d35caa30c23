package dev.eigenspark.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.eigenspark.Failure;
import java.util.List;
import org.junit.jupiter.api.Test;

class TableTest {
  private final Table table =
      new Table(
          List.of(
              new Table.Header("step", Table.Type.LONG, "updates"),
              new Table.Header("loss", Table.Type.DOUBLE, "nats"),
              new Table.Header("split", Table.Type.STRING, "name")));

  @Test
  void widensNumbers() {
    table.add(1, 0.5f, "train");

    assertThat(table.rows()).containsExactly(List.of(1L, 0.5, "train"));
  }

  @Test
  void refusesValuesThatWouldLoseSomething() {
    assertThatThrownBy(() -> table.add(1.5, 0.5, "train"))
        .isInstanceOf(Failure.class)
        .hasMessage("column 'step' takes LONG, got 1.5");
    assertThatThrownBy(() -> table.add(1, "0.5", "train"))
        .hasMessage("column 'loss' takes DOUBLE, got 0.5");
    assertThatThrownBy(() -> table.add(1, 0.5, null))
        .hasMessage("column 'split' takes STRING, got null");
    assertThat(table.rows()).isEmpty();
  }

  @Test
  void refusesRowsOfAnotherLengthAndColumnsOfOneName() {
    assertThatThrownBy(() -> table.add(1)).isInstanceOf(IllegalArgumentException.class);

    Table.Header twice = new Table.Header("x", Table.Type.LONG, "");
    assertThatThrownBy(() -> new Table(List.of(twice, twice)))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
