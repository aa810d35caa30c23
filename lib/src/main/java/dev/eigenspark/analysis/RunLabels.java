package dev.eigenspark.analysis;

import dev.eigenspark.Failure;
import dev.eigenspark.train.RunDirectory;
import java.nio.file.Path;
import java.util.List;

/** Short names for several runs: the end of each path that tells it from the others. */
final class RunLabels {
  private RunLabels() {}

  /**
   * One label for each run.
   *
   * @throws Failure of kind USAGE when a run is there twice
   */
  static List<String> of(List<RunDirectory> runs) {
    List<Path> roots = runs.stream().map(RunDirectory::root).toList();
    for (Path root : roots) {
      if (roots.indexOf(root) != roots.lastIndexOf(root)) {
        throw Failure.usage("run " + root + " is given twice; give it once");
      }
    }
    for (int names = 1; ; names++) {
      int last = names;
      List<String> labels = roots.stream().map(root -> ending(root, last)).toList();
      if (labels.stream().distinct().count() == labels.size()) {
        return labels;
      }
    }
  }

  private static String ending(Path root, int names) {
    int count = root.getNameCount();
    return root.subpath(Math.max(0, count - names), count).toString();
  }
}
