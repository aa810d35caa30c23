package dev.eigenspark.tasks.generate;

import dev.eigenspark.config.Settings;
import dev.eigenspark.tasks.CopyTask;
import dev.eigenspark.tasks.TrialSource;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;

/** Small requests for the copy task. */
final class Requests {
  private static final CopyTask.Options OPTIONS =
      new CopyTask.Options(5, 8, 3, CopyTask.Input.ONE_HOT);

  static final TrialSource COPY = new CopyTask().source(OPTIONS);

  private Requests() {}

  /** 250 training and 30 test rows in shards of 100. */
  static GenerateRequest copy(TrialSource source, String output, Overwrite overwrite) {
    return new GenerateRequest(
        new CopyTask(),
        source,
        Settings.identity(OPTIONS),
        42,
        new TreeMap<>(Map.of("train", 250L, "test", 30L)),
        100,
        "data { task = copy }\n",
        output,
        overwrite);
  }

  static GenerateRequest copy(Path output) {
    return copy(COPY, output.toString(), Overwrite.FAIL);
  }

  static JavaSparkContext spark(String master) {
    return new JavaSparkContext(
        new SparkConf()
            .setMaster(master)
            .setAppName("generate")
            .set("spark.ui.enabled", "false")
            .set("spark.driver.host", "localhost")
            .set("spark.hadoop.fs.full.impl", FullDisk.class.getName()));
  }
}
