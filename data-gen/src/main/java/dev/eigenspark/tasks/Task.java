package dev.eigenspark.tasks;

import dev.eigenspark.Named;

/**
 * A rule that makes trials, found by name. One file per task: the options record, the descriptor
 * and the pure trial function.
 *
 * @param <O> the record of its settings, read from the {@code data} section
 */
public interface Task<O extends Record> extends Named {
  @Override
  Class<O> options();

  /** The trial function for these options. */
  TrialSource source(O options);
}
