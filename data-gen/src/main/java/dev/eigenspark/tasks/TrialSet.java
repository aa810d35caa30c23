package dev.eigenspark.tasks;

/** Where the trials of a relational task come from. */
public enum TrialSet {
  /** Each drawn on its own, without end (Kerg et al. 2022). */
  STREAM,
  /** All that there are, in an order that the seed draws (Webb et al. 2021, appendix A.1). */
  FIXED
}
