package dev.eigenspark.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.eigenspark.data.Dataset;
import dev.eigenspark.models.Lstm;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.LongStream;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EvaluatorTest {
  /** Gives 300 rows in 60 minibatches, in 8 chunks; the last chunk is short. */
  private static final int BATCH = 5;

  @TempDir static Path directory;
  private static Dataset dataset;

  @BeforeAll
  static void makeDataset() {
    dataset = TestDataset.write(directory.resolve("data"));
  }

  @Test
  void everyRowCountsOnce() {
    LocalRunner.Factory engine = new LinearRunner.Factory(1);
    float[] parameters = new float[LinearRunner.PARAMETERS];
    for (int i = 0; i < parameters.length; i++) {
      parameters[i] = (float) Math.sin(i);
    }
    for (String split : dataset.splits()) {
      WorkerSession session = WorkerSession.acquire(engine, dataset);
      session.runner().setParameters(parameters);
      long rows = dataset.rows(split);
      var whole = session.score(split, LongStream.range(0, rows).toArray());
      SplitScore score = score("local[2]", 2, engine, split, parameters);
      assertThat(score.loss()).isCloseTo(whole.loss(), within(1e-14));
      assertThat(score.accuracy())
          .isEqualTo(whole.correct(1, TestDataset.STEPS) / (rows * (TestDataset.STEPS - 1.0)));
    }
  }

  @Test
  void sameBitsWhateverThePartitionsAndCores() {
    ComputationGraph graph =
        new ComputationGraph(
            new Lstm()
                .network(
                    new Lstm.Options(12),
                    dataset.manifest().format(),
                    new NeuralNetConfiguration.Builder().seed(4))
                .configuration());
    graph.init();
    LocalRunner.Factory engine = new ReplicaFactory(graph.getConfiguration().toJson());
    float[] parameters = Replica.stateOf(graph, 0).parameters();
    Set<SplitScore> scores = new HashSet<>();
    for (String master : new String[] {"local[1]", "local[2]"}) {
      for (int parallelism : new int[] {1, 3, 7}) {
        scores.add(score(master, parallelism, engine, "train", parameters));
      }
    }
    assertThat(scores).hasSize(1);
  }

  private static SplitScore score(
      String master,
      int parallelism,
      LocalRunner.Factory engine,
      String split,
      float[] parameters) {
    SparkConf conf =
        new SparkConf()
            .setMaster(master)
            .setAppName("evaluator-test")
            .set("spark.default.parallelism", Integer.toString(parallelism))
            .set("spark.ui.enabled", "false")
            .set("spark.driver.host", "localhost");
    try (JavaSparkContext spark = new JavaSparkContext(conf)) {
      return new Evaluator(spark, engine, dataset, BATCH, new JobLimit(0)).score(split, parameters);
    }
  }
}
