package dev.eigenspark.analysis;

import dev.eigenspark.Failure;
import dev.eigenspark.data.Dataset;
import dev.eigenspark.progress.Progress;
import dev.eigenspark.train.RunDirectory;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaSparkContext;

/**
 * What an analysis works on.
 *
 * @param spark the context that its heavy parts run on
 * @param runs finished runs, in the order given
 * @param datasets the datasets that were named, in the order given; empty for the runs' own
 * @param progress how progress is shown
 */
public record AnalysisInput(
    JavaSparkContext spark,
    List<RunDirectory> runs,
    List<Dataset> datasets,
    Progress.Style progress) {

  /**
   * Does the work for each item, in order, and shows how far it is where there are several.
   *
   * @param analysis its name
   */
  <T> void forEach(String analysis, List<T> items, Consumer<T> work) {
    Progress.Style style = items.size() > 1 ? progress : Progress.Style.QUIET;
    try (Progress shown = Progress.start(analysis, Math.max(1, items.size()), style)) {
      for (int i = 0; i < items.size(); i++) {
        work.accept(items.get(i));
        shown.update(i + 1L, "");
      }
    }
  }

  /** The same for the number of each run. */
  void forEachRun(String analysis, Consumer<Integer> work) {
    forEach(analysis, IntStream.range(0, runs.size()).boxed().toList(), work);
  }

  /**
   * The datasets to show a run's network: those that were named, or else its own.
   *
   * @throws Failure of kind DATA when none was named and the run's own is gone
   */
  public List<Dataset> datasetsOf(RunDirectory run) {
    return datasets.isEmpty() ? List.of(run.dataset()) : datasets;
  }

  /**
   * The dataset whose trials of a split are shown to a run's network, for an analysis that shows it
   * no more than one.
   *
   * @param analysis its name, for the message
   * @throws Failure as {@link #onlyDatasetOf}, and of kind DATA when the network cannot read it or
   *     there are no such trials
   */
  Dataset trialsOf(RunDirectory run, String analysis, String split) {
    Dataset dataset = onlyDatasetOf(run, analysis);
    run.requireFit(dataset);
    if (dataset.rows(split) == 0) {
      throw Failure.data("split '%s' of %s has no trials".formatted(split, dataset.uri()));
    }
    return dataset;
  }

  /**
   * The dataset to show a run's network, for an analysis that shows it no more than one.
   *
   * @param analysis its name, for the message
   * @throws Failure of kind USAGE when several were named, of kind DATA when none was and the run's
   *     own is gone
   */
  public Dataset onlyDatasetOf(RunDirectory run, String analysis) {
    if (datasets.size() > 1) {
      throw Failure.usage(
          "%s shows a network one dataset, and --data names %d: %s; name one"
              .formatted(
                  analysis,
                  datasets.size(),
                  String.join(", ", datasets.stream().map(Dataset::uri).toList())));
    }
    return datasetsOf(run).get(0);
  }
}
