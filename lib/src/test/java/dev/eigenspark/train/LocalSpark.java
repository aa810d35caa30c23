package dev.eigenspark.train;

import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;

/** Contexts of this JVM that cut work in different ways. */
final class LocalSpark {
  private LocalSpark() {}

  static JavaSparkContext start(String master, int parallelism) {
    return new JavaSparkContext(
        new SparkConf()
            .setMaster(master)
            .setAppName("train-test")
            .set("spark.default.parallelism", Integer.toString(parallelism))
            .set("spark.ui.enabled", "false")
            .set("spark.driver.host", "localhost"));
  }
}
