package dev.eigenspark.jobs;

import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code verify DIR}. */
@Command(
    name = "verify",
    description = "Checks every file of a dataset, run, model or analysis against its manifest.")
final class VerifyCommand implements Callable<Outcome> {
  @Mixin private CommonOptions common;

  @Parameters(index = "0", paramLabel = "DIR", description = "what to check")
  private String directory;

  @Override
  public Outcome call() {
    Verifier.Summary sound = new Verifier(() -> common.spark("verify")).verify(directory);
    String line =
        "sound     %s, %s: %s files, %s"
            .formatted(
                sound.path(), sound.kind(), Units.count(sound.files()), Units.bytes(sound.bytes()));
    return new Outcome(sound, List.of(line));
  }
}
