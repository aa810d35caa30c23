package dev.eigenspark.analysis;

import dev.eigenspark.linalg.Matrix;
import dev.eigenspark.similarity.RbfCka;
import java.io.Serializable;
import java.util.List;
import org.apache.spark.api.java.function.Function;

/**
 * CKA with a Gaussian kernel between the first points of both cubes and the same after the second
 * cube moved, in a Spark task.
 *
 * @param cubes the cubes
 * @param sample points of each that are taken
 * @param places what is measured, of which tasks get the numbers
 */
record CubeKernels(TwoCubes cubes, int sample, List<At> places)
    implements Function<Integer, Double> {
  private static final long serialVersionUID = 1L;

  /** A distance, and the fraction of the median distance that is the kernel's width. */
  record At(int repeat, double distance, double fraction) implements Serializable {}

  @Override
  public Double call(Integer number) {
    At at = places.get(number);
    int d = cubes.dimension();
    float[] points = new float[2 * sample * d];
    for (int i = 0; i < 2 * sample; i++) {
      cubes.point(at.repeat(), i / sample, i % sample, points, i);
    }
    double[] direction = cubes.direction(at.repeat());
    double[] before = new double[points.length];
    double[] after = new double[points.length];
    for (int k = 0; k < points.length; k++) {
      before[k] = points[k];
      after[k] = points[k] + (k < sample * d ? 0 : at.distance() * direction[k % d]);
    }
    return new RbfCka(at.fraction(), RbfCka.Median.NON_ZERO)
        .of(new Matrix(2 * sample, d, before), new Matrix(2 * sample, d, after));
  }
}
