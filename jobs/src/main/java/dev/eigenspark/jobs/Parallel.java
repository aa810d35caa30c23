package dev.eigenspark.jobs;

import dev.eigenspark.Failure;
import java.util.List;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;

/** Does things several at once, and stops all of them when one fails. */
final class Parallel {
  private static final int SECONDS_TO_STOP = 60;

  private Parallel() {}

  /** Is told on the calling thread after each thing. */
  interface Listener {
    void done(int things, String last);
  }

  /**
   * Does them in order, {@code width} at a time.
   *
   * @param action says in a few words what it did
   * @throws Failure the first that an action threw; what was not begun stays undone
   */
  static <T> void each(List<T> things, int width, Function<T, String> action, Listener listener) {
    ExecutorService pool = Executors.newFixedThreadPool(width);
    try {
      CompletionService<String> results = new ExecutorCompletionService<>(pool);
      AtomicBoolean failed = new AtomicBoolean();
      things.forEach(thing -> results.submit(() -> unless(failed, thing, action)));
      for (int done = 1; done <= things.size(); done++) {
        listener.done(done, results.take().get());
      }
    } catch (ExecutionException e) {
      throw Diagnosis.of(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw Failure.infrastructure("interrupted", e);
    } finally {
      stop(pool);
    }
  }

  /** A thread takes the next thing before anybody could stop it. */
  private static <T> String unless(AtomicBoolean failed, T thing, Function<T, String> action) {
    if (failed.get()) {
      return "";
    }
    boolean done = false;
    try {
      String said = action.apply(thing);
      done = true;
      return said;
    } finally {
      failed.compareAndSet(false, !done);
    }
  }

  /** Waits, for nobody may write any more when the caller goes on. */
  private static void stop(ExecutorService pool) {
    pool.shutdownNow();
    try {
      if (!pool.awaitTermination(SECONDS_TO_STOP, TimeUnit.SECONDS)) {
        System.err.println("eigenspark: a run did not stop; it ends with the program");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
