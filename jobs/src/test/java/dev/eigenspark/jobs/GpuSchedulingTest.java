package dev.eigenspark.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.eigenspark.Failure;
import dev.eigenspark.Failure.Kind;
import dev.eigenspark.data.TextFile;
import java.nio.file.Path;
import java.time.Duration;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GpuSchedulingTest {
  private static final String SCRIPT = "spark.executor.resource.gpu.discoveryScript";
  private static final String CLUSTER = "local-cluster[2,1,1024]";

  @TempDir Path directory;

  @Test
  void asksForNothingWhenNothingIsAskedFor() {
    SparkConf conf = conf("local[2]");
    new GpuScheduling(0).configure(conf);
    assertThat(conf.getAll()).hasSize(1);
  }

  @Test
  void eachTaskGetsItsOwn() {
    SparkConf conf = conf("spark://host:7077").set("spark.eigenspark.gpuDiscoveryScript", "/s.sh");
    new GpuScheduling(2).configure(conf);
    assertThat(conf.get("spark.executor.resource.gpu.amount")).isEqualTo("2");
    assertThat(conf.get("spark.task.resource.gpu.amount")).isEqualTo("2");
    assertThat(conf.get(SCRIPT)).isEqualTo("/s.sh");
  }

  @Test
  void whatTheUserSetStays() {
    SparkConf conf =
        conf("k8s://host")
            .set("spark.eigenspark.gpuDiscoveryScript", "/s.sh")
            .set("spark.executor.resource.gpu.amount", "4")
            .set(SCRIPT, "/own.sh");
    new GpuScheduling(1).configure(conf);
    assertThat(conf.get("spark.executor.resource.gpu.amount")).isEqualTo("4");
    assertThat(conf.get(SCRIPT)).isEqualTo("/own.sh");
    assertThat(conf.get("spark.executor.resource.gpu.vendor")).isEqualTo("nvidia.com");
  }

  @Test
  void executorsOnThisMachineMayTakeWhatItHas() {
    SparkConf conf = conf(CLUSTER).set(SCRIPT, script("echo '{\"addresses\": [\"0\", \"1\"]}'"));
    new GpuScheduling(2).configure(conf);
    assertThat(conf.get("spark.worker.resource.gpu.amount")).isEqualTo("2");
    refuses(conf, 3, "train.gpus is 3, but this machine has 2");
  }

  @Test
  void aMachineWithoutGpusSaysSo() {
    String script = script("echo 'no nvidia-smi here' >&2; exit 1");
    for (String master : new String[] {"local[2]", CLUSTER}) {
      refuses(conf(master).set(SCRIPT, script), 1, "train.gpus is 1, but no nvidia-smi here");
    }
    refuses(conf(CLUSTER), 1, "train.gpus is 1, but no discovery script is set: ");
    refuses(conf(CLUSTER).set(SCRIPT, "/no/such"), 1, "train.gpus is 1, but cannot run /no/such: ");
  }

  @Test
  void threadsOfTheDriverCannotHaveAny() {
    SparkConf conf = conf("local[2]").set(SCRIPT, script("echo '{\"addresses\": [\"0\"]}'"));
    refuses(conf, 1, "train.gpus is 1, but --master local[2] has no executors to give them to");
  }

  @Test
  void executorsThatNeverComeAreNotWaitedForForever() {
    JavaSparkContext spark =
        new JavaSparkContext(
            new SparkConf()
                .setMaster("local[1]")
                .setAppName("test")
                .set("spark.ui.enabled", "false")
                .set("spark.driver.host", "localhost"));
    assertThatThrownBy(() -> new GpuScheduling(1).require(spark, Duration.ofMillis(300)))
        .isInstanceOfSatisfying(
            Failure.class, f -> assertThat(f.kind()).isEqualTo(Kind.INFRASTRUCTURE))
        .hasMessageStartingWith(
            "train.gpus is 1, but no executor that has them came from local[1]");
    assertThat(spark.sc().isStopped()).isTrue();
  }

  private static void refuses(SparkConf conf, int gpus, String message) {
    assertThatThrownBy(() -> new GpuScheduling(gpus).configure(conf))
        .isInstanceOfSatisfying(
            Failure.class, f -> assertThat(f.kind()).isEqualTo(Kind.INFRASTRUCTURE))
        .hasMessageStartingWith(message);
  }

  private String script(String body) {
    Path file = directory.resolve("discover.sh");
    TextFile.write(file, "#!/bin/sh\n" + body + "\n");
    assertThat(file.toFile().setExecutable(true)).isTrue();
    return file.toString();
  }

  private static SparkConf conf(String master) {
    return new SparkConf(false).setMaster(master);
  }
}
