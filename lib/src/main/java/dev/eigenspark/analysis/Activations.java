package dev.eigenspark.analysis;

import dev.eigenspark.config.Limits;
import dev.eigenspark.config.Setting;
import dev.eigenspark.data.Table;
import dev.eigenspark.data.Table.Header;
import dev.eigenspark.data.Table.Type;
import dev.eigenspark.similarity.CentredMoments;
import dev.eigenspark.similarity.Comparison;
import dev.eigenspark.similarity.Moments;
import dev.eigenspark.train.Feature;
import dev.eigenspark.train.FeatureChoice;
import dev.eigenspark.train.TrainedNetwork;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * What the layers of networks make of trials, by layer, time step and checkpoint: the size of their
 * activations, how many units never change, and over how many dimensions they spread, by the
 * participation ratio {@code (tr C)^2 / |C|_F^2} of their covariance C. Trials stream through the
 * networks; no activation is stored unless asked for, and then in a pass of its own. Scalars are of
 * the last checkpoint of the first run.
 */
public final class Activations implements Analysis<Activations.Options> {
  private static final String NAME = "activations";

  /** What is left of the activations themselves. */
  public enum Keep {
    /** Nothing. */
    NONE,
    /** Files beside the table, with a row for each trial. */
    PARQUET
  }

  /**
   * Settings.
   *
   * @param maxCheckpoints checkpoints of each run that are measured
   * @param split split whose first trials are shown
   * @param trials how many of them
   * @param batch trials shown at once
   * @param layers names of the layers; none for all
   * @param steps steps of a layer at most
   * @param keep whether the activations are written too
   */
  public record Options(
      @Setting(
              doc = "checkpoints measured in each run, evenly thinned; first and last are kept",
              or = "5")
          int maxCheckpoints,
      @Setting(doc = "split whose first trials are shown", or = "test") String split,
      @Setting(doc = "number of trials; all, if there are fewer", or = "1000") long trials,
      @Setting(doc = "trials shown at once", or = "50") int batch,
      @Setting(doc = "names of the layers that are measured; none for all", or = "[]")
          List<String> layers,
      @Setting(doc = "time steps of a layer at most, evenly spaced up to the last", or = "4")
          int steps,
      @Setting(
              doc =
                  "parquet: the activations of these trials, layers and steps are written too, to"
                      + " files below activations/",
              or = "none")
          Keep keep) {
    /** Validates the ranges. */
    public Options {
      Snapshots.requireEnds(maxCheckpoints);
      Limits.atLeast("trials", trials, 1);
      Limits.atLeast("batch", batch, 1);
      new FeatureChoice(layers, steps);
    }

    private ComparedRuns.Request request() {
      return new ComparedRuns.Request(
          NAME,
          maxCheckpoints,
          new FeatureChoice(layers, steps),
          new TrainedNetwork.Rows(split, trials, batch),
          0,
          Optional.empty());
    }
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String summary() {
    return "Size, silent units and dimensions of what each layer makes of trials.";
  }

  @Override
  public String paper() {
    return "participation ratio: Gao et al., A theory of multineuronal dimensionality, 2017,"
        + " bioRxiv 214262";
  }

  @Override
  public Class<Options> options() {
    return Options.class;
  }

  @Override
  public AnalysisResult run(AnalysisInput input, Options options) {
    List<String> labels = RunLabels.of(input.runs());
    Table table =
        new Table(
            List.of(
                new Header("run", Type.STRING, "name of the run"),
                new Header("step", Type.LONG, "updates of each worker so far"),
                new Header("layer", Type.STRING, "name of the layer in the model"),
                new Header("time", Type.LONG, "time step or place from 0; -1 if it has none"),
                new Header("units", Type.LONG, "numbers for a trial"),
                new Header("trials", Type.LONG, "trials that were shown"),
                new Header("norm", Type.DOUBLE, "root mean square length of the activations"),
                new Header("deviation", Type.DOUBLE, "the same of what changes between trials"),
                new Header("silent", Type.LONG, "units that never change"),
                new Header("participation_ratio", Type.DOUBLE, "dimensions, from 1 to units")));
    Map<String, Double> scalars = new LinkedHashMap<>();
    for (int i = 0; i < labels.size(); i++) {
      ComparedRuns compared = compared(input, i, labels, options);
      List<List<Integer>> alone =
          IntStream.range(0, compared.at().size()).mapToObj(List::of).toList();
      List<Moments> moments = compared.moments(input.spark(), alone);
      for (int network = 0; network < moments.size(); network++) {
        List<Feature> features = compared.networks().features(alone.get(network));
        for (int f = 0; f < features.size(); f++) {
          Spread spread = Spread.of(moments.get(network), f);
          add(table, compared.of(features.get(f)), features.get(f), spread);
          if (i == 0 && network == moments.size() - 1) {
            String name = features.get(f).label().replace(' ', '_');
            scalars.put("dimensions_" + name, spread.participation());
          }
        }
      }
    }
    return new AnalysisResult(table, scalars, List.of());
  }

  @Override
  public void keep(AnalysisInput input, Options options, Path directory) {
    if (options.keep() == Keep.NONE) {
      return;
    }
    List<String> labels = RunLabels.of(input.runs());
    for (int i = 0; i < labels.size(); i++) {
      compared(input, i, labels, options).write(input.spark(), directory.resolve(NAME));
    }
  }

  // Run by run, so that the driver holds the weights of one run at a time.
  private static ComparedRuns compared(
      AnalysisInput input, int run, List<String> labels, Options options) {
    return ComparedRuns.of(
        input, List.of(input.runs().get(run)), List.of(labels.get(run)), options.request());
  }

  private static void add(Table table, ComparedRuns.At at, Feature feature, Spread spread) {
    table.add(
        at.run(),
        at.step(),
        feature.layer(),
        feature.step(),
        feature.units(),
        spread.trials(),
        spread.norm(),
        spread.deviation(),
        spread.silent(),
        spread.participation());
  }

  /** How the rows of one feature lie. */
  record Spread(long trials, double norm, double deviation, long silent, double participation) {
    static Spread of(Moments moments, int feature) {
      CentredMoments centred = moments.centred();
      double n = centred.rows();
      int from = centred.layout().start(feature);
      double[] mean = moments.mean();
      var own = centred.cross(feature, feature);
      double meanSquare = 0;
      long silent = 0;
      for (int i = 0; i < own.rows(); i++) {
        meanSquare += mean[from + i] * mean[from + i];
        silent += own.at(i, i) > 0 ? 0 : 1;
      }
      double variance = centred.trace(feature) / n;
      return new Spread(
          centred.rows(),
          Math.sqrt(meanSquare + variance),
          Math.sqrt(variance),
          silent,
          new Comparison(centred).participationRatio(feature));
    }
  }
}
