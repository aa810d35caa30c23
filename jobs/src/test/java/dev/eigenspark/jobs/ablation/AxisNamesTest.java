package dev.eigenspark.jobs.ablation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.eigenspark.config.Ablation.Axis;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class AxisNamesTest {
  private static List<String> names(String... keys) {
    return AxisNames.of(Stream.of(keys).map(key -> new Axis(key, List.of())).toList());
  }

  @Test
  void areTheEndsThatTellKeysApart() {
    assertThat(names("train.averaging.every", "train.seed")).containsExactly("every", "seed");
    assertThat(names("data.seed", "train.seed")).containsExactly("data_seed", "train_seed");
    assertThat(names("train.averaging.every", "data.seed", "train.seed"))
        .containsExactly("averaging_every", "data_seed", "train_seed");
  }

  @Test
  void areNoneOfTheTablesOwn() {
    assertThat(names("train.steps")).containsExactly("train_steps");
    assertThat(names("run")).containsExactly("ablate_run");
  }

  @Test
  void makeALabelWithTheValues() {
    assertThat(AxisNames.label(List.of("every", "seed"), List.of("20", "1")))
        .isEqualTo("every-20_seed-1");
  }
}
