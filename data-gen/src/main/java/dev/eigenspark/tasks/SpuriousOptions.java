package dev.eigenspark.tasks;

import dev.eigenspark.Failure;
import dev.eigenspark.config.Setting;
import dev.eigenspark.tasks.objects.ObjectSet;
import java.io.Serializable;
import java.util.Locale;

/**
 * Settings of the tasks that have a variant with a spurious feature.
 *
 * @param objects the set that the objects are from
 * @param n how many objects there are
 * @param m how many of them training does not see
 * @param trials where trials come from
 * @param spurious which feature is spurious
 * @param colours how many colours there are, when there are any
 */
public record SpuriousOptions(
    @Setting(doc = RelationalOptions.OBJECTS, or = "glyphs") ObjectSet objects,
    @Setting(doc = RelationalOptions.N, or = "100") int n,
    @Setting(doc = RelationalOptions.M, or = "0") int m,
    @Setting(doc = RelationalOptions.TRIALS, or = "stream") TrialSet trials,
    @Setting(
            doc =
                "feature without meaning: none, all is black on white; colours, drawn for each"
                    + " position; or shapes, and the answer follows the colours",
            or = "none")
        Spurious spurious,
    @Setting(doc = COLOURS + "; of no effect with spurious = none", or = "100") int colours)
    implements Serializable {
  static final String COLOURS = "colours that there are; n * colours is at most 10000";

  /** Validates the ranges. */
  public SpuriousOptions {
    ObjectPool pool = new ObjectPool(objects, n, m);
    if (spurious != Spurious.NONE) {
      new ColouredPool(pool, colours);
      if (trials != TrialSet.STREAM) {
        throw Failure.configuration(
            "trials = %s goes with spurious = none alone: coloured trials are drawn without end"
                .formatted(trials.name().toLowerCase(Locale.ROOT)));
      }
    }
  }

  /** Trials of these rules, the same in all splits. */
  TrialSource source(int classes, Rules rules) {
    ObjectPool pool = new ObjectPool(objects, n, m);
    return spurious == Spurious.NONE
        ? new RuleTrials(classes, rules, rules, new RelationalOptions(objects, n, m, trials))
        : new SpuriousTrials(classes, rules, spurious, new ColouredPool(pool, colours));
  }
}
