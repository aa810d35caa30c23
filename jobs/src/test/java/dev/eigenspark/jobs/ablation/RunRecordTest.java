package dev.eigenspark.jobs.ablation;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RunRecordTest {
  private static RunRecord run(double... accuracies) {
    List<Round> rounds =
        IntStream.range(0, accuracies.length)
            .mapToObj(i -> new Round(2 * i + 2, 20 * i + 20, 0.5, 1, accuracies[i]))
            .toList();
    Cell cell = new Cell("run", List.of(), Path.of("run"));
    return new RunRecord(cell, Optional.empty(), new TreeMap<>(), Map.of(), rounds, "");
  }

  @Test
  void findsTheFirstRoundAtTheTarget() {
    RunRecord run = run(0.1, 0.9, 0.4, 0.5, 0.8, 0.9);
    assertThat(run.examplesTo(0.9, 1)).isEqualTo(40);
    assertThat(run.examplesTo(0.85, 2)).isEqualTo(120);
    assertThat(run.examplesTo(0.95, 1)).isNaN();
    assertThat(run.examplesTo(0.1, 7)).isNaN();
  }

  @Test
  void aRoundWithoutAccuracyReachesNothing() {
    assertThat(run(Double.NaN, Double.NaN).examplesTo(0.1, 1)).isNaN();
  }

  @Test
  void addsUpItsRounds() {
    assertThat(run(0, 0, 0).steps()).isEqualTo(6);
    assertThat(run(0, 0, 0).examples()).isEqualTo(60);
    assertThat(run(0, 0, 0).seconds()).isEqualTo(1.5);
    assertThat(run().steps()).isZero();
  }
}
