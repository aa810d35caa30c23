package dev.eigenspark.analysis;

import dev.eigenspark.data.Dataset;
import dev.eigenspark.train.RunDirectory;
import java.util.List;
import java.util.Optional;
import org.apache.spark.api.java.JavaSparkContext;

/**
 * What an analysis works on.
 *
 * @param spark the context that its heavy parts run on
 * @param runs finished runs, in the order given
 * @param data the dataset that was named, in place of the runs' own
 */
public record AnalysisInput(
    JavaSparkContext spark, List<RunDirectory> runs, Optional<Dataset> data) {

  /**
   * The trials to show a run's network.
   *
   * @throws dev.eigenspark.Failure of kind DATA when no dataset was named and the run's own is gone
   */
  public Dataset datasetOf(RunDirectory run) {
    return data.orElseGet(run::dataset);
  }
}
