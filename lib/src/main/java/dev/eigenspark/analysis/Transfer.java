package dev.eigenspark.analysis;

import dev.eigenspark.Failure;
import dev.eigenspark.analysis.AnalysisResult.Figure;
import dev.eigenspark.chart.Axis;
import dev.eigenspark.chart.Chart;
import dev.eigenspark.chart.Series;
import dev.eigenspark.config.Setting;
import dev.eigenspark.data.Dataset;
import dev.eigenspark.data.Table;
import dev.eigenspark.data.Table.Header;
import dev.eigenspark.data.Table.Type;
import dev.eigenspark.train.Labels;
import dev.eigenspark.train.RunDirectory;
import dev.eigenspark.train.SplitScore;
import dev.eigenspark.train.TrainedNetwork;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Loss and accuracy of trained networks on datasets that differ in one setting, their own where
 * none is named: does a network that learned to copy over T = 100 steps copy over 1000? (Arpit et
 * al., h-detach, ICLR 2019, Table 1.) Table and figure hold every run; the scalars are of the
 * first.
 */
public final class Transfer implements Analysis<Transfer.Options> {
  /**
   * Settings.
   *
   * @param over setting of the datasets' task in which they differ
   * @param split the split that is scored
   * @param batch trials scored at once
   */
  public record Options(
      @Setting(doc = "setting of the task in which the datasets differ, a number", or = "T")
          String over,
      @Setting(doc = "split that is scored", or = "test") String split,
      @Setting(doc = "trials scored at once; fewer for long trials, to save memory", or = "100")
          int batch) {
    /** Validates the count. */
    public Options {
      if (batch < 1) {
        throw Failure.configuration("batch = " + batch + " must be at least 1");
      }
    }
  }

  /** One run on one dataset. */
  record Score(String run, String dataset, double value, long rows, SplitScore score) {}

  private record Data(Dataset dataset, double value, long rows) {}

  @Override
  public String name() {
    return "transfer";
  }

  @Override
  public String summary() {
    return "Loss and accuracy of trained networks on other datasets, such as longer trials.";
  }

  @Override
  public String paper() {
    return "Arpit et al., h-detach: Modifying the LSTM Gradient Towards Better Optimization,"
        + " ICLR 2019, arXiv:1810.03023, Table 1";
  }

  @Override
  public Class<Options> options() {
    return Options.class;
  }

  @Override
  public AnalysisResult run(AnalysisInput input, Options options) {
    if (input.runs().isEmpty()) {
      throw Failure.usage("transfer needs at least one run; name it with --run");
    }
    List<String> labels = RunLabels.of(input.runs());
    List<List<Data>> shown = new ArrayList<>();
    // All of them, before the first is scored.
    for (RunDirectory run : input.runs()) {
      List<Dataset> datasets = input.datasetsOf(run);
      datasets.forEach(run::requireFit);
      shown.add(ordered(datasets, options));
    }
    List<Score> scores = new ArrayList<>();
    for (int i = 0; i < labels.size(); i++) {
      TrainedNetwork network = TrainedNetwork.of(input.runs().get(i));
      for (Data data : shown.get(i)) {
        Dataset dataset = data.dataset();
        SplitScore score =
            network.score(input.spark(), dataset, options.split(), Labels.ANY, options.batch());
        scores.add(new Score(labels.get(i), dataset.uri(), data.value(), data.rows(), score));
      }
    }
    return result(scores, options);
  }

  /** By rising value of the setting. */
  private static List<Data> ordered(List<Dataset> datasets, Options options) {
    String over = options.over();
    List<Data> ordered = new ArrayList<>();
    for (Dataset dataset : datasets) {
      ordered.add(new Data(dataset, value(dataset, over), dataset.rows(options.split())));
    }
    ordered.sort(Comparator.comparingDouble(Data::value));
    for (int i = 1; i < ordered.size(); i++) {
      if (ordered.get(i).value() == ordered.get(i - 1).value()) {
        throw Failure.usage(
            "datasets %s and %s have both %s = %s; give one, or name in transfer.over where they differ"
                .formatted(
                    ordered.get(i - 1).dataset().uri(),
                    ordered.get(i).dataset().uri(),
                    over,
                    text(ordered.get(i).value())));
      }
    }
    return ordered;
  }

  private static double value(Dataset dataset, String over) {
    Map<String, Object> settings = dataset.manifest().options();
    if (settings.get(over) instanceof Number number) {
      return number.doubleValue();
    }
    throw Failure.configuration(
        "over = %s is no number of dataset %s, whose settings are %s"
            .formatted(over, dataset.uri(), settings));
  }

  /** Table, scalars and figure of scores that are in order within each run. */
  static AnalysisResult result(List<Score> scores, Options options) {
    Table table =
        new Table(
            List.of(
                new Header("run", Type.STRING, "name of the run"),
                new Header("dataset", Type.STRING, "address of the dataset"),
                new Header(options.over(), Type.DOUBLE, "this setting of the dataset"),
                new Header("split", Type.STRING, "the split that was scored"),
                new Header("rows", Type.LONG, "its trials"),
                new Header(
                    "loss",
                    Type.DOUBLE,
                    "mean loss of a target step: nats, or squared error of reals"),
                new Header("accuracy", Type.DOUBLE, "hits on the scored steps, in [0, 1]")));
    Map<String, Double> scalars = new LinkedHashMap<>();
    for (Score at : scores) {
      double accuracy = at.score().accuracy();
      table.add(
          at.run(),
          at.dataset(),
          at.value(),
          options.split(),
          at.rows(),
          at.score().loss(),
          accuracy);
      scalars.putIfAbsent("accuracy_" + options.over() + text(at.value()), accuracy);
    }
    return new AnalysisResult(table, scalars, List.of(figure(scores, options)));
  }

  private static Figure figure(List<Score> scores, Options options) {
    List<Series> lines = new ArrayList<>();
    for (String run : scores.stream().map(Score::run).distinct().toList()) {
      List<Score> of = scores.stream().filter(at -> at.run().equals(run)).toList();
      lines.add(
          Series.line(
              run,
              of.stream().mapToDouble(Score::value).toArray(),
              of.stream().mapToDouble(at -> at.score().accuracy()).toArray()));
    }
    double least = scores.stream().mapToDouble(Score::value).min().orElseThrow();
    double most = scores.stream().mapToDouble(Score::value).max().orElseThrow();
    Axis x = Axis.spanning(options.over(), least, most);
    return new Figure(
        "accuracy",
        "Accuracy on the split %s of datasets that differ in %s."
            .formatted(options.split(), options.over()),
        new Chart(x, Axis.linear("accuracy"), lines, Chart.Aspect.FREE).svg());
  }

  /** Whole numbers without a point. */
  private static String text(double value) {
    return value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
  }
}
