package dev.eigenspark.analysis;

import dev.eigenspark.Failure;
import dev.eigenspark.config.Limits;
import dev.eigenspark.config.Setting;
import dev.eigenspark.similarity.Comparison;
import dev.eigenspark.train.Feature;
import dev.eigenspark.train.TrainedNetwork;
import java.util.ArrayList;
import java.util.List;

/**
 * Do networks that start apart learn the same units? Units of one layer of every pair of runs, at
 * their ends, are matched by the absolute values of their correlations over trials, predicted from
 * few units of the other network, and grouped with them (Li, Yosinski, Clune, Lipson, Hopcroft,
 * ICLR 2016). One run alone is compared with its own start: which units were there before training?
 * Scalars and figure are of the first pair.
 */
public final class ConvergentLearning implements Analysis<ConvergentLearning.Options> {
  private static final String NAME = "convergent-learning";

  /**
   * Settings.
   *
   * @param layer the layer whose units are compared; empty for the last hidden one
   * @param split split whose first trials are shown
   * @param trials how many of them
   * @param batch trials shown at once
   * @param lambda weight of the penalty of sparse prediction
   * @param groups groups of units of both networks
   */
  public record Options(
      @Setting(doc = "the layer whose units are compared; empty for the last hidden one", or = "")
          String layer,
      @Setting(doc = "split whose first trials are shown", or = "test") String split,
      @Setting(doc = "number of trials; all, if there are fewer", or = "10000") long trials,
      @Setting(doc = "trials shown at once", or = "50") int batch,
      @Setting(
              doc =
                  "weight of the penalty under which a unit is predicted from the other network's",
              or = "0.05")
          double lambda,
      @Setting(doc = "groups into which the units of both networks fall", or = "8") int groups) {
    /** Validates the ranges. */
    public Options {
      Limits.atLeast("trials", trials, 1);
      Limits.atLeast("batch", batch, 1);
      Limits.atLeast("groups", groups, 1);
      if (!(lambda >= 0)) {
        throw Failure.configuration("lambda = " + lambda + " must be at least 0");
      }
    }

    private ComparedRuns.Request request() {
      TrainedNetwork.Rows rows = new TrainedNetwork.Rows(split, trials, batch);
      // Start and end; the start is looked at only where there is one run.
      return ComparedRuns.Request.lastStep(NAME, 2, layer, rows);
    }
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String summary() {
    return "Which units of one run another run learned too: matching, sparse prediction, groups.";
  }

  @Override
  public String paper() {
    return "Li, Yosinski, Clune, Lipson, Hopcroft, Convergent Learning: Do different neural"
        + " networks learn the same representations?, ICLR 2016, arXiv:1511.07543";
  }

  @Override
  public Class<Options> options() {
    return Options.class;
  }

  @Override
  public AnalysisResult run(AnalysisInput input, Options options) {
    List<String> labels = RunLabels.of(input.runs());
    ComparedRuns runs = ComparedRuns.of(input, input.runs(), labels, options.request());
    List<Integer> ends = compared(runs);
    List<Feature> features = runs.networks().features(ends);
    Comparison comparison =
        new Comparison(runs.moments(input.spark(), List.of(ends)).get(0).centred());
    List<UnitMatches> pairs = new ArrayList<>();
    for (int x = 0; x < ends.size(); x++) {
      for (int y = x + 1; y < ends.size(); y++) {
        pairs.add(
            UnitMatches.of(
                name(runs.at().get(ends.get(x)), labels),
                name(runs.at().get(ends.get(y)), labels),
                UnitCorrelations.of(
                    comparison,
                    lastHidden(features, ends.get(x)),
                    lastHidden(features, ends.get(y))),
                options.lambda(),
                options.groups()));
      }
    }
    return ConvergentLearningResult.of(pairs);
  }

  private static String name(ComparedRuns.At at, List<String> labels) {
    return labels.size() > 1 ? at.run() : at.run() + " at " + at.step();
  }

  /** The last network of each run, or of one run the first and the last. */
  private static List<Integer> compared(ComparedRuns runs) {
    List<ComparedRuns.At> at = runs.at();
    List<Integer> ends = new ArrayList<>();
    boolean one = at.get(0).run().equals(at.get(at.size() - 1).run());
    for (int i = 0; i < at.size(); i++) {
      if (one || i + 1 == at.size() || !at.get(i + 1).run().equals(at.get(i).run())) {
        ends.add(i);
      }
    }
    return ends;
  }

  private static int lastHidden(List<Feature> features, int network) {
    return features.indexOf(
        ComparedRuns.lastHidden(features.stream().filter(f -> f.network() == network).toList()));
  }
}
