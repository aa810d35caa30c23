package dev.eigenspark.analysis;

import dev.eigenspark.similarity.CentredMoments;
import dev.eigenspark.similarity.Comparison;
import dev.eigenspark.similarity.Moments;
import dev.eigenspark.similarity.SampledCka;
import dev.eigenspark.similarity.Similarity;
import dev.eigenspark.train.Feature;
import java.util.List;
import java.util.Optional;

/** Compares what stands side by side in the rows of a stack. */
final class FeatureComparison {
  private final ComparedRuns runs;
  private final List<Feature> features;
  private final Moments moments;
  private final CentredMoments centred;
  private final Comparison comparison;
  private final Optional<SampledCka> sampled;

  FeatureComparison(
      ComparedRuns runs, List<Feature> features, Moments moments, Optional<SampledCka> sampled) {
    this.runs = runs;
    this.features = features;
    this.moments = moments;
    centred = moments.centred();
    comparison = new Comparison(centred);
    this.sampled = sampled;
  }

  /**
   * Two features.
   *
   * @param trials that both have seen
   * @param withoutLongest CKA without the trials in which x or y is longest; NaN if none is left
   *     out
   * @param rbf CKA of a sample with Gaussian kernels; NaN if there is none
   * @param minibatch minibatch CKA of the sample
   */
  record Pair(
      ComparedRuns.At xAt,
      Feature x,
      ComparedRuns.At yAt,
      Feature y,
      long trials,
      Similarity similarity,
      double withoutLongest,
      double rbf,
      double minibatch) {}

  Pair of(int x, int y) {
    return new Pair(
        runs.of(features.get(x)),
        features.get(x),
        runs.of(features.get(y)),
        features.get(y),
        centred.rows(),
        comparison.of(x, y),
        withoutLongest(x, y),
        sampled.map(cka -> cka.rbf(x, y)).orElse(Double.NaN),
        sampled.map(cka -> cka.minibatch(x, y)).orElse(Double.NaN));
  }

  double cka(int x, int y) {
    return centred.cka(x, y);
  }

  double debiasedCka(int x, int y) {
    return centred.debiasedCka(x, y);
  }

  private double withoutLongest(int x, int y) {
    if (runs.request().longest() == 0) {
      return Double.NaN;
    }
    return moments.withoutTop(x, y).centred().cka(x, y);
  }
}
