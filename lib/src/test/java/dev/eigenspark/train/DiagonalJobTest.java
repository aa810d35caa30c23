package dev.eigenspark.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.eigenspark.data.Dataset;
import dev.eigenspark.fisher.Estimator;
import dev.eigenspark.fisher.TraceRequest;
import dev.eigenspark.train.TrainedNetwork.Rows;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.DoubleStream;
import org.apache.spark.api.java.JavaSparkContext;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiagonalJobTest {
  private static final Rows ROWS = new Rows("train", 70, 1);
  private static final long SEED = 5;

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

  private static double[] diagonal(
      JavaSparkContext spark, ComputationGraph graph, Dataset dataset) {
    NetworkState state = NetworkState.of(graph);
    return new DiagonalJob(state.configuration(), dataset, ROWS, SEED)
        .run(spark, state.parameters());
  }

  private static double trace(JavaSparkContext spark, ComputationGraph graph, Dataset dataset) {
    TraceRequest request = new TraceRequest(List.of(Estimator.MC), 1, SEED);
    return TrainedNetwork.traces(spark, List.of(NetworkState.of(graph)), dataset, ROWS, request)
        .get(0)
        .all(Estimator.MC)
        .mean();
  }

  @Test
  void addsUpToTheTraceOfTheSameLabels() {
    try (JavaSparkContext spark = LocalSpark.start("local[2]", 2)) {
      ComputationGraph lstm = lstm();
      double trace = trace(spark, lstm, sequences);
      double sum = DoubleStream.of(diagonal(spark, lstm, sequences)).sum();
      assertThat(sum).isCloseTo(trace, within(1e-5 * trace));
      ComputationGraph coRelNet = coRelNet("random");
      double other = trace(spark, coRelNet, objects);
      double otherSum = DoubleStream.of(diagonal(spark, coRelNet, objects)).sum();
      assertThat(otherSum).isCloseTo(other, within(1e-12 * other));
    }
  }

  @Test
  void blocksHoldEveryParameterOnce() {
    ComputationGraph graph = coRelNet("conv");
    int[] found = new int[(int) graph.numParams()];
    for (ParameterBlock block : NetworkTensors.blocks(graph)) {
      for (int i = block.from(); i < block.from() + block.length(); i++) {
        found[i]++;
      }
      assertThat(NetworkTensors.nameAt(graph, block.from())).isEqualTo(block.name());
    }
    assertThat(found).containsOnly(1);
  }

  @Test
  void sameBitsWhateverThePartitionsAndCores() {
    Set<List<Double>> found = new HashSet<>();
    for (String master : new String[] {"local[1]", "local[2]"}) {
      for (int parallelism : new int[] {1, 7}) {
        try (JavaSparkContext spark = LocalSpark.start(master, parallelism)) {
          found.add(Arrays.stream(diagonal(spark, lstm(), sequences)).boxed().toList());
        }
      }
    }
    assertThat(found).hasSize(1);
  }
}
