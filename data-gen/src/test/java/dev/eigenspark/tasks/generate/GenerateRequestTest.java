package dev.eigenspark.tasks.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.eigenspark.Failure;
import dev.eigenspark.tasks.CopyTask;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class GenerateRequestTest {
  @Test
  void refusesImpossibleSizes() {
    refuses(Map.of(), 100, "data.rows: at least one of train, valid, test is needed");
    refuses(Map.of("train", 0L), 100, "data.rows.train = 0: must be at least 1 row");
    refuses(Map.of("dev", 5L), 100, "unknown split 'dev'");
    refuses(Map.of("train", 5L), 0, "data.shardRows = 0: must be 1 to ");
    refuses(
        Map.of("train", 5L),
        100_000_000,
        "data.shardRows = 100000000: must be 1 to 6100805 for trials of 22 numbers");
  }

  @Test
  void plansTheSameShardsWhateverTheCluster() {
    assertThat(ShardPlan.of(new TreeMap<>(Map.of("train", 250L, "test", 100L)), 100))
        .containsExactly(
            new ShardPlan("test", 0, 0, 100),
            new ShardPlan("train", 0, 0, 100),
            new ShardPlan("train", 1, 100, 100),
            new ShardPlan("train", 2, 200, 50));
  }

  private static void refuses(Map<String, Long> rows, int shardRows, String message) {
    assertThatThrownBy(
            () ->
                new GenerateRequest(
                    new CopyTask(),
                    Requests.COPY,
                    new TreeMap<>(),
                    1,
                    new TreeMap<>(rows),
                    shardRows,
                    "",
                    "out",
                    Overwrite.FAIL))
        .isInstanceOf(Failure.class)
        .hasMessageStartingWith(message)
        .extracting(e -> ((Failure) e).kind())
        .isEqualTo(Failure.Kind.CONFIGURATION);
  }
}
