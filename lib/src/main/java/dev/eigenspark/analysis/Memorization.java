package dev.eigenspark.analysis;

import dev.eigenspark.Failure;
import dev.eigenspark.config.Limits;
import dev.eigenspark.config.Setting;
import dev.eigenspark.data.Dataset;
import dev.eigenspark.train.Labels;
import dev.eigenspark.train.SplitScore;
import dev.eigenspark.train.TrainedNetwork;
import dev.eigenspark.train.TrialGroups;
import java.util.ArrayList;
import java.util.List;

/**
 * What a network learns first where some training labels are wrong on purpose: over training, its
 * accuracy on training trials with right labels, on those with wrong labels, against these labels,
 * which only learning by heart gets right, and on the test split. Scalars are of the first run; the
 * table holds all.
 */
public final class Memorization implements Analysis<Memorization.Options> {
  /**
   * Settings.
   *
   * @param maxCheckpoints checkpoints of each run that are scored
   * @param batch trials scored at once
   * @param tau accuracy on right labels from which the rule counts as learned
   */
  public record Options(
      @Setting(
              doc = "checkpoints scored in each run, evenly thinned; first and last are kept",
              or = "20")
          int maxCheckpoints,
      @Setting(doc = "trials scored at once", or = "100") int batch,
      @Setting(
              doc = "accuracy on right labels at whose first step the others are compared",
              or = "0.9")
          double tau) {
    /** Validates the ranges. */
    public Options {
      Snapshots.requireEnds(maxCheckpoints);
      Limits.atLeast("batch", batch, 1);
      if (!(tau > 0 && tau <= 1)) {
        throw Failure.configuration("tau = " + tau + " must be in (0, 1]");
      }
    }
  }

  /** What is scored: a split, or a part of one. */
  enum Group {
    CLEAN("train", Labels.CLEAN),
    NOISY("train", Labels.NOISY),
    TEST("test", Labels.ANY);

    private final String split;
    private final Labels labels;

    Group(String split, Labels labels) {
      this.split = split;
      this.labels = labels;
    }
  }

  /** A score of one checkpoint of a run. */
  record At(String run, long step, Group group, SplitScore score) {}

  @Override
  public String name() {
    return "memorization";
  }

  @Override
  public String summary() {
    return "Accuracy on right and on wrong training labels and on the test split over training.";
  }

  @Override
  public String paper() {
    return "Jastrzebski et al., Catastrophic Fisher Explosion, ICML 2021, arXiv:2012.14193";
  }

  @Override
  public Class<Options> options() {
    return Options.class;
  }

  @Override
  public AnalysisResult run(AnalysisInput input, Options options) {
    List<FisherInput> runs = FisherInput.of(input, name(), "train");
    for (FisherInput of : runs) {
      if (!TrialGroups.of(of.dataset().manifest()).flagged()) {
        throw Failure.data(
            "%s says of no label that it is wrong; make it with data.labelNoise"
                .formatted(of.dataset().uri()));
      }
    }
    List<At> all = new ArrayList<>();
    input.forEach(
        name(),
        FisherInput.places(runs, options.maxCheckpoints()),
        place -> all.addAll(measure(input, place, options.batch())));
    return MemorizationResult.of(all, options.tau());
  }

  private static List<At> measure(AnalysisInput input, FisherInput.Place place, int batch) {
    Dataset dataset = place.of().dataset();
    TrainedNetwork network = place.network();
    List<At> all = new ArrayList<>();
    for (Group group : Group.values()) {
      if (dataset.splits().contains(group.split)) {
        SplitScore score = network.score(input.spark(), dataset, group.split, group.labels, batch);
        all.add(new At(place.of().label(), place.step(), group, score));
      }
    }
    return all;
  }
}
