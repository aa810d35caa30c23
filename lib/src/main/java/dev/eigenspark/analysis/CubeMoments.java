package dev.eigenspark.analysis;

import dev.eigenspark.similarity.Layout;
import dev.eigenspark.similarity.Moments;
import dev.eigenspark.similarity.MomentsAccumulator;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.java.function.Function;

/**
 * Takes the moments of cubes in Spark tasks, each over a fixed part of one cube.
 *
 * @param cubes the cubes
 * @param parts the parts, of which tasks get the numbers
 */
record CubeMoments(TwoCubes cubes, List<Part> parts) implements Function<Integer, Moments> {
  private static final long serialVersionUID = 1L;
  private static final int POINTS_OF_A_TASK = 4096;

  /** Points [from, to) of one cube. */
  record Part(int repeat, int cube, int from, int to) implements Serializable {}

  /** The moments of cube {@code k} of repeat {@code r}, at place {@code 2 r + k}. */
  static List<Moments> of(JavaSparkContext spark, TwoCubes cubes, int repeats) {
    List<Part> parts = new ArrayList<>();
    for (int repeat = 0; repeat < repeats; repeat++) {
      for (int cube = 0; cube < 2; cube++) {
        for (int from = 0; from < cubes.points(); from += POINTS_OF_A_TASK) {
          int to = Math.min(from + POINTS_OF_A_TASK, cubes.points());
          parts.add(new Part(repeat, cube, from, to));
        }
      }
    }
    List<Integer> numbers = IntStream.range(0, parts.size()).boxed().toList();
    List<Moments> all =
        spark.parallelize(numbers, parts.size()).map(new CubeMoments(cubes, parts)).collect();
    List<Moments> merged = new ArrayList<>();
    int each = all.size() / (2 * repeats);
    for (int from = 0; from < all.size(); from += each) {
      merged.add(Moments.merge(all.subList(from, from + each)));
    }
    return merged;
  }

  @Override
  public Moments call(Integer number) {
    Part part = parts.get(number);
    MomentsAccumulator accumulator = new MomentsAccumulator(new Layout(cubes.dimension()), 0);
    float[] row = new float[cubes.dimension()];
    for (int i = part.from(); i < part.to(); i++) {
      cubes.point(part.repeat(), part.cube(), i, row, 0);
      accumulator.add(row, 1, i);
    }
    return accumulator.moments();
  }
}
