package dev.eigenspark.jobs;

import dev.eigenspark.train.SplitScore;
import dev.eigenspark.train.TrainSummary;
import java.util.ArrayList;
import java.util.List;

/** What {@code train} and {@code run} say about a training. */
final class Training {
  private Training() {}

  static List<String> lines(TrainSummary trained) {
    List<String> lines = new ArrayList<>();
    lines.add(
        "model     %s on %s: %s parameters, %s rounds, %s examples, in %s"
            .formatted(
                trained.model(),
                trained.task(),
                Units.count(trained.parameters()),
                Units.count(trained.rounds()),
                Units.count(trained.examples()),
                Units.seconds(trained.seconds())));
    lines.add("          " + trained.run());
    lines.add("          sha256 " + trained.modelSha256());
    trained.splits().forEach((split, score) -> lines.add(line(split, score)));
    return lines;
  }

  private static String line(String split, SplitScore score) {
    return "%-10s".formatted(split)
        + "loss "
        + Units.number(score.loss())
        + "  accuracy "
        + Units.number(score.accuracy());
  }
}
