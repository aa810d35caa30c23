package dev.eigenspark.bench;

import dev.eigenspark.Failure;
import dev.eigenspark.jobs.Benchmark;
import dev.eigenspark.jobs.BenchmarkOptions;
import dev.eigenspark.jobs.BenchmarkResult;
import dev.eigenspark.jobs.BenchmarkResult.Table;
import dev.eigenspark.linalg.Matrix;
import dev.eigenspark.linalg.Parts;
import dev.eigenspark.linalg.SkewExp;
import dev.eigenspark.rng.CounterRandom;
import dev.eigenspark.rng.Streams;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.DoubleStream;

/**
 * What is left of an orthogonal recurrent matrix when workers average it, against the distance
 * between them: through the generators, as {@code exprnn} is trained, and element by element.
 */
public final class AveragingBenchmark implements Benchmark {
  private static final int SIZE = 128;
  private static final int WORKERS = 4;
  private static final List<Double> SPREADS = List.of(0.001, 0.01, 0.03, 0.1, 0.3, 1.0);
  private static final String NORMS =
      "distance: root mean square of ||V_k - V|| / sqrt(H), V from the mean generator; then"
          + " ||V^T V - I|| of the mean generator's V and of the mean matrix. Frobenius, float.";

  /**
   * One average in both ways.
   *
   * @param distance of the workers, root mean square
   * @param ofGenerators {@code ||V^T V - I||} for V from the mean generator
   * @param ofMatrices the same for the mean matrix
   */
  record Drift(double distance, double ofGenerators, double ofMatrices) {}

  @Override
  public String name() {
    return "averaging";
  }

  @Override
  public String summary() {
    return "how far an average over workers takes an orthogonal matrix from orthogonality";
  }

  @Override
  public String paper() {
    return "Lezcano-Casado, Martinez-Rubio, Cheap orthogonal constraints, ICML 2019 (expRNN)";
  }

  @Override
  public List<String> plan(BenchmarkOptions options) {
    if (!options.workloads().isEmpty()) {
      throw Failure.usage("--workloads: benchmark averaging has no workloads to choose from");
    }
    return List.of(WORKERS + " workers, V = exp(A) of order " + SIZE + ", normal noise on A");
  }

  @Override
  public BenchmarkResult run(BenchmarkOptions options) {
    List<Drift> drifts = SPREADS.stream().map(AveragingBenchmark::measure).toList();
    List<List<String>> rows = drifts.stream().map(AveragingBenchmark::row).toList();
    Table table = new Table(List.of("distance", "generators", "matrices"), rows);
    return new BenchmarkResult(drifts, List.of(table), List.of(plan(options).get(0), NORMS));
  }

  private static List<String> row(Drift drift) {
    return DoubleStream.of(drift.distance(), drift.ofGenerators(), drift.ofMatrices())
        .mapToObj(x -> String.format(Locale.ROOT, "%.1e", x))
        .toList();
  }

  private static Drift measure(double spread) {
    double[][] generators = new double[WORKERS][];
    double[][] matrices = new double[WORKERS][];
    double[] start = normal(0, 1);
    for (int k = 0; k < WORKERS; k++) {
      double[] near = normal(k + 1, spread);
      Arrays.setAll(near, i -> (float) (start[i] + near[i]));
      generators[k] = near;
      matrices[k] = exponential(near).values();
    }
    Matrix v = exponential(mean(generators));
    double squares = 0;
    for (double[] matrix : matrices) {
      squares += Math.pow(new Matrix(SIZE, SIZE, matrix).minus(v).frobeniusNorm(), 2);
    }
    double naive = drift(new Matrix(SIZE, SIZE, mean(matrices)));
    return new Drift(Math.sqrt(squares / WORKERS / SIZE), drift(v), naive);
  }

  private static double[] normal(int row, double rootMeanSquare) {
    CounterRandom random = new CounterRandom(1, Streams.INIT, row);
    double[] upper = new double[SIZE * (SIZE - 1) / 2];
    Arrays.setAll(upper, i -> rootMeanSquare / Math.sqrt(SIZE) * random.nextGaussian());
    return upper;
  }

  private static Matrix exponential(double[] upper) {
    SkewExp exponential = new SkewExp(SIZE, Parts.IN_TURN);
    exponential.set(upper);
    return new Matrix(SIZE, SIZE, mean(exponential.value().leading(SIZE).values()));
  }

  /** Rounded to float, as parameters and matrices are stored. */
  private static double[] mean(double[]... vectors) {
    double[] mean = new double[vectors[0].length];
    Arrays.setAll(
        mean, i -> (float) (Arrays.stream(vectors).mapToDouble(v -> v[i]).sum() / vectors.length));
    return mean;
  }

  private static double drift(Matrix v) {
    return v.transposed().times(v).minus(Matrix.identity(SIZE)).frobeniusNorm();
  }
}
