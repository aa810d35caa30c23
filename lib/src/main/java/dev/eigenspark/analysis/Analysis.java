package dev.eigenspark.analysis;

import dev.eigenspark.Named;
import java.nio.file.Path;

/**
 * Turns runs (and datasets) into a table, found by name. One file per analysis: options,
 * descriptor, computation, figures.
 *
 * @param <O> the record of its settings, read from the {@code analyze} section
 */
public interface Analysis<O extends Record> extends Named {
  @Override
  Class<O> options();

  /** Whether it looks at runs; if not, it can be asked for without naming one. */
  default boolean readsRuns() {
    return true;
  }

  /** Computes the table, the scalars of the summary and the figures. */
  AnalysisResult run(AnalysisInput input, O options);

  /**
   * Writes what it was asked to keep and no table could hold; by default nothing.
   *
   * @param directory that of the results, which appears whole or not at all; the analysis may write
   *     files below a directory of its own name there
   */
  default void keep(AnalysisInput input, O options, Path directory) {}
}
