package dev.eigenspark.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.eigenspark.jobs.BenchmarkResult.Table;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BenchmarkResultTest {
  private static final BenchmarkResult RESULT =
      new BenchmarkResult(
          Map.of(),
          List.of(new Table(List.of("what", "ms"), List.of(List.of("a", "1"), List.of("b", "20")))),
          List.of("One machine."));

  @Test
  void textIsAligned() {
    assertThat(RESULT.text())
        .containsExactly("what  ms", "a     1", "b     20", "", "One machine.");
  }

  @Test
  void markdownIsATableAndAList() {
    assertThat(RESULT.markdown())
        .containsExactly(
            "| what | ms |", "| --- | --- |", "| a | 1 |", "| b | 20 |", "", "- One machine.");
  }

  @Test
  void rowsFitTheHead() {
    assertThatThrownBy(() -> new Table(List.of("what", "ms"), List.of(List.of("a"))))
        .hasMessage("a row of 1 cells under 2 columns");
  }
}
