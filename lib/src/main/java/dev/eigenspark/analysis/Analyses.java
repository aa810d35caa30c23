package dev.eigenspark.analysis;

import dev.eigenspark.Registry;

/** The registry of all analyses on the class path. */
public final class Analyses {
  private Analyses() {}

  /** Every {@link Analysis}, by name. */
  @SuppressWarnings("unchecked") // A class literal cannot say Analysis<?>.
  public static Registry<Analysis<?>> registry() {
    return Registry.of((Class<Analysis<?>>) (Class<?>) Analysis.class, "analysis");
  }
}
