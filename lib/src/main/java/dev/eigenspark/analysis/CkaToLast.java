package dev.eigenspark.analysis;

import dev.eigenspark.analysis.FeatureComparison.Pair;
import dev.eigenspark.similarity.Moments;
import dev.eigenspark.similarity.SampledCka;
import dev.eigenspark.train.Feature;
import dev.eigenspark.train.RunDirectory;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Compares what is looked at in checkpoints of one run with the same at the run's end. */
final class CkaToLast {
  private CkaToLast() {}

  /**
   * The pairs, by checkpoint and feature; the last checkpoint's are of features with themselves.
   */
  static List<Pair> of(
      AnalysisInput input, RunDirectory run, String label, ComparedRuns.Request request) {
    ComparedRuns compared = ComparedRuns.of(input, List.of(run), List.of(label), request);
    int end = compared.at().size() - 1;
    List<List<Integer>> stacks = new ArrayList<>();
    for (int network = 0; network <= end; network++) {
      stacks.add(network == end ? List.of(end) : List.of(network, end));
    }
    List<Moments> moments = compared.moments(input.spark(), stacks);
    List<Optional<SampledCka>> sampled = compared.sampled(input.spark(), stacks);
    List<Pair> pairs = new ArrayList<>();
    for (int network = 0; network <= end; network++) {
      List<Feature> features = compared.networks().features(stacks.get(network));
      FeatureComparison comparison =
          new FeatureComparison(compared, features, moments.get(network), sampled.get(network));
      int own = network == end ? features.size() : features.size() / 2;
      for (int f = 0; f < own; f++) {
        pairs.add(comparison.of(f, features.size() - own + f));
      }
    }
    return pairs;
  }
}
