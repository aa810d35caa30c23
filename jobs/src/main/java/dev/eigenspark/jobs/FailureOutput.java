package dev.eigenspark.jobs;

import dev.eigenspark.Failure;
import dev.eigenspark.data.Json;
import java.io.PrintStream;
import java.util.Locale;

/**
 * How a failure is told: one line on standard error, and for a reader of JSON also {@code {"error":
 * {"kind": ..., "message": ..., "exitCode": ...}}} on standard output.
 *
 * @param json whether there is such a reader
 * @param out standard output
 * @param err standard error
 */
record FailureOutput(boolean json, PrintStream out, PrintStream err) {
  private record Document(Content error) {}

  private record Content(String kind, String message, int exitCode) {}

  /** Tells it and returns the exit code. */
  int tell(Failure failure) {
    String message = failure.getMessage().strip().replaceAll("\\s*\\R\\s*", " ");
    int exitCode = failure.kind().exitCode();
    err.println("eigenspark: " + message);
    if (Boolean.getBoolean("eigenspark.trace")
        || Boolean.parseBoolean(System.getenv("EIGENSPARK_TRACE"))) {
      failure.printStackTrace(err);
    }
    if (json) {
      String kind = failure.kind().name().toLowerCase(Locale.ROOT);
      out.print(Json.write(new Document(new Content(kind, message, exitCode))));
    }
    return exitCode;
  }
}
