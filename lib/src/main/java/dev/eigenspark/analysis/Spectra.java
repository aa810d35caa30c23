package dev.eigenspark.analysis;

import dev.eigenspark.config.Setting;

/**
 * Eigenvalues, singular values and departure from normality of every recurrent matrix at every
 * checkpoint: d(W) = sqrt(||W||_F^2 - sum |lambda_i|^2) (P. Henrici, Bounds for iterates, inverses,
 * spectral variation and fields of values of non-normal matrices, Numerische Mathematik 4, 1962),
 * the quantities by which Kerg et al., Non-normal recurrent neural network (nnRNN), NeurIPS 2019,
 * argue. Figures and scalars show the first run; the table holds all.
 */
public final class Spectra implements Analysis<Spectra.Options> {
  /**
   * Settings.
   *
   * @param maxCheckpoints checkpoints of each run that are measured
   */
  public record Options(
      @Setting(
              doc = "checkpoints measured in each run, evenly thinned; first and last are kept",
              or = "50")
          int maxCheckpoints) {
    /** Validates the count. */
    public Options {
      Snapshots.requireEnds(maxCheckpoints);
    }
  }

  @Override
  public String name() {
    return "spectra";
  }

  @Override
  public String summary() {
    return "Eigenvalues, singular values and non-normality of the recurrent matrices over training.";
  }

  @Override
  public String paper() {
    return "Kerg et al., Non-normal recurrent neural network (nnRNN), NeurIPS 2019; Henrici 1962";
  }

  @Override
  public Class<Options> options() {
    return Options.class;
  }

  @Override
  public AnalysisResult run(AnalysisInput input, Options options) {
    Snapshots snapshots = new Snapshots(name(), options.maxCheckpoints(), RecurrentSnapshot::cut);
    return SpectraResult.of(snapshots.measure(input, Spectrum.MEASURE));
  }
}
