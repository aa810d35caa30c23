package dev.eigenspark.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.typesafe.config.ConfigFactory;
import dev.eigenspark.config.Section;
import dev.eigenspark.config.TrainOptions;
import dev.eigenspark.data.AtomicDirectory;
import dev.eigenspark.data.Dataset;
import dev.eigenspark.models.ConfiguredModel;
import dev.eigenspark.models.Lstm;
import dev.eigenspark.models.LstmHDetach;
import dev.eigenspark.models.LstmHDetach.Start;
import dev.eigenspark.progress.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A training whose steps draw random numbers: the coins of h-detach. */
class DetachedRunTest {
  private static final String SETTINGS = "steps = 12, checkpointEvery = 1";

  @TempDir static Path directory;
  private static Dataset dataset;

  @BeforeAll
  static void makeDataset() {
    dataset = TestDataset.write(directory.resolve("data"));
  }

  @Test
  void neverBlockingHasTheBitsOfModelLstm() {
    Path out = directory.resolve("never");
    Path lstm = directory.resolve("lstm");
    String plain =
        train("local[2]", 1, request(new Lstm.Options(12), lstm, SETTINGS)).modelSha256();
    assertThat(train("local[2]", 1, request(0, out, SETTINGS)).modelSha256()).isEqualTo(plain);
  }

  @Test
  void coinsDependOnNeitherCoresNorThreadsNorResuming() throws IOException {
    Path one = directory.resolve("one");
    String bits = train("local[1]", 1, request(0.5, one, SETTINGS)).modelSha256();
    Path threads = directory.resolve("threads");
    TrainRequest request = request(0.5, threads, SETTINGS);
    assertThat(train("local[4]", 2, request).modelSha256()).isEqualTo(bits);

    Files.delete(threads.resolve("manifest.json"));
    Files.delete(threads.resolve("evaluation.json"));
    AtomicDirectory.delete(threads.resolve("model"));
    Checkpoint middle = InterruptedRun.open(threads).at(5).checkpoint();
    try (JavaSparkContext spark = spark("local[2]", 1)) {
      assertThat(Trainer.resume(spark, request, middle).modelSha256()).isEqualTo(bits);
    }
  }

  @Test
  void everyWorkerTossesItsOwn() {
    String settings = "steps = 4, averaging.every = 4, lr = 0.01";
    Path out = directory.resolve("workers");
    TrainRequest request = request(0.5, out, settings);
    train("local[2]", 1, request);
    float[] actual = parameters(RunDirectory.open(out));
    assertThat(largestGap(actual, meanOfWorkers(request, new int[] {0, 1}))).isLessThan(1e-6);
    assertThat(largestGap(actual, meanOfWorkers(request, new int[] {0, 0}))).isGreaterThan(1e-4);
  }

  /** One round by hand, in which worker k draws the coins of {@code coinsOf[k]}. */
  private static float[] meanOfWorkers(TrainRequest request, int[] coinsOf) {
    TrainOptions options = request.options();
    ComputationGraph graph =
        new ComputationGraph(
            request
                .model()
                .network(dataset.manifest().format(), Optimizers.base(options))
                .configuration());
    graph.init();
    TrainingState start = TrainingState.initial(Replica.stateOf(graph, 0));
    WorkerSession session =
        WorkerSession.acquire(new ReplicaFactory(graph.getConfiguration().toJson() + " "), dataset);
    TrainPlan plan = TrainPlan.of(request);
    long[] rowIds = new long[options.batch()];
    float[] mean = new float[start.parameters().length];
    for (int worker = 0; worker < coinsOf.length; worker++) {
      session.runner().set(start);
      session.runner().drawAs(coinsOf[worker]);
      for (int step = 0; step < plan.steps(); step++) {
        plan.new Cursor().fill(worker, step, rowIds);
        session.fit("train", rowIds);
      }
      float[] end = session.runner().state(plan.steps()).parameters();
      for (int i = 0; i < mean.length; i++) {
        mean[i] += end[i] / coinsOf.length;
      }
    }
    return mean;
  }

  @Test
  void clippingBoundsTheStep() {
    Path out = directory.resolve("clipped");
    String settings = "steps = 1, workers = 1, optimizer = sgd, lr = 1, clip = 0.02";
    train("local[1]", 1, request(0.5, out, settings));
    RunDirectory run = RunDirectory.open(out);
    float[] before = parameters(run, 0);
    float[] after = parameters(run);
    double squares = 0;
    for (int i = 0; i < before.length; i++) {
      squares += Math.pow((double) after[i] - before[i], 2);
    }
    assertThat(Math.sqrt(squares)).isCloseTo(0.02, within(1e-5));
  }

  private static float[] parameters(RunDirectory run) {
    return parameters(run, run.checkpoints().size() - 1);
  }

  private static float[] parameters(RunDirectory run, int checkpoint) {
    ComputationGraph graph = run.network(run.checkpoints().get(checkpoint));
    return graph.params().reshape(graph.numParams()).toFloatVector();
  }

  private static double largestGap(float[] a, float[] b) {
    double largest = 0;
    for (int i = 0; i < a.length; i++) {
      largest = Math.max(largest, Math.abs(a[i] - b[i]));
    }
    return largest;
  }

  private static TrainSummary train(String master, int taskCores, TrainRequest request) {
    try (JavaSparkContext spark = spark(master, taskCores)) {
      return Trainer.train(spark, request);
    }
  }

  private static JavaSparkContext spark(String master, int taskCores) {
    return new JavaSparkContext(
        new SparkConf()
            .setMaster(master)
            .setAppName("detached-run-test")
            .set("spark.ui.enabled", "false")
            .set("spark.task.cpus", Integer.toString(taskCores))
            .set("spark.driver.host", "localhost"));
  }

  private static TrainRequest request(double blockProb, Path out, String settings) {
    LstmHDetach.Options options = new LstmHDetach.Options(12, blockProb, 0, 0, Start.GLOROT);
    return request(new ConfiguredModel<>(new LstmHDetach(), options), out, settings);
  }

  private static TrainRequest request(Lstm.Options options, Path out, String settings) {
    return request(new ConfiguredModel<>(new Lstm(), options), out, settings);
  }

  private static TrainRequest request(ConfiguredModel<?> model, Path out, String settings) {
    String section = "train { averaging.every = 5, " + settings + "}";
    TrainOptions options =
        Section.of(ConfigFactory.parseString(section), "train").read(TrainOptions.class);
    return new TrainRequest(model, dataset, options, section, out, Progress.Style.QUIET);
  }
}
