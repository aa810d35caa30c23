package dev.eigenspark.jobs;

import dev.eigenspark.Failure;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.apache.spark.SparkException;

/** Finds in whatever a command threw the one {@link Failure} that the user is told. */
final class Diagnosis {
  private static final String FAILURE = Failure.class.getName() + ": ";
  private static final int LONGEST_CHAIN = 50;

  private static final String MORE_MEMORY =
      "; give the driver more (EIGENSPARK_DRIVER_MEMORY=8g, or --driver-memory of spark-submit), the"
          + " executors more (spark.executor.memory), or lower train.batch or data.shardRows";

  private Diagnosis() {}

  /** A failure of ours within {@code thrown}, else trouble of the infrastructure in one line. */
  static Failure of(Throwable thrown) {
    // A task's exception comes back below those of the scheduler and of the calling thread.
    List<Throwable> chain =
        Stream.iterate(thrown, t -> t != null, Throwable::getCause).limit(LONGEST_CHAIN).toList();
    return ours(chain)
        .or(() -> ofText(chain))
        .or(() -> memory(chain))
        .or(() -> find(chain, t -> says(t, "No space left on device")).map(Diagnosis::disk))
        .or(() -> find(chain, Diagnosis::isLostExecutor).map(Diagnosis::executors))
        .orElseGet(() -> other(chain));
  }

  /** The outermost one: a failure that is made from another says more, such as the section. */
  private static Optional<Failure> ours(List<Throwable> chain) {
    return chain.stream().filter(Failure.class::isInstance).map(Failure.class::cast).findFirst();
  }

  /**
   * A failure of which Spark kept only the text, because what caused it could not be serialised;
   * that is an exception of a file system or of the network.
   */
  private static Optional<Failure> ofText(List<Throwable> chain) {
    return find(chain, t -> says(t, FAILURE))
        .map(
            t -> {
              String text = t.getMessage();
              String message = text.substring(text.indexOf(FAILURE) + FAILURE.length());
              return Failure.infrastructure(firstLine(message), t);
            });
  }

  private static Optional<Failure> memory(List<Throwable> chain) {
    return find(chain, t -> t instanceof OutOfMemoryError || says(t, "OutOfMemoryError"))
        .map(t -> Failure.infrastructure("out of memory: " + firstLine(t) + MORE_MEMORY, t));
  }

  private static Failure disk(Throwable cause) {
    return Failure.infrastructure(
        "the disk is full: "
            + firstLine(cause)
            + "; free some space, or write elsewhere (--out, and spark.local.dir for Spark's own"
            + " files)",
        cause);
  }

  private static boolean isLostExecutor(Throwable thrown) {
    return thrown instanceof SparkException
        && Stream.of("ExecutorLostFailure", "Executor heartbeat", "Master removed our application")
            .anyMatch(sign -> says(thrown, sign));
  }

  private static Failure executors(Throwable cause) {
    // 52 is Spark's own exit code for it; 137 and 143 are those of a process that was killed.
    boolean memory =
        Stream.of("code 52", "code 137", "code 143").anyMatch(sign -> says(cause, sign));
    return Failure.infrastructure(
        "Spark lost its executors: "
            + firstLine(cause)
            + (memory ? "; they were likely short of memory" + MORE_MEMORY : "; see their logs"),
        cause);
  }

  private static Failure other(List<Throwable> chain) {
    Throwable root = chain.get(chain.size() - 1);
    return Failure.infrastructure(
        root.getClass().getSimpleName() + ": " + firstLine(root), chain.get(0));
  }

  /** The deepest one, for those above it repeat its message among their own words. */
  private static Optional<Throwable> find(List<Throwable> chain, Predicate<Throwable> wanted) {
    return chain.stream().filter(wanted).reduce((upper, lower) -> lower);
  }

  private static boolean says(Throwable thrown, String text) {
    return thrown.getMessage() != null && thrown.getMessage().contains(text);
  }

  private static String firstLine(Throwable thrown) {
    return firstLine(String.valueOf(thrown.getMessage()));
  }

  private static String firstLine(String text) {
    return text.lines().findFirst().orElse("");
  }
}
