package dev.eigenspark.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ColumnsTest {
  @Test
  void cellsStandBelowOneAnother() {
    assertThat(Columns.align(List.of(List.of("a", "bb", "c"), List.of("ddd", "", "e"))))
        .containsExactly("a    bb  c", "ddd      e");
  }

  @Test
  void noRowsAreNoLines() {
    assertThat(Columns.align(List.of())).isEmpty();
  }
}
