package dev.eigenspark.packaging;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Runs a program to its end, with the Java of this test, and keeps what it wrote. */
final class ShellCommand {
  private static final long LIMIT_SECONDS = 180;

  /** What a program left: its exit code and both of its outputs. */
  record Result(int exitCode, String output, String errors) {}

  private ShellCommand() {}

  /**
   * Runs {@code words}, with {@code environment} added to a bare one.
   *
   * @throws IllegalStateException if it has not ended after three minutes
   */
  static Result run(Path scratch, Map<String, String> environment, List<String> words)
      throws IOException, InterruptedException {
    Path output = Files.createTempFile(scratch, "output", ".txt");
    Path errors = Files.createTempFile(scratch, "errors", ".txt");
    ProcessBuilder builder =
        new ProcessBuilder(words)
            .redirectInput(Redirect.from(Path.of("/dev/null").toFile()))
            .redirectOutput(output.toFile())
            .redirectError(errors.toFile());
    builder.environment().keySet().removeIf(ShellCommand::changesTheProgram);
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    builder.environment().putAll(environment);
    Process process = builder.start();
    try {
      if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
        throw new IllegalStateException(
            "no end after " + LIMIT_SECONDS + " s: " + words + "\n" + Files.readString(errors));
      }
    } finally {
      process.destroyForcibly();
    }
    return new Result(process.exitValue(), Files.readString(output), Files.readString(errors));
  }

  private static boolean changesTheProgram(String variable) {
    return variable.startsWith("SPARK_")
        || variable.startsWith("EIGENSPARK_")
        || variable.equals("JAVA_TOOL_OPTIONS");
  }
}
