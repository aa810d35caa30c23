package dev.eigenspark.analysis;

import dev.eigenspark.Failure;
import dev.eigenspark.config.Setting;
import dev.eigenspark.models.RecurrentMatrix;
import dev.eigenspark.train.Checkpoint;
import dev.eigenspark.train.RunDirectory;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.api.java.JavaSparkContext;

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
      if (maxCheckpoints < 2) {
        throw Failure.configuration("maxCheckpoints = " + maxCheckpoints + " must be at least 2");
      }
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
    if (input.runs().isEmpty()) {
      throw Failure.usage("spectra needs at least one run; name it with --run");
    }
    List<SpectrumAt> all = new ArrayList<>();
    for (RunDirectory run : input.runs()) {
      // Run by run, so that the driver holds the weights of one run at a time.
      all.addAll(measure(input.spark(), snapshots(run, options)));
    }
    return SpectraResult.of(all);
  }

  /** Measures each snapshot in a task of its own; the result has their order. */
  static List<SpectrumAt> measure(JavaSparkContext spark, List<RecurrentSnapshot> snapshots) {
    List<float[]> elements = snapshots.stream().map(RecurrentSnapshot::elements).toList();
    List<double[]> measured =
        spark.parallelize(elements, elements.size()).map(Spectrum::measure).collect();
    List<SpectrumAt> out = new ArrayList<>();
    for (int i = 0; i < measured.size(); i++) {
      RecurrentSnapshot at = snapshots.get(i);
      out.add(new SpectrumAt(at.run(), at.step(), at.matrix(), Spectrum.unpack(measured.get(i))));
    }
    return out;
  }

  private static List<RecurrentSnapshot> snapshots(RunDirectory run, Options options) {
    List<RecurrentMatrix> matrices = run.model().recurrentMatrices();
    List<Checkpoint> checkpoints = run.checkpoints();
    if (matrices.isEmpty() || checkpoints.isEmpty()) {
      throw Failure.data(
          "run '%s' has %d recurrent matrices and %d checkpoints; spectra needs one of each"
              .formatted(run.name(), matrices.size(), checkpoints.size()));
    }
    List<RecurrentSnapshot> out = new ArrayList<>();
    for (Checkpoint checkpoint : thinned(checkpoints, options.maxCheckpoints())) {
      var weights = checkpoint.weights();
      for (RecurrentMatrix matrix : matrices) {
        out.add(RecurrentSnapshot.cut(run.name(), checkpoint.step(), matrix, weights));
      }
    }
    return out;
  }

  /** At most {@code limit} of the items, evenly spaced, with the first and the last. */
  static <T> List<T> thinned(List<T> items, int limit) {
    if (items.size() <= limit) {
      return items;
    }
    List<T> kept = new ArrayList<>();
    for (int i = 0; i < limit; i++) {
      kept.add(items.get((int) ((long) i * (items.size() - 1) / (limit - 1))));
    }
    return kept;
  }
}
