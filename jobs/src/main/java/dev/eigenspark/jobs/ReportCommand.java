package dev.eigenspark.jobs;

import dev.eigenspark.Failure;
import dev.eigenspark.jobs.report.ReportWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code report DIR}. */
@Command(
    name = "report",
    description =
        "Writes report.html, one self-contained page, into a run, an analysis or an ablation.")
final class ReportCommand implements Callable<Outcome> {
  @Mixin private CommonOptions common;

  @Parameters(index = "0", paramLabel = "DIR", description = "a run, an analysis or an ablation")
  private Path directory;

  @Override
  public Outcome call() {
    if (!Files.isDirectory(directory)) {
      throw Failure.data(
          "no such directory " + directory + "; name a run, an analysis or an ablation");
    }
    Path page =
        common.isDryRun()
            ? directory.toAbsolutePath().normalize().resolve("report.html")
            : ReportWriter.write(directory);
    return new Outcome(Map.of("report", page.toString()), List.of(line(page)));
  }

  static String line(Path page) {
    return "report    " + page.toAbsolutePath().toUri();
  }
}
