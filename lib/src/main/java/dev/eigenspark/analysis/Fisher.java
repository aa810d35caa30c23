package dev.eigenspark.analysis;

import dev.eigenspark.Failure;
import dev.eigenspark.config.Limits;
import dev.eigenspark.config.Setting;
import dev.eigenspark.fisher.Estimator;
import dev.eigenspark.fisher.Reduction;
import dev.eigenspark.fisher.TraceRequest;
import dev.eigenspark.fisher.TraceSums;
import dev.eigenspark.train.Checkpoint;
import dev.eigenspark.train.TrainedNetwork;
import dev.eigenspark.train.TrialGroups;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

/**
 * The trace of the Fisher information over training, {@code Tr F = E_x E_{y ~ p(. | x)} |g(x,
 * y)|^2}: with labels that the network draws itself, which is what a small learning rate lets
 * explode early (Jastrzebski et al. 2021). Every checkpoint sees the same trials and the same
 * random numbers, so that a course over training has less noise than its points. Scalars are of the
 * first run; the table holds all.
 */
public final class Fisher implements Analysis<Fisher.Options> {
  /**
   * Settings.
   *
   * @param maxCheckpoints checkpoints of each run that are measured
   * @param split split whose first trials are used
   * @param trials how many of them
   * @param batch trials of a minibatch
   * @param estimators how the trace is estimated
   * @param draws times that labels are drawn for each trial
   * @param loss what the loss of a trial is
   * @param drawSeed seed of the labels
   */
  public record Options(
      @Setting(
              doc = "checkpoints measured in each run, evenly thinned; first and last are kept",
              or = "20")
          int maxCheckpoints,
      @Setting(doc = "split whose first trials are used", or = "train") String split,
      @Setting(doc = "number of trials; all, if there are fewer", or = "1000") int trials,
      @Setting(doc = "trials of a minibatch: the B of the estimator batch", or = "50") int batch,
      @Setting(
              doc =
                  "how the trace is estimated: mc draws a label, logit random signs of the outputs,"
                      + " batch labels of a whole minibatch; exact takes a pass for each class and"
                      + " labelled step",
              or = "[mc]")
          List<Estimator> estimators,
      @Setting(doc = "times that labels or signs are drawn for a trial", or = "1") int draws,
      @Setting(
              doc =
                  "loss of a trial: mean over its labelled steps, as trained, or their sum, whose"
                      + " trace is steps^2 times as large",
              or = "mean")
          Reduction loss,
      @Setting(doc = "seed of what is drawn", or = "1") long drawSeed) {
    /** Validates the ranges. */
    public Options {
      Snapshots.requireEnds(maxCheckpoints);
      Limits.atLeast("trials", trials, 1);
      Limits.atLeast("batch", batch, 1);
      Limits.atLeast("draws", draws, 1);
      if (estimators.isEmpty() || new HashSet<>(estimators).size() < estimators.size()) {
        throw Failure.configuration(
            "estimators must name at least one of exact, mc, logit and batch, and none twice");
      }
    }

    private TraceRequest request() {
      return new TraceRequest(estimators, draws, drawSeed);
    }

    private TrainedNetwork.Rows rows() {
      return new TrainedNetwork.Rows(split, trials, batch);
    }
  }

  /**
   * One checkpoint of a run.
   *
   * @param groups names of the groups of trials that the sums tell apart
   * @param sums under the mean loss
   */
  record At(String run, long step, int labelledSteps, List<String> groups, TraceSums sums) {}

  @Override
  public String name() {
    return "fisher";
  }

  @Override
  public String summary() {
    return "The trace of the Fisher information over training, with its standard error.";
  }

  @Override
  public String paper() {
    return "Jastrzebski et al., Catastrophic Fisher Explosion: Early Phase Fisher Matrix Impacts"
        + " Generalization, ICML 2021, arXiv:2012.14193";
  }

  @Override
  public Class<Options> options() {
    return Options.class;
  }

  @Override
  public AnalysisResult run(AnalysisInput input, Options options) {
    List<FisherInput> runs = FisherInput.of(input, name(), options.split());
    List<At> all = new ArrayList<>();
    input.forEach(name(), runs, of -> all.addAll(measure(input, of, options)));
    return FisherResult.of(all, options.loss());
  }

  private static List<At> measure(AnalysisInput input, FisherInput of, Options options) {
    List<Checkpoint> checkpoints =
        Snapshots.thinned(of.run().checkpoints(), options.maxCheckpoints());
    List<TraceSums> sums =
        TrainedNetwork.traces(
            input.spark(),
            of.differentiable(checkpoints),
            of.dataset(),
            options.rows(),
            options.request());
    List<String> groups = TrialGroups.of(of.dataset().manifest()).names();
    List<At> all = new ArrayList<>();
    for (int i = 0; i < sums.size(); i++) {
      long step = checkpoints.get(i).step();
      all.add(new At(of.label(), step, of.labelledSteps(), groups, sums.get(i)));
    }
    return all;
  }
}
