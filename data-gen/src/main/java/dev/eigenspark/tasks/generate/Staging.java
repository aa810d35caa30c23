package dev.eigenspark.tasks.generate;

import dev.eigenspark.Failure;
import dev.eigenspark.data.DatasetManifest;
import dev.eigenspark.data.StagingName;
import dev.eigenspark.data.Storage;
import java.util.Set;

/**
 * The hidden directory beside the output in which a dataset grows. It takes the output's name in
 * one rename once it is whole; closed before that, it is removed with all it holds, and what a
 * killed process left is removed by the next one.
 */
final class Staging implements AutoCloseable {
  /** Where task attempts write; gone before the commit, so no late attempt can add a file. */
  static final String ATTEMPTS = "_attempts";

  private final Storage target;
  private final Storage storage;
  private final Overwrite overwrite;
  private boolean committed;

  private Staging(Storage target, Storage storage, Overwrite overwrite) {
    this.target = target;
    this.storage = storage;
    this.overwrite = overwrite;
  }

  /**
   * An empty staging directory with a folder for each split.
   *
   * @throws Failure of kind USAGE if the output is there and may not, or must not, be replaced
   */
  static Staging open(String output, Overwrite overwrite, Set<String> splits) {
    Storage target = Storage.at(output);
    checkTarget(target, overwrite);
    StagingName.sweep(
        target.name(), target::siblings, leftover -> target.sibling(leftover).delete(""));
    Storage storage = target.sibling(StagingName.temporary(target.name()));
    Staging staging = new Staging(target, storage, overwrite);
    try {
      storage.makeDirectory(ATTEMPTS);
      splits.forEach(storage::makeDirectory);
      return staging;
    } catch (Failure failure) {
      staging.close();
      throw failure;
    }
  }

  private static void checkTarget(Storage target, Overwrite overwrite) {
    if (!target.exists("")) {
      return;
    }
    if (overwrite == Overwrite.FAIL) {
      throw Failure.usage(target.uri() + " is there already: give --overwrite to replace it");
    }
    // A mistyped --out must not cost somebody a directory of another kind.
    if (!target.exists(DatasetManifest.FILE)) {
      throw Failure.usage(
          target.uri() + " is not a dataset, so --overwrite does not replace it: choose another");
    }
  }

  Storage storage() {
    return storage;
  }

  /** Removes what attempts left behind; later ones can no longer write. */
  void dropAttempts() {
    storage.delete(ATTEMPTS);
  }

  /** Puts the dataset in its place; an older one goes only after that. */
  void commit() {
    checkTarget(target, overwrite);
    if (target.exists("")) {
      replace();
    } else {
      storage.moveTo(target);
    }
    committed = true;
  }

  private void replace() {
    Storage old = target.sibling(StagingName.aside(target.name()));
    target.moveTo(old);
    try {
      storage.moveTo(target);
    } catch (Failure failure) {
      old.moveTo(target);
      throw failure;
    }
    old.delete("");
  }

  @Override
  public void close() {
    if (!committed) {
      storage.delete("");
    }
  }
}
