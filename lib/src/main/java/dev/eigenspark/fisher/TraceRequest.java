package dev.eigenspark.fisher;

import java.io.Serializable;
import java.util.List;

/**
 * What is to be estimated.
 *
 * @param estimators how
 * @param draws times that labels or signs are drawn for a trial
 * @param seed of what is drawn
 */
public record TraceRequest(List<Estimator> estimators, int draws, long seed)
    implements Serializable {
  /** Keeps its own list. */
  public TraceRequest {
    estimators = List.copyOf(estimators);
  }
}
