package dev.eigenspark.linalg;

import java.util.function.IntConsumer;

/**
 * Does the parts of one computation. How the work is cut never depends on who does the parts, so
 * the result does not either.
 */
@FunctionalInterface
public interface Parts {
  /** One part after the other, in the calling thread. */
  Parts IN_TURN =
      (count, part) -> {
        for (int i = 0; i < count; i++) {
          part.accept(i);
        }
      };

  /** Does the parts 0 ... {@code count - 1}, in any order, and returns when all are done. */
  void forEach(int count, IntConsumer part);
}
