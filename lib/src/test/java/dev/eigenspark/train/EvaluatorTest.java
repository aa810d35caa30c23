package dev.eigenspark.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.eigenspark.data.Dataset;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.LongStream;
import org.apache.spark.api.java.JavaSparkContext;
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
    ComputationGraph graph = TestGraphs.of(dataset, "lstm", Map.of("hidden", 12), 4);
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

  @Test
  void rightAndWrongLabelsAreScoredApart() {
    Dataset objects = ObjectTestDataset.write(directory.resolve("objects"));
    ComputationGraph graph =
        TestGraphs.of(objects, "corelnet", Map.of("encoder", "random", "hidden", 16), 4);
    LocalRunner.Factory engine = new ReplicaFactory(graph.getConfiguration().toJson());
    float[] parameters = Replica.stateOf(graph, 0).parameters();
    WorkerSession session = WorkerSession.acquire(engine, objects);
    session.runner().setParameters(parameters);
    long[] wrong = LongStream.range(0, 256).filter(row -> row % 3 == 0).toArray();
    long[] right = LongStream.range(0, 256).filter(row -> row % 3 != 0).toArray();
    try (JavaSparkContext spark = LocalSpark.start("local[2]", 2)) {
      Evaluator evaluator = new Evaluator(spark, engine, objects, BATCH, new JobLimit(0));
      assertScore(evaluator.score("train", Labels.NOISY, parameters), session, wrong);
      assertScore(evaluator.score("train", Labels.CLEAN, parameters), session, right);
      assertThat(evaluator.score("test", Labels.CLEAN, parameters))
          .isEqualTo(evaluator.score("test", Labels.ANY, parameters));
      assertThat(evaluator.score("test", Labels.NOISY, parameters).accuracy()).isNaN();
    }
  }

  private static void assertScore(SplitScore found, WorkerSession session, long[] rows) {
    var whole = session.score("train", rows);
    assertThat(found.accuracy()).isEqualTo(whole.correct(0, 1) / (double) rows.length);
    assertThat(found.loss()).isCloseTo(whole.loss(), within(1e-6));
  }

  private static SplitScore score(
      String master,
      int parallelism,
      LocalRunner.Factory engine,
      String split,
      float[] parameters) {
    try (JavaSparkContext spark = LocalSpark.start(master, parallelism)) {
      return new Evaluator(spark, engine, dataset, BATCH, new JobLimit(0))
          .score(split, Labels.ANY, parameters);
    }
  }
}
