package dev.eigenspark.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.holdenkarau.spark.testing.SharedJavaSparkContext;
import dev.eigenspark.config.Settings;
import dev.eigenspark.rng.CounterRandom;
import dev.eigenspark.rng.Streams;
import dev.eigenspark.tasks.CopyTask;
import dev.eigenspark.tasks.TrialBuffer;
import dev.eigenspark.tasks.TrialSource;
import dev.eigenspark.tasks.generate.GenerateJob;
import dev.eigenspark.tasks.generate.GenerateRequest;
import dev.eigenspark.tasks.generate.Overwrite;
import dev.eigenspark.tasks.generate.ShardProgress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.SparkConf;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Spark's own Parquet reader sees exactly the trials that the task makes. The base class carries
 * JUnit 4 annotations, which are not on the class path: its life cycle is called by hand.
 */
class SparkReadsDatasetTest extends SharedJavaSparkContext {
  private static final int ROWS = 250;
  @TempDir Path directory;

  @Override
  public SparkConf conf() {
    return new SparkConf()
        .setMaster("local[2]")
        .setAppName("reads")
        .set("spark.app.id", "reads")
        .set("spark.ui.enabled", "false")
        .set("spark.driver.host", "localhost");
  }

  @BeforeEach
  void startSpark() {
    runBefore();
  }

  @AfterAll
  static void stopSpark() {
    SharedJavaSparkContext.runAfterClass();
  }

  @Test
  void everyTrialComesBack() {
    CopyTask task = new CopyTask();
    CopyTask.Options options = new CopyTask.Options(4, 8, 3, CopyTask.Input.ONE_HOT);
    String output = directory.resolve("data").toString();
    GenerateJob.run(
        jsc(),
        new GenerateRequest(
            task,
            task.source(options),
            Settings.identity(options),
            9,
            new TreeMap<>(Map.of("train", (long) ROWS)),
            100,
            "",
            output,
            Overwrite.FAIL),
        ShardProgress.SILENT);

    SparkSession session = SparkSession.builder().config(jsc().getConf()).getOrCreate();
    Dataset<Row> read = session.read().parquet(output + "/train").orderBy("id");

    assertThat(read.schema().simpleString())
        .isEqualTo("struct<id:bigint,x:array<tinyint>,y:array<tinyint>>");
    assertThat(read.toJavaRDD().map(SparkReadsDatasetTest::text).collect())
        .isEqualTo(expected(task.source(options)));
  }

  private static List<String> expected(TrialSource source) {
    TrialBuffer trial = new TrialBuffer(source.columns());
    List<String> rows = new ArrayList<>();
    for (long row = 0; row < ROWS; row++) {
      source.fill(new CounterRandom(9, Streams.TRAIN, row), trial);
      StringBuilder text = new StringBuilder().append(row);
      for (int column = 0; column < 2; column++) {
        for (int value : trial.ints(column)) {
          text.append(' ').append(value);
        }
      }
      rows.add(text.toString());
    }
    return rows;
  }

  private static String text(Row row) {
    StringBuilder text = new StringBuilder().append(row.getLong(0));
    for (int column = 1; column <= 2; column++) {
      for (Object value : row.getList(column)) {
        text.append(' ').append(value);
      }
    }
    return text.toString();
  }
}
