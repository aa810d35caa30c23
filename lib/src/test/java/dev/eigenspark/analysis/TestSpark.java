package dev.eigenspark.analysis;

import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;

/** A context for a test class. */
final class TestSpark {
  private TestSpark() {}

  static JavaSparkContext start(String name) {
    return new JavaSparkContext(
        new SparkConf()
            .setMaster("local[2]")
            .setAppName(name)
            .set("spark.ui.enabled", "false")
            .set("spark.driver.host", "localhost")
            .set("spark.serializer", "org.apache.spark.serializer.KryoSerializer"));
  }
}
