package dev.eigenspark.analysis;

import dev.eigenspark.config.Limits;
import dev.eigenspark.config.Setting;
import dev.eigenspark.fisher.Reduction;
import dev.eigenspark.train.TrainedNetwork;
import dev.eigenspark.train.TrainedNetwork.LayerFactors;
import java.util.ArrayList;
import java.util.List;

/**
 * How good the Kronecker-factored approximation {@code T E[a a^T] (x) E[d d^T]} of a layer's block
 * of the Fisher information is over training, by its trace beside the exact one of the same labels,
 * and what its eigenvalues are; for recurrent networks with a linear read-out. See {@link
 * dev.eigenspark.fisher.KroneckerFactors}. Scalars and figures show the first run; the table holds
 * all.
 */
public final class Kfac implements Analysis<Kfac.Options> {
  /**
   * Settings.
   *
   * @param maxCheckpoints checkpoints of each run that are measured
   * @param split split whose first trials are used
   * @param trials how many of them
   * @param loss what the loss of a trial is
   * @param drawSeed seed of the labels
   */
  public record Options(
      @Setting(
              doc = "checkpoints measured in each run, evenly thinned; first and last are kept",
              or = "10")
          int maxCheckpoints,
      @Setting(doc = "split whose first trials are used", or = "train") String split,
      @Setting(doc = "number of trials; all, if there are fewer", or = "200") int trials,
      @Setting(
              doc =
                  "loss of a trial: mean over its labelled steps, as trained, or their sum, whose"
                      + " information is steps^2 times as large",
              or = "mean")
          Reduction loss,
      @Setting(doc = "seed of the labels that the networks draw", or = "1") long drawSeed) {
    /** Validates the ranges. */
    public Options {
      Snapshots.requireEnds(maxCheckpoints);
      Limits.atLeast("trials", trials, 1);
    }

    private TrainedNetwork.Rows rows() {
      return new TrainedNetwork.Rows(split, trials, 1);
    }
  }

  /**
   * A layer at a checkpoint of a run.
   *
   * @param factor by which the information under the loss that was asked for is larger
   */
  record At(String run, long step, double factor, LayerFactors layer) {}

  @Override
  public String name() {
    return "kfac";
  }

  @Override
  public String summary() {
    return "The Kronecker-factored Fisher information of each layer, beside the exact trace.";
  }

  @Override
  public String paper() {
    return "Martens, Grosse, Optimizing Neural Networks with Kronecker-factored Approximate"
        + " Curvature, ICML 2015, arXiv:1503.05671";
  }

  @Override
  public Class<Options> options() {
    return Options.class;
  }

  @Override
  public AnalysisResult run(AnalysisInput input, Options options) {
    List<FisherInput> runs = FisherInput.of(input, name(), options.split());
    List<At> all = new ArrayList<>();
    input.forEach(
        name(),
        FisherInput.places(runs, options.maxCheckpoints()),
        place -> {
          FisherInput of = place.of();
          double factor = options.loss().traceFactor(of.labelledSteps());
          place
              .network()
              .factors(input.spark(), of.dataset(), options.rows(), options.drawSeed())
              .forEach(layer -> all.add(new At(of.label(), place.step(), factor, layer)));
        });
    return KfacResult.of(all);
  }
}
