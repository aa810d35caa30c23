package dev.eigenspark.analysis;

import dev.eigenspark.Failure;
import dev.eigenspark.config.Limits;
import dev.eigenspark.config.Setting;
import dev.eigenspark.fisher.CurvatureMatrix;
import dev.eigenspark.fisher.Reduction;
import dev.eigenspark.fisher.SpectralDensity;
import dev.eigenspark.fisher.SymmetricOperator;
import dev.eigenspark.train.TrainedNetwork;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

/**
 * How the loss curves over training: largest eigenvalue, trace and spectral density of its Hessian
 * and of the Fisher information, by Lanczos steps whose products are jobs on Spark. A flat minimum
 * has small ones. Scalars and figures show the first run; the table holds all.
 */
public final class Curvature implements Analysis<Curvature.Options> {
  /**
   * Settings.
   *
   * @param maxCheckpoints checkpoints of each run that are measured
   * @param split split whose first trials are used
   * @param trials how many of them
   * @param batch trials of a minibatch
   * @param matrices what is measured
   * @param probes random start vectors
   * @param steps Lanczos steps from each
   * @param radius length of the steps of central differences, as a part of the parameters' norm
   * @param loss what the loss of a trial is
   * @param drawSeed seed of the start vectors
   */
  public record Options(
      @Setting(
              doc = "checkpoints measured in each run, evenly thinned; first and last are kept",
              or = "5")
          int maxCheckpoints,
      @Setting(doc = "split whose first trials are used", or = "train") String split,
      @Setting(doc = "number of trials; all, if there are fewer", or = "500") int trials,
      @Setting(doc = "trials of a minibatch", or = "50") int batch,
      @Setting(
              doc =
                  "Hessian of the loss with the labels of the data, Fisher information with the"
                      + " network's own",
              or = "[hessian, fisher]")
          List<CurvatureMatrix> matrices,
      @Setting(doc = "random start vectors: the error of the trace falls with them", or = "2")
          int probes,
      @Setting(doc = "Lanczos steps, each as long as two or three gradients", or = "10") int steps,
      @Setting(
              doc = "step of the central differences, as a part of the norm of the parameters",
              or = "1e-3")
          double radius,
      @Setting(doc = "loss of a trial: mean over its labelled steps, or their sum", or = "mean")
          Reduction loss,
      @Setting(doc = "seed of the start vectors", or = "1") long drawSeed) {
    /** Validates the ranges. */
    public Options {
      Snapshots.requireEnds(maxCheckpoints);
      Limits.atLeast("trials", trials, 1);
      Limits.atLeast("batch", batch, 1);
      Limits.atLeast("probes", probes, 1);
      Limits.atLeast("steps", steps, 1);
      if (!(radius > 0)) {
        throw Failure.configuration("radius = " + radius + " must be above 0");
      }
      if (matrices.isEmpty() || new HashSet<>(matrices).size() < matrices.size()) {
        throw Failure.configuration(
            "matrices must name at least one of hessian and fisher, and none twice");
      }
    }

    private TrainedNetwork.Rows rows() {
      return new TrainedNetwork.Rows(split, trials, batch);
    }
  }

  /**
   * One matrix at a checkpoint of a run.
   *
   * @param factor by which eigenvalues of the loss that was asked for are larger
   */
  record At(
      String run, long step, CurvatureMatrix matrix, double factor, SpectralDensity density) {}

  @Override
  public String name() {
    return "curvature";
  }

  @Override
  public String summary() {
    return "Largest eigenvalue, trace and spectral density of Hessian and Fisher information.";
  }

  @Override
  public String paper() {
    return "Jastrzebski et al., Catastrophic Fisher Explosion, ICML 2021, arXiv:2012.14193;"
        + " Ghorbani, Krishnan, Xiao, ICML 2019, arXiv:1901.10159";
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
        place ->
            options.matrices().forEach(matrix -> all.add(measure(input, place, matrix, options))));
    return CurvatureResult.of(all);
  }

  private static At measure(
      AnalysisInput input, FisherInput.Place place, CurvatureMatrix matrix, Options options) {
    FisherInput of = place.of();
    SymmetricOperator operator =
        place
            .network()
            .curvature(input.spark(), of.dataset(), options.rows(), matrix, options.radius());
    SpectralDensity density =
        SpectralDensity.of(operator, options.probes(), options.steps(), options.drawSeed());
    double factor = matrix.factor(options.loss(), of.labelledSteps());
    return new At(of.label(), place.step(), matrix, factor, density);
  }
}
