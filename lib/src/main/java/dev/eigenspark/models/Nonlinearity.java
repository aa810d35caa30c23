package dev.eigenspark.models;

import java.util.Locale;

/** Nonlinearities of the vanilla recurrence. */
public enum Nonlinearity {
  /** {@code sign(z) max(|z| + b, 0)} with a learned b for each unit. */
  MODRELU,
  /** The hyperbolic tangent. */
  TANH;

  /** The cell that computes it. */
  String cell() {
    return name().toLowerCase(Locale.ROOT);
  }
}
