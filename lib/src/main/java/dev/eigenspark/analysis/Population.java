package dev.eigenspark.analysis;

import dev.eigenspark.SampleMean;
import dev.eigenspark.analysis.FeatureComparison.Pair;
import dev.eigenspark.config.Limits;
import dev.eigenspark.config.Setting;
import dev.eigenspark.data.Dataset;
import dev.eigenspark.data.SequenceFormat.Kind;
import dev.eigenspark.fisher.Estimator;
import dev.eigenspark.fisher.TraceRequest;
import dev.eigenspark.train.Checkpoint;
import dev.eigenspark.train.Feature;
import dev.eigenspark.train.NetworkState;
import dev.eigenspark.train.RunDirectory;
import dev.eigenspark.train.TrainedNetwork;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * Every checkpoint of many runs in one table, a row each: spectral radius and departure from
 * normality of the recurrent matrices, trace of the Fisher information, and linear CKA of the last
 * hidden layer, at its last step, with itself at the end of the run. The figures show how these
 * spread over the runs.
 */
public final class Population implements Analysis<Population.Options> {
  private static final String NAME = "population";

  /**
   * Settings.
   *
   * @param maxCheckpoints checkpoints of each run that are measured
   * @param split split whose first trials are shown
   * @param trials how many of them
   * @param batch trials shown at once
   * @param layer the layer that is compared; empty for the last hidden one
   * @param drawSeed seed of the labels that the networks draw
   */
  public record Options(
      @Setting(
              doc = "checkpoints measured in each run, evenly thinned; first and last are kept",
              or = "6")
          int maxCheckpoints,
      @Setting(doc = "split whose first trials are shown", or = "test") String split,
      @Setting(doc = "number of trials; all, if there are fewer", or = "500") long trials,
      @Setting(doc = "trials shown at once", or = "50") int batch,
      @Setting(doc = "the layer that CKA compares; empty for the last hidden one", or = "")
          String layer,
      @Setting(doc = "seed of the labels that the networks draw", or = "1") long drawSeed) {
    /** Validates the ranges. */
    public Options {
      Snapshots.requireEnds(maxCheckpoints);
      Limits.atLeast("trials", trials, 1);
      Limits.atLeast("batch", batch, 1);
    }

    private TrainedNetwork.Rows rows() {
      return new TrainedNetwork.Rows(split, trials, batch);
    }

    private ComparedRuns.Request compared() {
      return ComparedRuns.Request.lastStep(NAME, maxCheckpoints, layer, rows());
    }
  }

  /**
   * A checkpoint.
   *
   * @param radius largest spectral radius of its recurrent matrices; NaN if there are none
   * @param henrici their largest relative departure from normality
   * @param trace of the Fisher information; none where the targets are no classes
   * @param toLast its last hidden layer beside that at the end of the run
   */
  record Row(String run, long step, double radius, double henrici, SampleMean trace, Pair toLast) {}

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String summary() {
    return "Spectra, Fisher trace and CKA with the end, for every checkpoint of many runs.";
  }

  @Override
  public String paper() {
    return "Henrici 1962; Jastrzebski et al., ICML 2021, arXiv:2012.14193; Kornblith et al., ICML"
        + " 2019, arXiv:1905.00414";
  }

  @Override
  public Class<Options> options() {
    return Options.class;
  }

  @Override
  public AnalysisResult run(AnalysisInput input, Options options) {
    List<String> labels = RunLabels.of(input.runs());
    List<Measured<Spectrum>> spectra = spectra(input, labels, options);
    List<Row> rows = new ArrayList<>();
    input.forEachRun(
        NAME, i -> rows.addAll(rows(input, input.runs().get(i), labels.get(i), spectra, options)));
    return PopulationResult.of(rows);
  }

  /** Of the runs that have recurrent matrices. */
  private static List<Measured<Spectrum>> spectra(
      AnalysisInput input, List<String> labels, Options options) {
    List<RunDirectory> runs = new ArrayList<>();
    List<String> names = new ArrayList<>();
    for (int i = 0; i < labels.size(); i++) {
      RunDirectory run = input.runs().get(i);
      if (!run.model().recurrentMatrices().isEmpty()) {
        runs.add(run);
        names.add(labels.get(i));
      }
    }
    return new Snapshots(NAME, options.maxCheckpoints(), RecurrentSnapshot::cut)
        .measure(input.spark(), runs, names, Spectrum.MEASURE);
  }

  private static List<Row> rows(
      AnalysisInput input,
      RunDirectory run,
      String label,
      List<Measured<Spectrum>> spectra,
      Options options) {
    List<Checkpoint> checkpoints = Snapshots.thinned(run.checkpoints(), options.maxCheckpoints());
    List<Pair> toLast = CkaToLast.of(input, run, label, options.compared());
    List<SampleMean> traces = traces(input, run, label, checkpoints, options);
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < checkpoints.size(); i++) {
      long step = checkpoints.get(i).step();
      List<Spectrum> matrices =
          spectra.stream()
              .filter(m -> m.run().equals(label) && m.step() == step)
              .map(Measured::value)
              .toList();
      rows.add(
          new Row(
              label,
              step,
              most(matrices, spectrum -> spectrum.eigen().spectralRadius()),
              most(matrices, spectrum -> spectrum.nonNormality().relative()),
              traces.get(i),
              lastHidden(toLast, step)));
    }
    return rows;
  }

  private static double most(List<Spectrum> matrices, ToDoubleFunction<Spectrum> measure) {
    return matrices.stream().mapToDouble(measure).max().orElse(Double.NaN);
  }

  private static Pair lastHidden(List<Pair> pairs, long step) {
    List<Pair> layers = pairs.stream().filter(pair -> pair.xAt().step() == step).toList();
    Feature last = ComparedRuns.lastHidden(layers.stream().map(Pair::x).toList());
    return layers.stream().filter(pair -> pair.x().equals(last)).findFirst().orElseThrow();
  }

  private static List<SampleMean> traces(
      AnalysisInput input,
      RunDirectory run,
      String label,
      List<Checkpoint> checkpoints,
      Options options) {
    Dataset dataset = input.onlyDatasetOf(run, NAME);
    if (dataset.manifest().format().target().kind() != Kind.SYMBOL) {
      return Collections.nCopies(checkpoints.size(), SampleMean.NONE);
    }
    List<NetworkState> networks = new FisherInput(label, run, dataset).differentiable(checkpoints);
    TraceRequest request = new TraceRequest(List.of(Estimator.MC), 1, options.drawSeed());
    return TrainedNetwork.traces(input.spark(), networks, dataset, options.rows(), request).stream()
        .map(sums -> sums.all(Estimator.MC))
        .toList();
  }
}
