package dev.eigenspark.tasks;

import dev.eigenspark.config.Setting;
import dev.eigenspark.tasks.objects.ObjectSet;
import java.io.Serializable;

/**
 * Settings that the relational tasks share, and the only ones that most of them have.
 *
 * @param objects the set that the objects are from
 * @param n how many objects there are
 * @param m how many of them training does not see
 * @param trials where trials come from
 */
public record RelationalOptions(
    @Setting(doc = OBJECTS, or = "glyphs") ObjectSet objects,
    @Setting(doc = N, or = "100") int n,
    @Setting(doc = M, or = "0") int m,
    @Setting(doc = TRIALS, or = "stream") TrialSet trials)
    implements Serializable {
  static final String OBJECTS = "what the objects are: glyphs of a font (944), or shapes (2000)";
  static final String N = "objects that there are";
  static final String M =
      "objects that training never shows, and valid and test alone; 0: every split shows all";
  static final String TRIALS =
      "drawn without end, or all that there are, each label as often as the others";

  /** Validates the ranges. */
  public RelationalOptions {
    new ObjectPool(objects, n, m);
  }

  ObjectPool pool() {
    return new ObjectPool(objects, n, m);
  }
}
