package dev.eigenspark.train;

import java.util.Optional;
import java.util.stream.Stream;

/** Stops a training at a {@link Divergence}; it comes to the driver from wherever it was found. */
final class NonFiniteException extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private static final int LONGEST_CHAIN = 50;

  private final Divergence divergence;

  NonFiniteException(Divergence divergence) {
    super(divergence.sentence() + ": training diverged; lower train.lr");
    this.divergence = divergence;
  }

  Divergence divergence() {
    return divergence;
  }

  /** The divergence that caused {@code thrown}, below the exceptions of the scheduler. */
  static Optional<Divergence> in(Throwable thrown) {
    return Stream.iterate(thrown, t -> t != null, Throwable::getCause)
        .limit(LONGEST_CHAIN)
        .filter(NonFiniteException.class::isInstance)
        .map(t -> ((NonFiniteException) t).divergence)
        .findFirst();
  }
}
