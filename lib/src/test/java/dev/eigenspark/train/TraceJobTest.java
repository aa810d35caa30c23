package dev.eigenspark.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.eigenspark.SampleMean;
import dev.eigenspark.data.Dataset;
import dev.eigenspark.fisher.Estimator;
import dev.eigenspark.fisher.TraceRequest;
import dev.eigenspark.fisher.TraceSums;
import dev.eigenspark.train.TrainedNetwork.Rows;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.spark.api.java.JavaSparkContext;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TraceJobTest {
  private static final List<Estimator> SAMPLED =
      List.of(Estimator.MC, Estimator.LOGIT, Estimator.BATCH);

  @TempDir static Path directory;
  private static Dataset sequences;
  private static Dataset objects;

  @BeforeAll
  static void makeDatasets() {
    sequences = TestDataset.write(directory.resolve("sequences"));
    objects = ObjectTestDataset.write(directory.resolve("objects"));
  }

  private static ComputationGraph lstm() {
    return TestGraphs.of(sequences, "lstm", Map.of("hidden", 7), 4);
  }

  private static ComputationGraph coRelNet(String encoder) {
    return TestGraphs.of(objects, "corelnet", Map.of("encoder", encoder, "hidden", 16), 4);
  }

  private static TraceSums run(
      JavaSparkContext spark,
      ComputationGraph graph,
      Dataset dataset,
      Rows rows,
      TraceRequest request) {
    return TrainedNetwork.traces(spark, List.of(NetworkState.of(graph)), dataset, rows, request)
        .get(0);
  }

  @Test
  void sameBitsWhateverThePartitionsAndCores() {
    Set<List<SampleMean>> found = new HashSet<>();
    TraceRequest request = new TraceRequest(SAMPLED, 1, 5);
    ComputationGraph lstm = lstm();
    ComputationGraph coRelNet = coRelNet("random");
    for (String master : new String[] {"local[1]", "local[2]"}) {
      for (int parallelism : new int[] {1, 7}) {
        try (JavaSparkContext spark = LocalSpark.start(master, parallelism)) {
          TraceSums first = run(spark, lstm, sequences, new Rows("train", 200, 12), request);
          TraceSums second = run(spark, coRelNet, objects, new Rows("train", 100, 12), request);
          found.add(
              List.of(
                  first.all(Estimator.MC),
                  first.all(Estimator.BATCH),
                  second.all(Estimator.LOGIT),
                  second.of(Estimator.MC, 1),
                  second.of(Estimator.MC, 2),
                  second.of(Estimator.MC, 3)));
        }
      }
    }
    assertThat(found).hasSize(1);
    List<SampleMean> moments = found.iterator().next();
    assertThat(moments.get(0).count()).isEqualTo(200);
    assertThat(moments.get(1).count()).isEqualTo(17);
    assertThat(moments.get(3).count()).isEqualTo(50);
    assertThat(moments.get(4).count()).as("right labels").isEqualTo(66);
    assertThat(moments.get(5).count()).as("wrong labels").isEqualTo(34);
  }

  @Test
  void networksOfOneJobAreMeasuredEachAsByItself() {
    TraceRequest request = new TraceRequest(List.of(Estimator.MC), 1, 5);
    Rows rows = new Rows("train", 60, 12);
    NetworkState first = NetworkState.of(lstm());
    NetworkState other =
        NetworkState.of(
            TestGraphs.of(sequences, "rnn", Map.of("hidden", 5, "nonlinearity", "tanh"), 4));
    float[] moved = first.parameters().clone();
    moved[0] += 1;
    List<NetworkState> networks =
        List.of(first, other, new NetworkState(first.configuration(), moved));
    try (JavaSparkContext spark = LocalSpark.start("local[2]", 3)) {
      List<SampleMean> together = traces(spark, networks, rows, request);
      List<SampleMean> alone = new ArrayList<>();
      for (NetworkState network : networks) {
        alone.addAll(traces(spark, List.of(network), rows, request));
      }
      assertThat(together).isEqualTo(alone).doesNotHaveDuplicates();
    }
  }

  private static List<SampleMean> traces(
      JavaSparkContext spark, List<NetworkState> networks, Rows rows, TraceRequest request) {
    return TrainedNetwork.traces(spark, networks, sequences, rows, request).stream()
        .map(sums -> sums.all(Estimator.MC))
        .toList();
  }

  @Test
  void labelsAreTheSameInAnyMinibatch() {
    TraceRequest request = new TraceRequest(SAMPLED.subList(0, 2), 1, 5);
    try (JavaSparkContext spark = LocalSpark.start("local[2]", 2)) {
      for (int batch : new int[] {1, 3, 200}) {
        TraceSums sums = run(spark, lstm(), sequences, new Rows("train", 120, batch), request);
        TraceSums other = run(spark, lstm(), sequences, new Rows("train", 120, 50), request);
        for (Estimator estimator : request.estimators()) {
          double expected = other.all(estimator).mean();
          assertThat(sums.all(estimator).mean()).isCloseTo(expected, within(1e-6 * expected));
        }
      }
    }
  }

  @Test
  void theFourEstimatorsAgree() {
    try (JavaSparkContext spark = LocalSpark.start("local[2]", 2)) {
      agree(spark, lstm(), sequences, new Rows("train", 120, 4), 20);
      agree(spark, coRelNet("random"), objects, new Rows("train", 100, 4), 8);
    }
  }

  private static void agree(
      JavaSparkContext spark, ComputationGraph graph, Dataset dataset, Rows rows, int draws) {
    double expected =
        run(spark, graph, dataset, rows, new TraceRequest(List.of(Estimator.EXACT), 1, 1))
            .all(Estimator.EXACT)
            .mean();
    TraceSums sums = run(spark, graph, dataset, rows, new TraceRequest(SAMPLED, draws, 1));
    for (Estimator estimator : SAMPLED) {
      SampleMean found = sums.all(estimator);
      assertThat(found.mean()).isCloseTo(expected, within(4 * found.standardError()));
      assertThat(found.standardError()).isBetween(0.0, 0.12 * expected);
    }
  }

  @Test
  void groupsAddUpToAll() {
    TraceRequest request = new TraceRequest(List.of(Estimator.MC), 1, 5);
    try (JavaSparkContext spark = LocalSpark.start("local[2]", 2)) {
      TraceSums sums = run(spark, coRelNet("random"), objects, new Rows("train", 100, 12), request);
      double all = sums.all(Estimator.MC).sum();
      for (int pair : new int[] {0, 2}) {
        double both = sums.of(Estimator.MC, pair).sum() + sums.of(Estimator.MC, pair + 1).sum();
        assertThat(both).isCloseTo(all, within(1e-12 * all));
      }
    }
  }

  @Test
  void otherSeedsDrawOtherLabels() {
    try (JavaSparkContext spark = LocalSpark.start("local[2]", 2)) {
      Rows rows = new Rows("train", 50, 10);
      Set<SampleMean> found = new HashSet<>();
      for (long seed = 0; seed < 3; seed++) {
        TraceRequest request = new TraceRequest(List.of(Estimator.MC), 1, seed);
        found.add(run(spark, lstm(), sequences, rows, request).all(Estimator.MC));
      }
      assertThat(found).hasSize(3);
    }
  }
}
