package dev.eigenspark.bench;

import dev.eigenspark.similarity.Layout;
import dev.eigenspark.similarity.Moments;
import dev.eigenspark.similarity.MomentsAccumulator;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.java.function.Function;
import scala.Tuple2;

/**
 * One pass over rows that are made up block by block, on Spark: a task for each partition, merged
 * in their order.
 *
 * @param rows rows of all partitions
 * @param partitions how many
 */
record MomentsPass(long rows, int partitions)
    implements Function<Integer, Tuple2<Moments, Double>> {
  private static final long serialVersionUID = 1L;
  private static final int BLOCK = 1024;
  private static final double NANOS_PER_SECOND = 1e9;

  /**
   * What a pass took and gave.
   *
   * @param wall seconds from start to merged moments
   * @param making seconds that all tasks together took to make up the rows
   * @param moments seconds that all tasks together took for the moments
   * @param merging seconds that the driver took to merge
   * @param result the moments
   */
  record Outcome(double wall, double making, double moments, double merging, Moments result) {}

  Outcome run(JavaSparkContext spark) {
    long began = System.nanoTime();
    List<Integer> numbers = IntStream.range(0, partitions).boxed().toList();
    List<Tuple2<Tuple2<Moments, Double>, Double>> timed =
        spark.parallelize(numbers, partitions).map(new Timed(this)).collect();
    long merging = System.nanoTime();
    List<Moments> parts = new ArrayList<>();
    double making = 0;
    double whole = 0;
    for (Tuple2<Tuple2<Moments, Double>, Double> each : timed) {
      parts.add(each._1()._1());
      making += each._1()._2();
      whole += each._2();
    }
    Moments result = Moments.merge(parts);
    long ended = System.nanoTime();
    return new Outcome(
        (ended - began) / NANOS_PER_SECOND,
        making,
        whole - making,
        (ended - merging) / NANOS_PER_SECOND,
        result);
  }

  /** A task's moments, and the seconds that making up its rows took. */
  @Override
  public Tuple2<Moments, Double> call(Integer partition) {
    long from = rows * partition / partitions;
    long to = rows * (partition + 1) / partitions;
    int[] widths = new int[FeatureRows.LAYERS];
    Arrays.fill(widths, FeatureRows.WIDTH);
    MomentsAccumulator accumulator = new MomentsAccumulator(new Layout(widths), 0);
    FeatureRows features = new FeatureRows();
    float[] block = new float[BLOCK * FeatureRows.COLUMNS];
    long making = 0;
    for (long first = from; first < to; first += BLOCK) {
      int n = (int) Math.min(BLOCK, to - first);
      long start = System.nanoTime();
      features.write(first, n, block);
      making += System.nanoTime() - start;
      accumulator.add(block, n, first);
    }
    return new Tuple2<>(accumulator.moments(), making / NANOS_PER_SECOND);
  }

  /** A task with its time. */
  private record Timed(MomentsPass pass)
      implements Function<Integer, Tuple2<Tuple2<Moments, Double>, Double>> {
    private static final long serialVersionUID = 1L;

    @Override
    public Tuple2<Tuple2<Moments, Double>, Double> call(Integer partition) {
      long start = System.nanoTime();
      Tuple2<Moments, Double> found = pass.call(partition);
      return new Tuple2<>(found, (System.nanoTime() - start) / NANOS_PER_SECOND);
    }
  }
}
