package dev.eigenspark.analysis;

import dev.eigenspark.analysis.ComparedRuns.Request.Sampled;
import dev.eigenspark.config.Limits;
import dev.eigenspark.config.Setting;
import dev.eigenspark.similarity.Moments;
import dev.eigenspark.similarity.RbfCka;
import dev.eigenspark.similarity.SampledCka;
import dev.eigenspark.train.Feature;
import dev.eigenspark.train.FeatureChoice;
import dev.eigenspark.train.TrainedNetwork;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * How alike what layers make of the same trials is, between layers, time steps, checkpoints and
 * runs: linear centred kernel alignment (Kornblith et al., ICML 2019),
 *
 * <pre>CKA(X, Y) = |Xc^T Yc|_F^2 / (|Xc^T Xc|_F |Yc^T Yc|_F)</pre>
 *
 * exact over any number of trials in one pass. CKA alone misleads (Davari, Horoi et al., ICLR
 * 2023), so every pair also has its unbiased form, what is left of it without the trials of the
 * longest activations, the Procrustes distance, linear regression, CCA, SVCCA and PWCCA, and of a
 * sample of trials CKA with Gaussian kernels and minibatch CKA.
 */
public final class Cka implements Analysis<Cka.Options> {
  /** Which pairs are compared. */
  public enum Pairs {
    /** Every layer, step and checkpoint of all runs with every other. */
    ALL,
    /** Every layer and step of a checkpoint with itself at the end of the run. */
    LAST
  }

  /**
   * Settings.
   *
   * @param pairs which pairs are compared
   * @param maxCheckpoints checkpoints of each run
   * @param split split whose first trials are shown
   * @param trials how many of them
   * @param batch trials shown at once
   * @param layers names of the layers; none for all
   * @param steps steps of a layer at most
   * @param leaveOut trials of the longest activations to leave out for a second look
   * @param sample trials for what needs the activations themselves
   * @param rbf width of the Gaussian kernels
   * @param median which distances it is in
   * @param minibatch trials of a minibatch
   */
  public record Options(
      @Setting(
              doc =
                  "all: layers, time steps and checkpoints of all runs with each other; last: each"
                      + " with itself at the end of its run",
              or = "all")
          Pairs pairs,
      @Setting(doc = "checkpoints of each run, evenly thinned; first and last are kept", or = "2")
          int maxCheckpoints,
      @Setting(doc = "split whose first trials are shown", or = "test") String split,
      @Setting(doc = "number of trials; all, if there are fewer", or = "10000") long trials,
      @Setting(doc = "trials shown at once", or = "50") int batch,
      @Setting(doc = "names of the layers that are compared; none for all", or = "[]")
          List<String> layers,
      @Setting(doc = "time steps of a layer at most, evenly spaced up to the last", or = "3")
          int steps,
      @Setting(
              doc =
                  "trials of the longest activations of each of a pair that are left out for one of"
                      + " the measures; 0 leaves that measure out",
              or = "10")
          int leaveOut,
      @Setting(
              doc =
                  "first trials that CKA with Gaussian kernels and minibatch CKA are of, which need"
                      + " their activations themselves; 0 leaves both out",
              or = "300")
          int sample,
      @Setting(doc = "width of the Gaussian kernels in median distances", or = "1") double rbf,
      @Setting(
              doc = "which squared distances the median is over: all, zeros too, or non-zero ones",
              or = "all")
          RbfCka.Median median,
      @Setting(doc = "trials of a minibatch of minibatch CKA, at least 4", or = "50")
          int minibatch) {
    /** Validates the ranges. */
    public Options {
      Snapshots.requireEnds(maxCheckpoints);
      Limits.atLeast("trials", trials, 1);
      Limits.atLeast("batch", batch, 1);
      Limits.atLeast("leaveOut", leaveOut, 0);
      Limits.atLeast("sample", sample, 0);
      Limits.positive("rbf", rbf);
      Limits.atLeast("minibatch", minibatch, 4);
      new FeatureChoice(layers, steps);
    }

    private ComparedRuns.Request request() {
      return new ComparedRuns.Request(
          "cka",
          maxCheckpoints,
          new FeatureChoice(layers, steps),
          new TrainedNetwork.Rows(split, trials, batch),
          leaveOut,
          sample == 0 ? Optional.empty() : Optional.of(new Sampled(sample, sampled())));
    }

    private SampledCka.Request sampled() {
      return new SampledCka.Request(new RbfCka(rbf, median), minibatch);
    }
  }

  @Override
  public String name() {
    return "cka";
  }

  @Override
  public String summary() {
    return "How alike layers, time steps, checkpoints and runs are, by CKA and what checks it.";
  }

  @Override
  public String paper() {
    return "Kornblith et al., Similarity of Neural Network Representations Revisited, ICML 2019,"
        + " arXiv:1905.00414; Davari, Horoi et al., Reliability of CKA as a Similarity Measure in"
        + " Deep Learning, ICLR 2023, arXiv:2210.16156";
  }

  @Override
  public Class<Options> options() {
    return Options.class;
  }

  @Override
  public AnalysisResult run(AnalysisInput input, Options options) {
    List<String> labels = RunLabels.of(input.runs());
    return switch (options.pairs()) {
      case ALL -> all(input, labels, options);
      case LAST -> last(input, labels, options);
    };
  }

  private static AnalysisResult all(AnalysisInput input, List<String> labels, Options options) {
    ComparedRuns runs = ComparedRuns.of(input, input.runs(), labels, options.request());
    List<Integer> stack = IntStream.range(0, runs.at().size()).boxed().toList();
    List<Feature> features = runs.networks().features(stack);
    Moments moments = runs.moments(input.spark(), List.of(stack)).get(0);
    Optional<SampledCka> sampled = runs.sampled(input.spark(), List.of(stack)).get(0);
    FeatureComparison comparison = new FeatureComparison(runs, features, moments, sampled);
    CkaResult result = new CkaResult();
    for (int x = 0; x < features.size(); x++) {
      for (int y = x + 1; y < features.size(); y++) {
        result.add(comparison.of(x, y));
      }
    }
    List<String> names = features.stream().map(runs::label).toList();
    return result.result(CkaFigures.maps(names, comparison), Map.of());
  }

  private static AnalysisResult last(AnalysisInput input, List<String> labels, Options options) {
    CkaResult result = new CkaResult();
    // Run by run, so that the driver holds the weights of one run at a time.
    input.forEachRun(
        "cka",
        i ->
            CkaToLast.of(input, input.runs().get(i), labels.get(i), options.request())
                .forEach(result::add));
    return result.result(CkaFigures.courses(result.pairs()), result.ofFirstRun());
  }
}
