package dev.eigenspark.train;

import dev.eigenspark.Failure;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.spark.api.java.JavaFutureAction;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;

/**
 * Waits for a Spark job, but not for ever: Spark notices an executor that died, and not a task that
 * hangs.
 *
 * @param seconds the longest wait; 0 is without end
 */
record JobLimit(long seconds) {
  /** Spark's local property that lets the threads of a job that is given up be interrupted. */
  private static final String INTERRUPT = "spark.job.interruptOnCancel";

  /**
   * Computes the elements, in their order.
   *
   * @param what the job, for the message
   * @throws Failure of kind INFRASTRUCTURE when the time is over, or the calling thread interrupted
   * @throws IllegalStateException when a task failed for good, with Spark's exception as its cause
   */
  <T> List<T> collect(JavaSparkContext spark, JavaRDD<T> elements, String what) {
    spark.setLocalProperty(INTERRUPT, "true");
    JavaFutureAction<List<T>> job = elements.collectAsync();
    try {
      return seconds == 0 ? job.get() : job.get(seconds, TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      job.cancel(true);
      throw Failure.infrastructure(
          what
              + " did not end within "
              + seconds
              + " s: a worker hangs, or has no core to run on; --resume goes on from the last"
              + " checkpoint; train.jobLimit is the time to wait",
          e);
    } catch (InterruptedException e) {
      job.cancel(true);
      Thread.currentThread().interrupt();
      throw Failure.infrastructure(what + " was interrupted", e);
    } catch (ExecutionException e) {
      throw new IllegalStateException(what + " failed", e.getCause());
    }
  }
}
