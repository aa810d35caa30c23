package dev.eigenspark.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.eigenspark.data.Dataset;
import dev.eigenspark.fisher.Estimator;
import dev.eigenspark.fisher.KroneckerFactors;
import dev.eigenspark.fisher.TraceRequest;
import dev.eigenspark.train.TrainedNetwork.Rows;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.spark.api.java.JavaSparkContext;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FactorJobTest {
  private static final Rows ROWS = new Rows("train", 70, 1);
  private static final long SEED = 5;

  @TempDir static Path directory;
  private static Dataset sequences;

  @BeforeAll
  static void makeDataset() {
    sequences = TestDataset.write(directory.resolve("sequences"));
  }

  private static NetworkState lstm() {
    return NetworkState.of(TestGraphs.of(sequences, "lstm", Map.of("hidden", 7), 4));
  }

  private static List<KroneckerFactors> factors(JavaSparkContext spark) {
    NetworkState lstm = lstm();
    return new FactorJob(lstm.configuration(), sequences, ROWS, SEED).run(spark, lstm.parameters());
  }

  @Test
  void layersHaveTheTraceOfTheSameLabels() {
    try (JavaSparkContext spark = LocalSpark.start("local[2]", 2)) {
      TraceRequest request = new TraceRequest(List.of(Estimator.MC), 1, SEED);
      double trace =
          TrainedNetwork.traces(spark, List.of(lstm()), sequences, ROWS, request)
              .get(0)
              .all(Estimator.MC)
              .mean();
      double sum = factors(spark).stream().mapToDouble(block -> block.squaredNorms().mean()).sum();
      assertThat(sum).isCloseTo(trace, within(1e-5 * trace));
    }
  }

  @Test
  void sameBitsWhateverThePartitionsAndCores() {
    Set<List<Double>> found = new HashSet<>();
    for (String master : new String[] {"local[1]", "local[2]"}) {
      for (int parallelism : new int[] {1, 7}) {
        try (JavaSparkContext spark = LocalSpark.start(master, parallelism)) {
          found.add(Arrays.stream(factors(spark).get(0).eigenvalues()).boxed().toList());
        }
      }
    }
    assertThat(found).hasSize(1);
  }
}
