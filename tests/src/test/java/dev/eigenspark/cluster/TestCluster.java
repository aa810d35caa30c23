package dev.eigenspark.cluster;

import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;

/** Spark on this machine: threads of this JVM, or executors in JVMs of their own. */
final class TestCluster {
  /** Two executors with a core and 1 GiB each; the environment is set in this module's pom. */
  static final String TWO_EXECUTORS = "local-cluster[2,1,1024]";

  private TestCluster() {}

  static JavaSparkContext start(String master) {
    SparkConf conf =
        new SparkConf()
            .setMaster(master)
            .setAppName("cluster-test")
            .set("spark.ui.enabled", "false")
            .set("spark.driver.host", "localhost")
            .set("spark.driver.bindAddress", "127.0.0.1")
            // Executors need the classes of this test and the engine's module.
            .set("spark.executor.extraClassPath", System.getProperty("java.class.path"))
            .set("spark.executor.extraJavaOptions", "--add-modules=jdk.incubator.vector")
            .set("spark.executorEnv.OMP_NUM_THREADS", "1");
    JavaSparkContext spark = new JavaSparkContext(conf);
    spark.setLogLevel("ERROR");
    return spark;
  }
}
