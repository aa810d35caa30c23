package dev.eigenspark.jobs;

import dev.eigenspark.Failure;
import dev.eigenspark.data.Storage;
import dev.eigenspark.tasks.generate.Overwrite;
import dev.eigenspark.train.InterruptedRun;
import java.nio.file.Path;
import java.util.List;

/**
 * Where {@code run} puts what it makes.
 *
 * @param root the directory of the experiment, absolute
 */
record RunLayout(Path root) {
  /** Of which one is in every run, finished or not. */
  private static final List<String> SIGNS = List.of("checkpoints", "provenance.json");

  RunLayout {
    root = root.toAbsolutePath().normalize();
  }

  /** The dataset. */
  Path data() {
    return root.resolve("data");
  }

  /** The run directory. */
  Path run() {
    return root.resolve("run");
  }

  /** The analyses, within the run so that its report shows them. */
  Path analysis() {
    return run().resolve("analysis");
  }

  /**
   * Checks that a run may go where it would go.
   *
   * @throws Failure of kind USAGE when something is there that may not be replaced
   */
  void requireFreeRun(Overwrite overwrite) {
    if (overwrite == Overwrite.FAIL
        && InterruptedRun.isAt(run())
        && !InterruptedRun.open(run()).hasEnded()) {
      throw Failure.usage(
          run()
              + " is already there, a run that has not ended: go on with it by ./eigenspark train"
              + " CONF --data "
              + data()
              + " --out "
              + run()
              + " --resume; or choose another --out, or pass --overwrite to replace it");
    }
    Targets.requireFree(run(), overwrite, SIGNS);
  }

  /** Removes an older run, if there is one. */
  void clearRun() {
    Storage.at(run().toString()).delete("");
  }
}
