package dev.eigenspark.jobs;

import dev.eigenspark.Failure;
import dev.eigenspark.data.Storage;
import dev.eigenspark.tasks.generate.GenerateRequest;
import dev.eigenspark.tasks.generate.Overwrite;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;

/** Refuses outputs that are taken, before any work is done. */
final class Targets {
  private Targets() {}

  /**
   * Checks the place of a dataset; what may be replaced there, the job itself checks.
   *
   * @throws Failure of kind USAGE when something is there that was not to be replaced
   */
  static void requireFree(GenerateRequest request) {
    if (request.overwrite() == Overwrite.FAIL && Storage.at(request.output()).exists("")) {
      throw alreadyThere(request.output());
    }
  }

  /**
   * Checks the place of a run or an analysis. A mistyped name with {@code --overwrite} must not
   * cost somebody a directory of another kind.
   *
   * @param signs files of which one is in every directory that may be replaced
   * @throws Failure of kind USAGE when something is there that may not be replaced
   */
  static void requireFree(Path target, Overwrite overwrite, List<String> signs) {
    if (!Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    if (overwrite == Overwrite.FAIL) {
      throw alreadyThere(target.toString());
    }
    if (signs.stream().noneMatch(sign -> Files.exists(target.resolve(sign)))) {
      throw Failure.usage(
          target
              + " holds none of "
              + String.join(", ", signs)
              + ", so --overwrite does not replace it; choose another --out");
    }
  }

  private static Failure alreadyThere(String target) {
    return Failure.usage(
        target + " is already there; choose another --out, or pass --overwrite to replace it");
  }
}
