package dev.eigenspark.resume;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** The command line in a process of its own, which can be killed. */
final class Driver implements AutoCloseable {
  private static final long LIMIT_SECONDS = 300;
  private static final long POLL_MILLIS = 5;

  private final Process process;
  private final Path errors;

  private Driver(Process process, Path errors) {
    this.process = process;
    this.errors = errors;
  }

  /** Starts a command of Eigenspark, with the Java and the class path of this test. */
  static Driver start(Path scratch, List<String> words) throws IOException {
    return start(scratch, List.of(), words);
  }

  /** The same below {@code wrapper}, a command that runs the command behind it. */
  static Driver start(Path scratch, List<String> wrapper, List<String> words) throws IOException {
    List<String> command = new ArrayList<>(wrapper);
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(argument -> argument.startsWith("--add-") || argument.startsWith("-Xmx"))
        .forEach(command::add);
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add("dev.eigenspark.jobs.Main");
    command.addAll(words);
    Path errors = Files.createTempFile(scratch, "errors", ".txt");
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectInput(Redirect.from(Path.of("/dev/null").toFile()))
            .redirectOutput(Redirect.DISCARD)
            .redirectError(errors.toFile());
    builder.environment().keySet().removeIf(name -> name.startsWith("SPARK_"));
    builder.environment().put("OMP_NUM_THREADS", "1");
    return new Driver(builder.start(), errors);
  }

  /** Waits until {@code sign} shows, or the process ends. */
  void await(BooleanSupplier sign) throws InterruptedException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(LIMIT_SECONDS);
    while (!sign.getAsBoolean() && !process.waitFor(POLL_MILLIS, TimeUnit.MILLISECONDS)) {
      if (System.nanoTime() > end) {
        throw new IllegalStateException("no sign after " + LIMIT_SECONDS + " s");
      }
    }
  }

  /** Kills it with SIGKILL after so long; says whether it was still there to be killed. */
  boolean killAfter(long millis) throws InterruptedException {
    if (process.waitFor(millis, TimeUnit.MILLISECONDS)) {
      return false;
    }
    process.destroyForcibly().waitFor();
    return true;
  }

  /** Waits for its end and returns the exit code. */
  int exitCode() throws InterruptedException {
    if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
      throw new IllegalStateException("no end after " + LIMIT_SECONDS + " s");
    }
    return process.exitValue();
  }

  /** What it said on standard error. */
  String errors() throws IOException {
    return Files.readString(errors);
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
