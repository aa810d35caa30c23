package dev.eigenspark.tasks.generate;

import dev.eigenspark.Failure;
import dev.eigenspark.data.ShardEntry;
import dev.eigenspark.tasks.TrialSource;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.spark.api.java.JavaFutureAction;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.util.LongAccumulator;

/** Runs the shard tasks on Spark and reports progress while they run. */
record ShardJob(JavaSparkContext spark, ShardProgress progress) {
  private static final long REPORT_MILLIS = 200;

  /** Writes every planned shard; entries come back in the order of the plan. */
  List<ShardEntry> run(List<ShardPlan> plan, TrialSource source, long seed, String staging) {
    LongAccumulator done = spark.sc().longAccumulator();
    JavaFutureAction<List<ShardEntry>> job =
        spark
            .parallelize(plan, plan.size())
            .map(new ShardTask(source, seed, staging, done))
            .collectAsync();
    try {
      return await(job, done, plan.size());
    } catch (ExecutionException e) {
      throw failure(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw Failure.infrastructure("generation was interrupted", e);
    } finally {
      job.cancel(true);
    }
  }

  private List<ShardEntry> await(
      JavaFutureAction<List<ShardEntry>> job, LongAccumulator done, long total)
      throws ExecutionException, InterruptedException {
    while (true) {
      try {
        List<ShardEntry> entries = job.get(REPORT_MILLIS, TimeUnit.MILLISECONDS);
        progress.shards(total, total);
        return entries;
      } catch (TimeoutException stillRunning) {
        progress.shards(Math.min(done.value(), total), total);
      }
    }
  }

  /** What failed on the executor, without Spark's stack of wrappers. */
  private static Failure failure(Throwable thrown) {
    Throwable root = thrown;
    for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
      if (cause instanceof Failure failure) {
        return failure;
      }
      root = cause;
    }
    String reason = String.valueOf(root.getMessage()).lines().findFirst().orElse("");
    return Failure.infrastructure(
        "a generation task failed: " + root.getClass().getSimpleName() + ": " + reason, thrown);
  }
}
