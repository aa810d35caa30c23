package dev.eigenspark.jobs;

import dev.eigenspark.progress.Progress;
import java.time.Duration;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerJobEnd;
import org.apache.spark.scheduler.SparkListenerJobStart;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import org.apache.spark.scheduler.StageInfo;
import scala.collection.JavaConverters;

/**
 * Shows how far the running Spark job is, by its tasks, once it takes longer than a moment. For
 * jobs that come one after the other; Spark calls it from one thread.
 */
final class JobProgress extends SparkListener {
  private final String label;
  private final Progress.Style style;
  private final Duration moment;
  private Progress progress;
  private int tasks;
  private int done;
  private long began;
  private boolean shown;

  /**
   * Of the jobs of a context, as long as it is one of its listeners.
   *
   * @param label what the line begins with
   * @param moment jobs that take no longer show nothing
   */
  JobProgress(String label, Progress.Style style, Duration moment) {
    this.label = label;
    this.style = style;
    this.moment = moment;
  }

  @Override
  public void onJobStart(SparkListenerJobStart start) {
    tasks =
        JavaConverters.seqAsJavaList(start.stageInfos()).stream()
            .mapToInt(StageInfo::numTasks)
            .sum();
    progress = Progress.start(label, Math.max(1, tasks), style);
    done = 0;
    began = start.time();
    shown = false;
  }

  @Override
  public void onTaskEnd(SparkListenerTaskEnd end) {
    // One that failed is tried again, one that was slow may end twice.
    if (progress == null || !end.taskInfo().successful() || done == tasks) {
      return;
    }
    done++;
    if (end.taskInfo().finishTime() - began >= moment.toMillis()) {
      progress.update(done, "");
      shown = true;
    }
  }

  @Override
  public void onJobEnd(SparkListenerJobEnd end) {
    if (shown) {
      progress.close();
    }
    progress = null;
  }
}
