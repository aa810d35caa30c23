package dev.eigenspark.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.ConfigFactory;
import dev.eigenspark.Failure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DataOptionsTest {
  private static DataOptions data(String body) {
    return Section.of(ConfigFactory.parseString("data {" + body + "}"), "data")
        .read(DataOptions.class);
  }

  @Test
  void needsATaskAndTrainingRowsOnly() {
    assertThat(data("task = copy, rows.train = 5"))
        .isEqualTo(new DataOptions("copy", 1, new DataOptions.Rows(5, 0, 0), 10_000, 0));
  }

  @Test
  void datasetsWithoutNoiseAreWhatTheyWere() {
    assertThat(Settings.identity(data("task = set, rows.train = 5, labelNoise = 0")))
        .doesNotContainKey("labelNoise");
    assertThat(Settings.identity(data("task = set, rows.train = 5, labelNoise = 0.4")))
        .containsEntry("labelNoise", 0.4);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "rows.train = 5                           | missing key 'data.task'",
        "task = copy                              | missing key 'data.rows.train'",
        "task = copy, rows.train = 0              | data.rows.train = 0 must be at least 1",
        "task = copy, rows {train = 1, valid = -1} | data.rows.valid = -1 must be at least 0",
        "task = copy, rows {train = 1, test = -1} | data.rows.test = -1 must be at least 0",
        "task = copy, rows.train=1, shardRows = 0 | data.shardRows = 0 must be at least 1",
        "task = set, rows.train=1, labelNoise=1.5 | data.labelNoise = 1.5 must be in [0, 1]",
        "task = set, rows.train=1, labelNoise=-1 | data.labelNoise = -1.0 must be in [0, 1]",
      })
  void refusesWhatCannotBeGenerated(String body, String message) {
    assertThatThrownBy(() -> data(body)).isInstanceOf(Failure.class).hasMessageContaining(message);
  }
}
