package dev.eigenspark.train;

import dev.eigenspark.data.Column;
import dev.eigenspark.data.DatasetManifest;
import dev.eigenspark.data.SequenceFormat;
import java.util.ArrayList;
import java.util.List;

/**
 * The groups of trials whose traces of the Fisher information are told apart, where the dataset
 * knows them: the classes of trials with one label, and right and wrong labels.
 *
 * @param classes of the one label; 0 where trials have several
 * @param flagged whether the dataset says which labels are wrong on purpose
 */
public record TrialGroups(int classes, boolean flagged) {
  /** Name of the trials whose label is the task's. */
  public static final String CLEAN = "clean";

  /** Name of the trials whose label is wrong on purpose. */
  public static final String NOISY = "noisy";

  /** Those of a dataset. */
  public static TrialGroups of(DatasetManifest manifest) {
    SequenceFormat.Channel target = manifest.format().target();
    return new TrialGroups(
        target.steps() == 1 ? target.width() : 0,
        manifest.columns().stream().anyMatch(column -> column.name().equals(Column.NOISY)));
  }

  /** Their names, in order. */
  public List<String> names() {
    List<String> names = new ArrayList<>();
    for (int k = 0; k < classes; k++) {
      names.add("class " + k);
    }
    if (flagged) {
      names.add(CLEAN);
      names.add(NOISY);
    }
    return names;
  }

  /**
   * The numbers of the groups of a trial.
   *
   * @param label its class
   * @param noisy whether the label is wrong on purpose
   */
  int[] of(int label, boolean noisy) {
    int flag = noisy ? classes + 1 : classes;
    if (classes == 0) {
      return flagged ? new int[] {flag} : new int[0];
    }
    return flagged ? new int[] {label, flag} : new int[] {label};
  }
}
