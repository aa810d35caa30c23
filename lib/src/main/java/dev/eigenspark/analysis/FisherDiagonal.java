package dev.eigenspark.analysis;

import dev.eigenspark.config.Limits;
import dev.eigenspark.config.Setting;
import dev.eigenspark.fisher.Reduction;
import dev.eigenspark.train.ParameterBlock;
import dev.eigenspark.train.TrainedNetwork;
import java.util.ArrayList;
import java.util.List;

/**
 * The diagonal of the Fisher information over training, {@code F_ii = E_x E_{y ~ p(. | x)} g_i(x,
 * y)^2}: which parameters the predictions depend on. It adds up to the trace, that of the analysis
 * {@code fisher} with the estimator mc, the same trials and seed. Scalars and figures show the
 * first run; the table holds all, a row for each named parameter.
 */
public final class FisherDiagonal implements Analysis<FisherDiagonal.Options> {
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
      @Setting(doc = "number of trials; all, if there are fewer", or = "500") int trials,
      @Setting(
              doc =
                  "loss of a trial: mean over its labelled steps, as trained, or their sum, whose"
                      + " diagonal is steps^2 times as large",
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
   * The diagonal at a checkpoint of a run.
   *
   * @param blocks the named parameters
   * @param values under the loss that was asked for
   */
  record At(String run, long step, List<ParameterBlock> blocks, double[] values) {}

  @Override
  public String name() {
    return "fisher-diagonal";
  }

  @Override
  public String summary() {
    return "The diagonal of the Fisher information over training, by named parameter.";
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
    List<FisherInput> runs = FisherInput.of(input, name(), options.split());
    List<At> all = new ArrayList<>();
    input.forEach(
        name(),
        FisherInput.places(runs, options.maxCheckpoints()),
        place -> all.add(measure(input, place, options)));
    return FisherDiagonalResult.of(all);
  }

  private static At measure(AnalysisInput input, FisherInput.Place place, Options options) {
    FisherInput of = place.of();
    TrainedNetwork network = place.network();
    double[] values =
        network.diagonal(input.spark(), of.dataset(), options.rows(), options.drawSeed());
    double factor = options.loss().traceFactor(of.labelledSteps());
    for (int i = 0; i < values.length; i++) {
      values[i] *= factor;
    }
    List<ParameterBlock> blocks = network.blocks(of.dataset().manifest().format());
    return new At(of.label(), place.step(), blocks, values);
  }
}
