package dev.eigenspark.jobs;

import dev.eigenspark.tasks.generate.Overwrite;
import picocli.CommandLine.Option;

/** {@code --overwrite}. */
final class OverwriteOption {
  @Option(names = "--overwrite", description = "replace what is there")
  private boolean given;

  Overwrite value() {
    return given ? Overwrite.REPLACE : Overwrite.FAIL;
  }
}
