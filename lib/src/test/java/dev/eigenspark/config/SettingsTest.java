package dev.eigenspark.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.ConfigFactory;
import dev.eigenspark.config.Settings.Entry;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SettingsTest {
  record Undocumented(int x) {}

  record Odd(@Setting(doc = "x") Thread x) {}

  @Test
  void describesNestedSettingsInPlace() {
    assertThat(Settings.describe(DataOptions.class))
        .extracting(Entry::name)
        .containsExactly(
            "task", "seed", "rows.train", "rows.valid", "rows.test", "shardRows", "labelNoise");
  }

  @Test
  void describesTypeDefaultAndMeaning() {
    assertThat(Settings.describe(TrainOptions.class))
        .contains(
            new Entry("optimizer", "rmsprop | adam | sgd", "rmsprop", "rule for the local steps"),
            new Entry("lr", "number", "1e-3", "learning rate"));
    assertThat(Settings.describe(DataOptions.class))
        .contains(new Entry("rows.train", "whole number", "required", "trials to learn from"));
  }

  @Test
  void describesListsAndMaps() {
    assertThat(Settings.describe(SectionTest.Everything.class))
        .extracting(Entry::type)
        .contains("list of text", "list of number", "map to whole number", "fast | very-slow");
  }

  @Test
  void valuesArePlainAndSorted() {
    Map<String, Object> values =
        Settings.values(new DataOptions("copy", 3, new DataOptions.Rows(10, 2, 1), 5, 0));

    assertThat(values.keySet()).containsExactly("labelNoise", "rows", "seed", "shardRows", "task");
    assertThat(values)
        .containsEntry("task", "copy")
        .containsEntry("seed", 3L)
        .containsEntry("rows", Map.of("test", 1L, "train", 10L, "valid", 2L));
  }

  record Grown(
      @Setting(doc = "x") int x,
      @Setting(doc = "y", or = "7", addedLater = true) int y,
      @Setting(doc = "z", or = "7") int z) {}

  @Test
  void settingsAddedLaterCountOnlyWhenTheyAreSet() {
    assertThat(Settings.identity(new Grown(1, 7, 7))).isEqualTo(Map.of("x", 1, "z", 7));
    assertThat(Settings.identity(new Grown(1, 8, 7))).isEqualTo(Map.of("x", 1, "y", 8, "z", 7));
    assertThat(Settings.values(new Grown(1, 7, 7))).containsKey("y");
  }

  @Test
  void resolvedConfigurationsNameThemOnlyThenToo() {
    assertThat(filled("x = 1")).isEqualTo(Map.of("x", 1, "z", 7));
    assertThat(filled("x = 1, y = 7")).isEqualTo(Map.of("x", 1, "z", 7));
    assertThat(filled("x = 1, y = 8")).isEqualTo(Map.of("x", 1, "y", 8, "z", 7));
  }

  private static Map<String, Object> filled(String written) {
    Section section = Section.of(ConfigFactory.parseString(written), "");
    section.read(Grown.class);
    return section.filled().unwrapped();
  }

  @Test
  void oneSettingCanBeReplaced() {
    TrainOptions given =
        Section.of(ConfigFactory.parseString("steps = 7, averaging.inner = keep, lr = 3e-5"), "")
            .read(TrainOptions.class);
    TrainOptions changed = Settings.with(TrainOptions.class, given, "averaging.every", 3);
    assertThat(changed.averaging().every()).isEqualTo(3);
    assertThat(Settings.with(TrainOptions.class, changed, "averaging.every", 20)).isEqualTo(given);
    assertThatThrownBy(() -> Settings.with(TrainOptions.class, given, "averaging.every", -1))
        .hasMessage("averaging.every = -1 must be at least 0");
  }

  @Test
  void enumsAreWrittenAsInFiles() {
    record Choice(@Setting(doc = "mode") SectionTest.Mode mode, @Setting(doc = "l") List<Long> l) {}

    assertThat(Settings.values(new Choice(SectionTest.Mode.VERY_SLOW, List.of(2L))))
        .containsEntry("mode", "very-slow")
        .containsEntry("l", List.of(2L));
  }

  @Test
  void refusesARecordThatForgotItsDocumentation() {
    assertThatThrownBy(() -> Settings.describe(Undocumented.class))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("Undocumented.x has no @Setting");
    assertThatThrownBy(() -> Settings.describe(Odd.class))
        .hasMessageContaining("is not a type that a setting can have");
  }
}
