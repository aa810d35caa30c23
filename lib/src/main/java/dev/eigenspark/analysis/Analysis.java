package dev.eigenspark.analysis;

import dev.eigenspark.Named;

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
}
