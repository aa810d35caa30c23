package dev.eigenspark.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.eigenspark.progress.Progress;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;
import org.junit.jupiter.api.Test;

class JobProgressTest {
  /** What is shown of a job of three tasks. */
  private static String shown(Duration moment) {
    PrintStream kept = System.err;
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    SparkConf conf =
        new SparkConf()
            .setMaster("local[1]")
            .setAppName("job-progress")
            .set("spark.ui.enabled", "false")
            .set("spark.driver.host", "localhost");
    try (JavaSparkContext spark = new JavaSparkContext(conf)) {
      System.setErr(new PrintStream(bytes, true, StandardCharsets.UTF_8));
      spark.sc().addSparkListener(new JobProgress("counting", Progress.Style.PLAIN, moment));
      assertThat(spark.parallelize(List.of(1, 2, 3), 3).count()).isEqualTo(3);
      // The listener hears of the job's end before the context has closed.
    } finally {
      System.setErr(kept);
    }
    return bytes.toString(StandardCharsets.UTF_8);
  }

  @Test
  void showsTheTasksOfALongJob() {
    assertThat(shown(Duration.ZERO).lines())
        .anyMatch(line -> line.startsWith("counting 1/3 (33%)"))
        .anyMatch(line -> line.startsWith("counting 3/3 (100%)"));
  }

  @Test
  void saysNothingOfAShortOne() {
    assertThat(shown(Duration.ofMinutes(1))).doesNotContain("counting");
  }
}
