package dev.eigenspark.jobs.ablation;

import com.fasterxml.jackson.databind.JsonNode;
import dev.eigenspark.config.AblateOptions.Metric;
import dev.eigenspark.data.FileManifest;
import dev.eigenspark.data.Json;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a run left.
 *
 * @param cell which run
 * @param divergence why it did not end; empty for one that did
 * @param scores final loss and accuracy by column name, as {@code test_loss}; empty for a diverged
 *     run
 * @param chances what a guess reaches; empty for a diverged run
 * @param rounds its training
 * @param modelSha256 hash of the final weights; empty for a diverged run
 */
record RunRecord(
    Cell cell,
    Optional<Divergence> divergence,
    SortedMap<String, Double> scores,
    Map<Metric, Double> chances,
    List<Round> rounds,
    String modelSha256) {

  /**
   * Reads a run that has ended or diverged.
   *
   * @throws dev.eigenspark.Failure of kind DATA when a file of it is missing or damaged
   */
  static RunRecord read(Cell cell) {
    List<Round> rounds = Round.of(cell.run());
    Optional<Divergence> divergence = Divergence.of(cell.run());
    if (divergence.isPresent()) {
      return new RunRecord(cell, divergence, new TreeMap<>(), Map.of(), rounds, "");
    }
    TreeMap<String, Double> scores = new TreeMap<>();
    JsonNode evaluation = Json.read(cell.run().resolve("evaluation.json"), JsonNode.class);
    evaluation
        .path("splits")
        .fields()
        .forEachRemaining(
            split -> {
              scores.put(split.getKey() + "_loss", split.getValue().path("loss").asDouble());
              scores.put(
                  split.getKey() + "_accuracy", split.getValue().path("accuracy").asDouble());
            });
    String sha256 = FileManifest.sha256(cell.run().resolve("model").resolve("weights.safetensors"));
    Map<Metric, Double> chances =
        Map.of(
            Metric.LOSS, number(evaluation.path("chance_loss")),
            Metric.ACCURACY, number(evaluation.path("chance_accuracy")));
    return new RunRecord(cell, divergence, scores, chances, rounds, sha256);
  }

  private static double number(JsonNode value) {
    return value.isNumber() ? value.asDouble() : Double.NaN;
  }

  boolean ended() {
    return divergence.isEmpty();
  }

  double score(String column) {
    return scores.getOrDefault(column, Double.NaN);
  }

  /** What a guess reaches; NaN when nobody knows. */
  double chance(Metric metric) {
    return chances.getOrDefault(metric, Double.NaN);
  }

  double seconds() {
    return rounds.stream().mapToDouble(Round::seconds).sum();
  }

  long steps() {
    return rounds.isEmpty() ? 0 : rounds.get(rounds.size() - 1).step();
  }

  long examples() {
    return rounds.isEmpty() ? 0 : rounds.get(rounds.size() - 1).examples();
  }

  /**
   * Examples after the first round that ends {@code smooth} rounds whose mean accuracy is at least
   * the target; NaN when there is none.
   */
  double examplesTo(double target, int smooth) {
    for (int end = smooth; end <= rounds.size(); end++) {
      List<Round> latest = rounds.subList(end - smooth, end);
      // A round without accuracy makes the mean NaN, which reaches nothing.
      if (latest.stream().mapToDouble(Round::accuracy).sum() / smooth >= target) {
        return latest.get(smooth - 1).examples();
      }
    }
    return Double.NaN;
  }
}
