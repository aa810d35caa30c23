package dev.eigenspark.jobs;

import dev.eigenspark.train.Checkpoint;
import dev.eigenspark.train.InterruptedRun;
import java.io.PrintWriter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code --resume} and {@code --resume-from STEP}. */
final class ResumeOptions {
  @Spec(Spec.Target.MIXEE)
  private CommandSpec command;

  @Option(
      names = "--resume",
      description = "go on with an interrupted run from its newest whole checkpoint")
  private boolean resume;

  @Option(
      names = "--resume-from",
      paramLabel = "STEP",
      description = "go on from the checkpoint of this step; later ones are made again")
  private Long step;

  boolean isGiven() {
    return resume || step != null;
  }

  /** The checkpoint to go on from; each damaged one that was passed over is a line of its own. */
  Checkpoint choose(InterruptedRun run) {
    InterruptedRun.Choice choice = step == null ? run.newest() : run.at(step);
    PrintWriter err = command.commandLine().getErr();
    choice.damaged().forEach(line -> err.println("eigenspark: " + line));
    return choice.checkpoint();
  }
}
