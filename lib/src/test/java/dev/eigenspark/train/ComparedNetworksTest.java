package dev.eigenspark.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.eigenspark.Failure;
import dev.eigenspark.data.Dataset;
import dev.eigenspark.linalg.Matrix;
import dev.eigenspark.similarity.CentredMoments;
import dev.eigenspark.similarity.Moments;
import dev.eigenspark.similarity.RbfCka;
import dev.eigenspark.similarity.SampledCka;
import dev.eigenspark.train.TrainedNetwork.Rows;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.LongStream;
import org.apache.spark.api.java.JavaSparkContext;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.NDArrayIndex;

class ComparedNetworksTest {
  private static final FeatureChoice TWO_STEPS = new FeatureChoice(List.of(), 2);

  @TempDir static Path directory;
  private static Dataset sequences;
  private static Dataset objects;

  @BeforeAll
  static void makeDatasets() {
    sequences = TestDataset.write(directory.resolve("sequences"));
    objects = ObjectTestDataset.write(directory.resolve("objects"));
  }

  private static ComputationGraph graph(Dataset dataset, String model, int hidden, int seed) {
    return TestGraphs.of(dataset, model, Map.of("hidden", hidden), seed);
  }

  private static NetworkState state(Dataset dataset, String model, int hidden, int seed) {
    return NetworkState.of(graph(dataset, model, hidden, seed));
  }

  @Test
  void featuresAreTheLayersThatSeeTrialsAtStepsUpToTheLast() {
    ComparedNetworks lstm =
        ComparedNetworks.of(List.of(state(sequences, "lstm", 5, 1)), sequences, "train", TWO_STEPS);
    assertThat(lstm.features(List.of(0)))
        .containsExactly(
            new Feature(0, "recurrent", 0, 5),
            new Feature(0, "recurrent", TestDataset.STEPS - 1, 5),
            new Feature(0, "out", 0, TestDataset.SYMBOLS),
            new Feature(0, "out", TestDataset.STEPS - 1, TestDataset.SYMBOLS));
    ComparedNetworks coRelNet =
        ComparedNetworks.of(
            List.of(state(objects, "corelnet", 16, 1)), objects, "train", TWO_STEPS);
    // The encoder sees the objects, of which trials have several and share many.
    assertThat(coRelNet.features(List.of(0)).stream().map(Feature::layer).distinct())
        .doesNotContain("encoder")
        .contains("decoder", "out");
  }

  @Test
  void momentsAreThoseOfTheActivationsOfAllTrials() {
    ComputationGraph first = graph(sequences, "lstm", 5, 1);
    ComputationGraph second = graph(sequences, "gru", 4, 2);
    FeatureChoice last = new FeatureChoice(List.of("recurrent"), 1);
    ComparedNetworks networks =
        ComparedNetworks.of(
            List.of(NetworkState.of(first), NetworkState.of(second)), sequences, "train", last);
    Moments moments;
    try (JavaSparkContext spark = LocalSpark.start("local[2]", 2)) {
      moments =
          networks.moments(spark, List.of(List.of(0, 1)), new Rows("train", 150, 16), 0).get(0);
    }
    assertThat(moments.rows()).isEqualTo(150);
    double[][] x = lastHidden(first, 150);
    double[][] y = lastHidden(second, 150);
    CentredMoments centred = moments.centred();
    for (int i = 0; i < 5; i++) {
      for (int j = 0; j < 4; j++) {
        assertThat(centred.cross(0, 1).at(i, j)).isCloseTo(covariance(x, i, y, j), within(1e-4));
      }
    }
  }

  @Test
  void samplesAreTheActivationsOfTheFirstTrials() {
    FeatureChoice last = new FeatureChoice(List.of("recurrent"), 1);
    ComputationGraph first = graph(sequences, "lstm", 5, 1);
    ComputationGraph second = graph(sequences, "gru", 4, 2);
    ComparedNetworks networks =
        ComparedNetworks.of(
            List.of(NetworkState.of(first), NetworkState.of(second)), sequences, "train", last);
    RbfCka rbf = new RbfCka(1, RbfCka.Median.ALL);
    SampledCka.Request request = new SampledCka.Request(rbf, 10);
    double expected = rbf.of(Matrix.of(lastHidden(first, 40)), Matrix.of(lastHidden(second, 40)));
    Set<Double> minibatch = new HashSet<>();
    for (int parallelism : new int[] {1, 3}) {
      try (JavaSparkContext spark = LocalSpark.start("local[2]", parallelism)) {
        List<SampledCka> found =
            networks.sample(
                spark, List.of(List.of(0), List.of(1, 0)), new Rows("train", 40, 16), request);
        assertThat(found.get(1).rbf(0, 1)).isCloseTo(expected, within(1e-5));
        assertThat(found.get(0).rbf(0, 0)).isCloseTo(1, within(1e-12));
        minibatch.add(found.get(1).minibatch(0, 1));
      }
    }
    assertThat(minibatch).hasSize(1);
  }

  private static double[][] lastHidden(ComputationGraph graph, int trials) {
    long[] rows = LongStream.range(0, trials).toArray();
    SequenceBatch batch = new TrialBatches(sequences).of("train", rows);
    INDArray h = graph.feedForward(batch.features(), false).get("recurrent");
    return h.get(NDArrayIndex.all(), NDArrayIndex.all(), NDArrayIndex.point(TestDataset.STEPS - 1))
        .toDoubleMatrix();
  }

  /** The sum of products of two columns less their means. */
  private static double covariance(double[][] x, int i, double[][] y, int j) {
    double products = 0;
    double sumX = 0;
    double sumY = 0;
    for (int row = 0; row < x.length; row++) {
      products += x[row][i] * y[row][j];
      sumX += x[row][i];
      sumY += y[row][j];
    }
    return products - sumX * sumY / x.length;
  }

  @Test
  void sameBitsWhateverThePartitionsAndCores() {
    List<NetworkState> states =
        List.of(state(objects, "corelnet", 16, 1), state(objects, "corelnet", 16, 2));
    List<List<Integer>> stacks = List.of(List.of(0, 1), List.of(1));
    Set<List<Double>> found = new HashSet<>();
    for (String master : new String[] {"local[1]", "local[2]"}) {
      for (int parallelism : new int[] {1, 7}) {
        try (JavaSparkContext spark = LocalSpark.start(master, parallelism)) {
          ComparedNetworks networks = ComparedNetworks.of(states, objects, "train", TWO_STEPS);
          List<Double> values = new ArrayList<>();
          for (Moments moments : networks.moments(spark, stacks, new Rows("train", 100, 3), 2)) {
            assertThat(moments.rows()).isEqualTo(100);
            values.add(moments.centred().cka(0, 1));
            values.add(moments.centred().debiasedCka(1, 2));
            values.add(moments.withoutTop(1).centred().cka(0, 1));
          }
          found.add(values);
        }
      }
    }
    assertThat(found).hasSize(1);
  }

  @Test
  void refusesLayersThatAreNotThere() {
    FeatureChoice choice = new FeatureChoice(List.of("hidden"), 1);
    List<NetworkState> states = List.of(state(sequences, "lstm", 5, 1));
    assertThatThrownBy(() -> ComparedNetworks.of(states, sequences, "train", choice))
        .isInstanceOf(Failure.class)
        .hasMessage("layers: the network has no layer 'hidden'; it has recurrent, out");
  }

  @Test
  void refusesMoreUnitsThanMomentsCanHold() {
    FeatureChoice all = new FeatureChoice(List.of(), TestDataset.STEPS);
    ComparedNetworks networks =
        ComparedNetworks.of(List.of(state(sequences, "rnn", 1500, 1)), sequences, "train", all);
    try (JavaSparkContext spark = LocalSpark.start("local[2]", 2)) {
      assertThatThrownBy(
              () -> networks.moments(spark, List.of(List.of(0)), new Rows("train", 10, 5), 0))
          .isInstanceOf(Failure.class)
          .hasMessage(
              "12 layers and steps of 1 networks have 9018 units; at most 8192 fit beside each"
                  + " other: choose fewer layers, steps or checkpoints");
    }
  }
}
