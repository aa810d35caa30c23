package dev.eigenspark.tasks;

import dev.eigenspark.config.Setting;
import dev.eigenspark.tasks.objects.ObjectSet;
import java.io.Serializable;

/**
 * Settings of the distributions of many.
 *
 * @param objects the set that the objects are from
 * @param n how many objects there are
 * @param m how many of them training does not see
 * @param permutations which orders the second row has
 */
public record DistributionOptions(
    @Setting(doc = RelationalOptions.OBJECTS, or = "glyphs") ObjectSet objects,
    @Setting(doc = RelationalOptions.N, or = "100") int n,
    @Setting(doc = RelationalOptions.M, or = "0") int m,
    @Setting(
            doc =
                "orders of the second row: all; or hard: only valid and test keep all but the last"
                    + " three objects among themselves",
            or = "all")
        Permutations permutations)
    implements Serializable {
  /** Which orders the second row has. */
  public enum Permutations {
    /** Every one, in every split. */
    ALL,
    /**
     * In valid and test the first N-3 places hold the first N-3 objects in any order, and so the
     * last three the last three; in train they do not.
     */
    HARD
  }

  /** Validates the ranges. */
  public DistributionOptions {
    new ObjectPool(objects, n, m);
  }

  ObjectPool pool() {
    return new ObjectPool(objects, n, m);
  }
}
