package dev.eigenspark.jobs;

import dev.eigenspark.Failure;
import dev.eigenspark.linalg.VectorApi;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.core.config.Configurator;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;

/**
 * Starts Spark with what our code needs on every executor. All of it but the serializer can be
 * overridden with {@code --conf} or a properties file of {@code spark-submit}.
 */
final class SparkContexts {
  private static final String EXECUTOR_JAVA = "spark.executor.extraJavaOptions";
  private static final String VECTOR_MODULE = "jdk.incubator.vector";
  private static final String NATIVE_CACHE = "org.bytedeco.javacpp.cachedir";
  private static final String STANDALONE = "spark://";

  /** How Spark calls an application to which no master has given an id. */
  private static final String UNREGISTERED = "spark-application-";

  private static final int PROBE_MILLIS = 5_000;

  /** A cluster manager may have to start machines or images first. */
  private static final Duration GPU_WAIT = Duration.ofMinutes(3);

  private SparkContexts() {}

  /**
   * A context of its own, which the caller closes.
   *
   * @param master overrides the master of {@code spark-submit}
   * @param resources what each task asks for, unless {@code spark.task.cpus} says otherwise
   * @throws Failure of kind USAGE for a master that is none; of kind INFRASTRUCTURE when it does
   *     not answer, or has no GPUs where some are asked for
   */
  static JavaSparkContext open(String command, Optional<String> master, TaskResources resources) {
    quieten();
    if (!VectorApi.present()) {
      System.err.println(
          "eigenspark: this Java was started without the Vector API, so training is several times"
              + " slower: use ./eigenspark, or spark-submit --driver-java-options --add-modules="
              + VECTOR_MODULE);
    }
    SparkConf conf = conf(new SparkConf(), master).setAppName("eigenspark " + command);
    conf.setIfMissing("spark.task.cpus", Integer.toString(resources.cores()));
    GpuScheduling gpus = new GpuScheduling(resources.gpus());
    gpus.configure(conf);
    String url = conf.get("spark.master");
    requireAnswer(url);
    try {
      return gpus.require(requireRegistered(url, new JavaSparkContext(conf)), GPU_WAIT);
    } catch (Failure e) {
      throw e;
    } catch (Exception e) { // Scala code throws SparkException without declaring it.
      throw cannotStart(url, e);
    }
  }

  /** {@code given}, with our defaults where it says nothing. */
  static SparkConf conf(SparkConf given, Optional<String> master) {
    master.ifPresent(given::setMaster);
    given.setIfMissing("spark.master", "local[*]");
    given.setIfMissing("spark.ui.showConsoleProgress", "false");
    // Our jobs send records, whose fields Kryo cannot set.
    given.set("spark.serializer", "org.apache.spark.serializer.JavaSerializer");
    // What is broadcast are parameters, and random bits do not get smaller.
    given.setIfMissing("spark.broadcast.compress", "false");
    // A worker's result comes straight back, not by way of a block that the driver has to fetch.
    given.setIfMissing("spark.task.maxDirectResultSize", "64m");
    // Threads over the batch are ours: BLAS must not start its own.
    given.setIfMissing("spark.executorEnv.OMP_NUM_THREADS", "1");
    given.setIfMissing("spark.executorEnv.OPENBLAS_NUM_THREADS", "1");
    given.set(EXECUTOR_JAVA, executorJavaOptions(given.get(EXECUTOR_JAVA, "")));
    if (given.get("spark.master").startsWith("local")) {
      given.setIfMissing("spark.ui.enabled", "false");
      // Work on this machine must not depend on its network.
      given.setIfMissing("spark.driver.host", "localhost");
      // Else a task that runs out of memory ends the process before anybody can say so.
      given.setIfMissing("spark.executor.killOnFatalError.depth", "0");
    }
    return given;
  }

  private static String executorJavaOptions(String given) {
    StringBuilder options = new StringBuilder(given);
    if (!given.contains(VECTOR_MODULE)) {
      options.append(" --add-modules=").append(VECTOR_MODULE);
    }
    String cache = System.getProperty(NATIVE_CACHE);
    if (cache != null && !given.contains(NATIVE_CACHE)) {
      options.append(" \"-D").append(NATIVE_CACHE).append('=').append(cache).append('"');
    }
    return options.toString().strip();
  }

  /** A setting of {@code eigenspark.log.level} asks for the logs instead. */
  private static void quieten() {
    if (System.getProperty("eigenspark.log.level") != null) {
      return;
    }
    Configurator.setRootLevel(Level.WARN);
    Configurator.setLevel("org.apache.hadoop.util.NativeCodeLoader", Level.ERROR);
    Configurator.setLevel("org.apache.spark.util.Utils", Level.ERROR);
    // They log the stack traces of what we report in one line.
    Configurator.setLevel("org.apache.spark.SparkContext", Level.OFF);
    Configurator.setLevel("org.apache.spark.metrics.MetricsSystem", Level.ERROR);
    Configurator.setLevel(
        "org.apache.spark.scheduler.cluster.StandaloneSchedulerBackend", Level.OFF);
    Configurator.setLevel(
        "org.apache.spark.deploy.client.StandaloneAppClient$ClientEndpoint", Level.ERROR);
    Configurator.setLevel("org.apache.spark.executor.Executor", Level.OFF);
    Configurator.setLevel("org.apache.spark.scheduler.TaskSetManager", Level.OFF);
  }

  /** Spark itself would try for a minute, and then stop the context under our feet. */
  private static void requireAnswer(String master) {
    if (!master.startsWith(STANDALONE)) {
      return;
    }
    IOException refusal = null;
    for (String address : List.of(master.substring(STANDALONE.length()).split(","))) {
      try {
        connect(master, address);
        return;
      } catch (IOException e) {
        refusal = e;
      }
    }
    throw Failure.infrastructure(
        "no Spark master answers at "
            + master
            + " ("
            + refusal.getMessage()
            + "); start one, or choose another --master",
        refusal);
  }

  private static void connect(String master, String address) throws IOException {
    URI uri;
    try {
      uri = URI.create(STANDALONE + address);
    } catch (IllegalArgumentException e) {
      throw notAMaster(master);
    }
    if (uri.getHost() == null || uri.getPort() < 0) {
      throw notAMaster(master);
    }
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(uri.getHost(), uri.getPort()), PROBE_MILLIS);
    }
  }

  /** A master that never answers leaves a context that is about to be stopped. */
  private static JavaSparkContext requireRegistered(String master, JavaSparkContext spark) {
    boolean registered = !spark.sc().applicationId().startsWith(UNREGISTERED);
    if (master.startsWith(STANDALONE) && !registered) {
      spark.close();
      throw Failure.infrastructure(
          "the Spark master at "
              + master
              + " did not answer within a minute; is it a master of Spark 3.5, and not its web"
              + " page?",
          null);
    }
    return spark;
  }

  private static Failure cannotStart(String master, Exception cause) {
    String reason = String.valueOf(cause.getMessage()).lines().findFirst().orElse("");
    return reason.contains("Could not parse Master URL") || reason.contains("with 0 threads")
        ? notAMaster(master)
        : Failure.infrastructure("cannot start Spark on " + master + ": " + reason, cause);
  }

  private static Failure notAMaster(String master) {
    return Failure.usage(
        "--master '"
            + master
            + "' is none of local[N] with N at least 1, local[*], spark://HOST:PORT, yarn, k8s://URL");
  }
}
