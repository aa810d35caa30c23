package dev.eigenspark.train;

import java.io.Serializable;

/**
 * What one worker ends a round with. A divergence is an outcome like another and not a failure of
 * the task, so that Spark does not try it again, and so that which one stops the training does not
 * depend on which task was the first to end.
 */
sealed interface WorkerOutcome extends Serializable permits WorkerResult, Divergence {
  /** Index of the worker. */
  int worker();
}
