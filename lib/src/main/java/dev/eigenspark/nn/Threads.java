package dev.eigenspark.nn;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;

/**
 * Spreads the fixed parts of one computation over a few threads. How the work is cut never depends
 * on the number of threads, only who does which part, so the result does not either.
 */
public final class Threads {
  private static final long SPIN_NANOS = 50_000;
  private static final ThreadLocal<Integer> ALLOWED = ThreadLocal.withInitial(() -> 1);
  private static final ExecutorService POOL =
      Executors.newCachedThreadPool(
          work -> {
            Thread thread = new Thread(work, "eigenspark-engine");
            thread.setDaemon(true);
            return thread;
          });

  private Threads() {}

  /** Lets the computations of the calling thread use {@code threads} threads, itself included. */
  public static void allow(int threads) {
    if (threads < 1) {
      throw new IllegalArgumentException("threads " + threads + " must be at least 1");
    }
    ALLOWED.set(threads);
  }

  /** Does the parts 0 ... {@code parts - 1} and returns when all are done. */
  public static void forEach(int parts, IntConsumer part) {
    AtomicInteger next = new AtomicInteger();
    Runnable worker =
        () -> {
          for (int i = next.getAndIncrement(); i < parts; i = next.getAndIncrement()) {
            part.accept(i);
          }
        };
    List<Future<?>> helpers = new ArrayList<>();
    for (int i = 1; i < Math.min(parts, ALLOWED.get()); i++) {
      helpers.add(POOL.submit(worker));
    }
    worker.run();
    helpers.forEach(Threads::join);
  }

  private static void join(Future<?> helper) {
    // The parts end at about the same time, and waking a thread takes as long as a small step.
    long end = System.nanoTime() + SPIN_NANOS;
    while (!helper.isDone() && System.nanoTime() < end) {
      Thread.onSpinWait();
    }
    try {
      helper.get();
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RuntimeException known
          ? known
          : new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while computing", e);
    }
  }
}
