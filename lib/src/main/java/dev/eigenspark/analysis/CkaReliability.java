package dev.eigenspark.analysis;

import dev.eigenspark.config.Limits;
import dev.eigenspark.config.Setting;
import dev.eigenspark.linalg.Matrix;
import dev.eigenspark.similarity.CentredMoments;
import dev.eigenspark.similarity.InvertibleMap;
import dev.eigenspark.similarity.Moments;
import dev.eigenspark.similarity.SubsetTranslation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaSparkContext;

/**
 * How far CKA falls between a representation and changes of it that leave alone what a linear
 * classifier makes of it, on two cubes of points that a plane parts. It needs no run.
 *
 * <ul>
 *   <li>{@code translation}: one cube moves by c along the plane, so that classes and margins are
 *       what they were. Linear CKA follows exactly from the moments ({@link SubsetTranslation}), a
 *       Gaussian kernel is measured on a sample.
 *   <li>{@code outlier}: one point alone moves.
 *   <li>{@code gaussian}, {@code whitening}: an invertible map ({@link InvertibleMap}).
 * </ul>
 */
public final class CkaReliability implements Analysis<CkaReliability.Options> {
  /**
   * Settings.
   *
   * @param dimension of the points
   * @param points points of each cube
   * @param repeats times that everything is drawn anew
   * @param distances how far a cube or a point moves
   * @param fractions of the median distance, widths of the Gaussian kernels
   * @param sample points of each cube for the Gaussian kernels
   * @param means mean of the elements of a map
   * @param deviations standard deviation of the elements of a map
   */
  public record Options(
      @Setting(doc = "dimension of the points", or = "200") int dimension,
      @Setting(doc = "points of each cube", or = "10000") int points,
      @Setting(doc = "times that everything is drawn anew", or = "3") int repeats,
      @Setting(
              doc = "how far a cube, or a point, moves",
              or = "[1, 5, 10, 15, 20, 25, 30, 35, 40, 45, 50]")
          List<Double> distances,
      @Setting(
              doc = "widths of the Gaussian kernels, as fractions of the median distance",
              or = "[1, 0.5, 0.2]")
          List<Double> fractions,
      @Setting(doc = "points of each cube for the Gaussian kernels", or = "250") int sample,
      @Setting(doc = "means of the elements of a map", or = "[0, 1, 10]") List<Double> means,
      @Setting(doc = "standard deviations of the elements of a map", or = "[1, 10, 50]")
          List<Double> deviations) {
    /** Validates the ranges. */
    public Options {
      Limits.atLeast("dimension", dimension, 2);
      Limits.atLeast("points", points, 2);
      Limits.atLeast("repeats", repeats, 1);
      Limits.atLeast("sample", sample, 2);
      if (sample > points) {
        throw new IllegalArgumentException(
            "sample = " + sample + " must be at most points = " + points);
      }
      distances = List.copyOf(distances);
      fractions = List.copyOf(fractions);
      means = List.copyOf(means);
      deviations = List.copyOf(deviations);
      if (distances.isEmpty() || distances.stream().anyMatch(c -> !(c > 0))) {
        throw new IllegalArgumentException(
            "distances = " + distances + " must be numbers above 0, at least one");
      }
      requirePositive("fractions", fractions);
      requirePositive("deviations", deviations);
    }

    private static void requirePositive(String name, List<Double> values) {
      if (values.stream().anyMatch(value -> !(value > 0))) {
        throw new IllegalArgumentException(name + " = " + values + " must be above 0");
      }
    }
  }

  @Override
  public String name() {
    return "cka-reliability";
  }

  @Override
  public String summary() {
    return "How far CKA falls under changes that no linear classifier notices, beside the theory.";
  }

  @Override
  public String paper() {
    return "Davari, Horoi et al., Reliability of CKA as a Similarity Measure in Deep Learning,"
        + " ICLR 2023, arXiv:2210.16156";
  }

  @Override
  public Class<Options> options() {
    return Options.class;
  }

  @Override
  public boolean readsRuns() {
    return false;
  }

  @Override
  public AnalysisResult run(AnalysisInput input, Options options) {
    TwoCubes cubes = new TwoCubes(options.dimension(), options.points());
    List<Moments> moments = CubeMoments.of(input.spark(), cubes, options.repeats());
    List<ReliabilityRow> rows = new ArrayList<>();
    for (int repeat = 0; repeat < options.repeats(); repeat++) {
      Moments still = moments.get(2 * repeat);
      Moments moving = moments.get(2 * repeat + 1);
      rows.addAll(linear(cubes, repeat, still, moving, options));
    }
    rows.addAll(kernels(input.spark(), cubes, options));
    return new ReliabilityResult(cubes, rows).result();
  }

  private static List<ReliabilityRow> linear(
      TwoCubes cubes, int repeat, Moments still, Moments moving, Options options) {
    Moments all = Moments.merge(still, moving);
    Matrix covariance = covariance(all.centred());
    double[] direction = cubes.direction(repeat);
    double[] mean = all.mean();
    SubsetTranslation cube =
        SubsetTranslation.of(
            covariance,
            difference(still.mean(), mean),
            (double) still.rows() / all.rows(),
            direction);
    SubsetTranslation population =
        SubsetTranslation.of(cubes.covariance(), cubes.mean(), 0.5, direction);
    SubsetTranslation outlier = outlier(cubes, repeat, all, covariance, direction);
    List<ReliabilityRow> rows = new ArrayList<>();
    for (double c : options.distances()) {
      rows.add(ReliabilityRow.moved("translation", repeat, c, cube, population.cka(c)));
      rows.add(ReliabilityRow.moved("outlier", repeat, c, outlier, Double.NaN));
    }
    for (double m : options.means()) {
      for (double deviation : options.deviations()) {
        Matrix map = cubes.map(repeat, m, deviation);
        double cka = InvertibleMap.cka(covariance, map);
        rows.add(ReliabilityRow.mapped("gaussian", repeat, m, deviation, cka, Double.NaN));
      }
    }
    double whitened = InvertibleMap.cka(covariance, InvertibleMap.whitening(covariance));
    double expected = Math.sqrt(population.participationRatio() / cubes.dimension());
    rows.add(
        ReliabilityRow.mapped("whitening", repeat, Double.NaN, Double.NaN, whitened, expected));
    return rows;
  }

  /** The first point moves, all others stay. */
  private static SubsetTranslation outlier(
      TwoCubes cubes, int repeat, Moments all, Matrix covariance, double[] direction) {
    float[] point = new float[cubes.dimension()];
    cubes.point(repeat, 0, 0, point, 0);
    double[] mean = all.mean();
    double others = all.rows() - 1.0;
    double[] ofOthers = new double[mean.length];
    Arrays.setAll(ofOthers, j -> -(point[j] - mean[j]) / others);
    return SubsetTranslation.of(covariance, ofOthers, others / all.rows(), direction);
  }

  private static List<ReliabilityRow> kernels(
      JavaSparkContext spark, TwoCubes cubes, Options options) {
    List<CubeKernels.At> places = new ArrayList<>();
    for (int repeat = 0; repeat < options.repeats(); repeat++) {
      for (double c : options.distances()) {
        for (double fraction : options.fractions()) {
          places.add(new CubeKernels.At(repeat, c, fraction));
        }
      }
    }
    if (places.isEmpty()) {
      return List.of();
    }
    List<Double> values =
        spark
            .parallelize(IntStream.range(0, places.size()).boxed().toList(), places.size())
            .map(new CubeKernels(cubes, options.sample(), places))
            .collect();
    List<ReliabilityRow> rows = new ArrayList<>();
    for (int i = 0; i < values.size(); i++) {
      rows.add(ReliabilityRow.ofKernel(places.get(i), values.get(i)));
    }
    return rows;
  }

  private static Matrix covariance(CentredMoments moments) {
    Matrix cross = moments.cross(0, 0);
    double n = moments.rows();
    return new Matrix(
        cross.rows(), cross.cols(), Arrays.stream(cross.values()).map(v -> v / n).toArray());
  }

  private static double[] difference(double[] a, double[] b) {
    double[] out = a.clone();
    Arrays.setAll(out, j -> a[j] - b[j]);
    return out;
  }
}
