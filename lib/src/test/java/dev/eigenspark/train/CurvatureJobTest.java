package dev.eigenspark.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.eigenspark.data.Dataset;
import dev.eigenspark.fisher.CurvatureMatrix;
import dev.eigenspark.fisher.Draws;
import dev.eigenspark.fisher.Estimator;
import dev.eigenspark.fisher.Reduction;
import dev.eigenspark.fisher.Ritz;
import dev.eigenspark.fisher.SymmetricOperator;
import dev.eigenspark.fisher.TraceRequest;
import dev.eigenspark.nn.DoubleLstm;
import dev.eigenspark.nn.FloatBlock;
import dev.eigenspark.rng.CounterRandom;
import dev.eigenspark.rng.Streams;
import dev.eigenspark.train.TrainedNetwork.Rows;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CurvatureJobTest {
  private static final int TRIALS = 20;
  private static final int HIDDEN = 4;
  private static final Rows ROWS = new Rows("train", TRIALS, 6);

  @TempDir static Path directory;
  private static Dataset sequences;
  private static Dataset objects;

  @BeforeAll
  static void makeDatasets() {
    sequences = TestDataset.write(directory.resolve("sequences"));
    objects = ObjectTestDataset.write(directory.resolve("objects"));
  }

  private static ComputationGraph graph(
      Dataset dataset, String model, Map<String, Object> options) {
    ComputationGraph graph = TestGraphs.of(dataset, model, options, 4);
    // Away from the small start values.
    graph.params().muli(2);
    return graph;
  }

  private static ComputationGraph lstm() {
    return graph(sequences, "lstm", Map.of("hidden", HIDDEN));
  }

  private static CurvatureJob job(
      JavaSparkContext spark, ComputationGraph graph, Dataset dataset, CurvatureMatrix matrix) {
    return new CurvatureJob(
        spark,
        new CurvatureJob.Task(graph.getConfiguration().toJson(), dataset, ROWS, matrix, 1e-3),
        Replica.stateOf(graph, 0).parameters());
  }

  private static JavaSparkContext spark(String master) {
    return new JavaSparkContext(
        new SparkConf()
            .setMaster(master)
            .setAppName("curvature-job-test")
            .set("spark.ui.enabled", "false")
            .set("spark.driver.host", "localhost"));
  }

  private static double[] direction(int size, int which) {
    CounterRandom random = new CounterRandom(9, Streams.PROBES, which);
    double[] v = new double[size];
    Arrays.setAll(v, i -> random.nextGaussian());
    return v;
  }

  private static double dot(double[] v, double[] w) {
    double sum = 0;
    for (int i = 0; i < v.length; i++) {
      sum += v[i] * w[i];
    }
    return sum;
  }

  private static void assertClose(double[] actual, double[] expected, double tolerance) {
    double size = Math.sqrt(dot(expected, expected));
    for (int i = 0; i < expected.length; i++) {
      assertThat(actual[i]).isCloseTo(expected[i], within(tolerance * size));
    }
  }

  /** sum_t sum_k p_k g g^T v over trials, from the passes of the exact estimator. */
  private static double[] fisherTimes(ComputationGraph graph, double[] v) {
    GradientSession session = GradientSession.acquire(graph.getConfiguration().toJson(), sequences);
    session.setParameters(Replica.stateOf(graph, 0).parameters());
    Draws none = new Draws(0, TestDataset.STEPS, TestDataset.SYMBOLS);
    double[] product = new double[v.length];
    for (long row = 0; row < TRIALS; row++) {
      for (int pass = 0; pass < TestDataset.STEPS * TestDataset.SYMBOLS; pass++) {
        int which = pass;
        FloatBlock gradient =
            session
                .of("train", new long[] {row})
                .gradient(
                    (step, trial, label, p) -> Estimator.EXACT.replace(none, which, 0, step, p));
        double part = 0;
        for (int i = 0; i < v.length; i++) {
          part += gradient.get(i) * v[i];
        }
        for (int i = 0; i < v.length; i++) {
          product[i] += part * gradient.get(i) / TRIALS;
        }
      }
    }
    return product;
  }

  @Test
  void fisherIsTheMatrixOfTheGradients() {
    ComputationGraph graph = lstm();
    double[] v = direction((int) graph.numParams(), 0);
    double factor = CurvatureMatrix.FISHER.factor(Reduction.MEAN, TestDataset.STEPS);
    double[] expected = fisherTimes(graph, v);
    try (JavaSparkContext spark = spark("local[2]")) {
      double[] actual = job(spark, graph, sequences, CurvatureMatrix.FISHER).times(v);
      for (int i = 0; i < v.length; i++) {
        actual[i] *= factor;
      }
      assertClose(actual, expected, 1e-3);
    }
  }

  @Test
  void hessianIsTheDerivativeOfTheGradient() {
    ComputationGraph graph = lstm();
    double[] v = direction((int) graph.numParams(), 1);
    double[] point = graph.params().reshape(graph.numParams()).toDoubleVector();
    double step = 1e-5;
    double[] above = gradient(point, v, step);
    double[] below = gradient(point, v, -step);
    double[] expected = new double[v.length];
    Arrays.setAll(expected, i -> (above[i] - below[i]) / (2 * step));
    try (JavaSparkContext spark = spark("local[2]")) {
      double[] actual = job(spark, graph, sequences, CurvatureMatrix.HESSIAN).times(v);
      assertClose(actual, expected, 1e-3);
    }
  }

  private static double[] gradient(double[] point, double[] v, double step) {
    double[] moved = new double[v.length];
    Arrays.setAll(moved, i -> point[i] + step * v[i]);
    double[] open = new double[TestDataset.STEPS];
    Arrays.fill(open, 1);
    return new DoubleLstm(HIDDEN, moved, FirstTrials.of(sequences, "train", TRIALS))
        .gradient(DoubleLstm.Loss.MEAN, open, open)
        .parameters();
  }

  @Test
  void isSymmetricAlsoForObjectsAndFisherIsNotNegative() {
    ComputationGraph graph = graph(objects, "corelnet", Map.of("encoder", "random", "hidden", 16));
    double[] v = direction((int) graph.numParams(), 0);
    double[] w = direction((int) graph.numParams(), 1);
    try (JavaSparkContext spark = spark("local[2]")) {
      CurvatureJob fisher = job(spark, graph, objects, CurvatureMatrix.FISHER);
      double[] fv = fisher.times(v);
      double[] fw = fisher.times(w);
      double scale = Math.sqrt(dot(fv, fv) * dot(w, w));
      assertThat(dot(v, fv)).isPositive();
      assertThat(dot(w, fv)).isCloseTo(dot(v, fw), within(1e-3 * scale));
    }
  }

  /** The largest eigenvalue lies between the mean and the trace. */
  @Test
  void lanczosOnTheMatrixOfANetworkKnowsItsTrace() {
    ComputationGraph graph = lstm();
    try (JavaSparkContext spark = spark("local[2]")) {
      SymmetricOperator fisher = job(spark, graph, sequences, CurvatureMatrix.FISHER);
      double trace =
          TrainedNetwork.traces(
                  spark,
                  List.of(NetworkState.of(graph)),
                  sequences,
                  ROWS,
                  new TraceRequest(List.of(Estimator.EXACT), 1, 1))
              .get(0)
              .all(Estimator.EXACT)
              .mean();
      double factor = CurvatureMatrix.FISHER.factor(Reduction.MEAN, TestDataset.STEPS);
      double sum = 0;
      int probes = 40;
      double largest = 0;
      for (int probe = 0; probe < probes; probe++) {
        Ritz ritz = Ritz.of(fisher, direction(fisher.size(), probe), probe == 0 ? 8 : 1);
        sum += factor * fisher.size() * ritz.mean() / probes;
        largest = Math.max(largest, factor * ritz.values()[0]);
      }
      assertThat(sum).isCloseTo(trace, within(0.35 * trace));
      assertThat(largest).isBetween(trace / fisher.size(), trace);
    }
  }

  @Test
  void coresChangeNoBit() {
    ComputationGraph graph = lstm();
    double[] v = direction((int) graph.numParams(), 0);
    Set<List<Double>> found = new HashSet<>();
    for (String master : new String[] {"local[1]", "local[2]"}) {
      try (JavaSparkContext spark = spark(master)) {
        double[] product = job(spark, graph, sequences, CurvatureMatrix.HESSIAN).times(v);
        found.add(Arrays.stream(product).boxed().toList());
      }
    }
    assertThat(found).hasSize(1);
  }
}
