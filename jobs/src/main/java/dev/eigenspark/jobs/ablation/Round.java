package dev.eigenspark.jobs.ablation;

import com.fasterxml.jackson.databind.JsonNode;
import dev.eigenspark.config.AblateOptions.Metric;
import dev.eigenspark.data.Json;
import dev.eigenspark.data.TextFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * One line of {@code metrics.jsonl}.
 *
 * @param step local steps of each worker so far
 * @param examples trials seen so far by all workers
 * @param seconds wall time of the round
 * @param loss mean loss of a target step; NaN when it was not finite
 * @param accuracy share of hits in [0, 1]; NaN when nobody counted
 */
record Round(long step, long examples, double seconds, double loss, double accuracy) {
  /** The rounds of a run that has begun; none when it ended before the first. */
  static List<Round> of(Path run) {
    Path file = run.resolve("metrics.jsonl");
    List<Round> rounds = new ArrayList<>();
    if (Files.exists(file)) {
      TextFile.read(file).lines().forEach(line -> rounds.add(of(Json.read(line, JsonNode.class))));
    }
    return rounds;
  }

  double value(Metric metric) {
    return switch (metric) {
      case ACCURACY -> accuracy;
      case LOSS -> loss;
    };
  }

  private static Round of(JsonNode line) {
    return new Round(
        line.path("step").asLong(),
        line.path("examples").asLong(),
        line.path("seconds").asDouble(),
        number(line, "loss"),
        number(line, "accuracy"));
  }

  private static double number(JsonNode line, String field) {
    JsonNode value = line.path(field);
    return value.isNumber() ? value.asDouble() : Double.NaN;
  }
}
