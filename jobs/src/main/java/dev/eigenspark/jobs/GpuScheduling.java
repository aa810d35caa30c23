package dev.eigenspark.jobs;

import dev.eigenspark.Failure;
import java.time.Duration;
import java.util.List;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;

/**
 * Asks Spark for GPUs, one set for each task, and makes sure that they can come: Spark itself would
 * wait for ever. With none asked for it does nothing.
 *
 * @param gpus GPUs of each task
 */
record GpuScheduling(int gpus) {
  private static final String EXECUTOR = "spark.executor.resource.gpu.";
  private static final String WORKER = "spark.worker.resource.gpu.";
  private static final String AMOUNT = "amount";
  private static final String SCRIPT = "discoveryScript";

  /** Where the launcher says the script of this repository is. */
  private static final String OUR_SCRIPT = "spark.eigenspark.gpuDiscoveryScript";

  private static final long POLL_MILLIS = 100;

  /**
   * Adds the settings; what the user has set stays.
   *
   * @throws Failure of kind INFRASTRUCTURE when executors would run on this machine and it has too
   *     few GPUs, or when there are no executors at all
   */
  void configure(SparkConf conf) {
    if (gpus == 0) {
      return;
    }
    String master = conf.get("spark.master");
    if (conf.contains(OUR_SCRIPT)) {
      conf.setIfMissing(EXECUTOR + SCRIPT, conf.get(OUR_SCRIPT));
    }
    conf.setIfMissing(EXECUTOR + AMOUNT, Integer.toString(gpus));
    conf.set("spark.task.resource.gpu.amount", Integer.toString(gpus));
    if (master.startsWith("k8s://")) {
      conf.setIfMissing(EXECUTOR + "vendor", "nvidia.com");
    }
    if (master.startsWith("local")) {
      requireHere(conf, master);
    }
  }

  private void requireHere(SparkConf conf, String master) {
    if (!conf.contains(EXECUTOR + SCRIPT)) {
      throw missing(
          "no discovery script is set: start with ./eigenspark, or set " + EXECUTOR + SCRIPT);
    }
    String script = conf.get(EXECUTOR + SCRIPT);
    List<String> here;
    try {
      here = GpuDiscovery.addresses(script);
    } catch (Failure e) {
      throw missing(e.getMessage());
    }
    if (here.size() < gpus) {
      throw missing("this machine has " + here.size());
    }
    if (!master.startsWith("local-cluster")) {
      throw missing(
          "--master "
              + master
              + " has no executors to give them to; use local-cluster[1,CORES,MEGABYTES] or a cluster");
    }
    conf.setIfMissing(WORKER + AMOUNT, conf.get(EXECUTOR + AMOUNT));
    conf.setIfMissing(WORKER + SCRIPT, script);
  }

  /**
   * Waits for the first executor that has the GPUs, and says what they are good for.
   *
   * @throws Failure of kind INFRASTRUCTURE when none has come in time; the context is closed then
   */
  JavaSparkContext require(JavaSparkContext spark, Duration limit) {
    long deadline = System.nanoTime() + limit.toNanos();
    while (gpus > 0 && !hasExecutor(spark)) {
      if (System.nanoTime() > deadline || spark.sc().isStopped()) {
        String master = spark.master();
        spark.close();
        throw missing(
            "no executor that has them came from "
                + master
                + " within "
                + limit.toSeconds()
                + " s; do its workers offer GPUs? (see conf/cluster)");
      }
      sleep();
    }
    if (gpus > 0) {
      System.err.println(
          "eigenspark: this version has no engine for GPUs: the workers hold the GPUs that they ask"
              + " for, and the CPU computes");
    }
    return spark;
  }

  private static boolean hasExecutor(JavaSparkContext spark) {
    // The driver is one of them.
    return !spark.sc().isStopped() && spark.sc().statusTracker().getExecutorInfos().length > 1;
  }

  private static void sleep() {
    try {
      Thread.sleep(POLL_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw Failure.infrastructure("interrupted while waiting for executors", e);
    }
  }

  private Failure missing(String reason) {
    return Failure.infrastructure("train.gpus is " + gpus + ", but " + reason, null);
  }
}
