package dev.eigenspark.train;

import dev.eigenspark.data.Dataset;
import dev.eigenspark.nn.Threads;
import dev.eigenspark.similarity.Layout;
import dev.eigenspark.similarity.Moments;
import dev.eigenspark.similarity.MomentsAccumulator;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import scala.Tuple2;

/**
 * Shows trials of a split to stacked networks, on Spark, and keeps the moments of what they make of
 * them. The minibatches are cut by row id into a fixed number of groups, whose moments are merged
 * along a fixed tree, so the result has the same bits whatever the partitions, cores or executors;
 * a task holds the moments of one group at a time, and the driver those of a few.
 *
 * @param networks their configurations as JSON
 * @param stacks which of them stand side by side
 * @param longest how many of the longest rows are kept for each feature
 */
record ActivationJob(
    Dataset dataset,
    List<String> networks,
    List<Stack> stacks,
    TrainedNetwork.Rows rows,
    int longest)
    implements Serializable {
  private static final int GROUPS = 64;
  private static final int MERGED_IN_A_TASK = 8;

  /**
   * Networks side by side.
   *
   * @param networks their numbers
   * @param features what stands in a row
   */
  record Stack(List<Integer> networks, List<Feature> features) implements Serializable {
    Layout layout() {
      return new Layout(features.stream().mapToInt(Feature::units).toArray());
    }
  }

  /** A group of minibatches for a stack, or merged ones. */
  private record Part(int stack, int group) implements Serializable {
    Part merged() {
      return new Part(stack, group / MERGED_IN_A_TASK);
    }
  }

  private record Result(Part part, Moments moments) implements Serializable {}

  /** The moments of each stack at these parameters, those of a network under its number. */
  List<Moments> run(JavaSparkContext spark, float[][] parameters) {
    int groups = Math.toIntExact(Math.min(GROUPS, batches()));
    List<Part> parts = new ArrayList<>();
    for (int stack = 0; stack < stacks.size(); stack++) {
      for (int group = 0; group < groups; group++) {
        parts.add(new Part(stack, group));
      }
    }
    Broadcast<float[][]> shared = spark.broadcast(parameters);
    try {
      int slices = Math.min(parts.size(), 2 * spark.defaultParallelism());
      JavaRDD<Result> merged =
          spark
              .parallelize(parts, slices)
              .mapToPair(part -> new Tuple2<>(part.merged(), measure(shared, part, groups)))
              .groupByKey(slices)
              .map(pair -> new Result(pair._1(), merge(list(pair._2()))));
      List<Result> results = new JobLimit(0).collect(spark, merged, "moments of activations");
      return IntStream.range(0, stacks.size())
          .mapToObj(
              stack -> merge(results.stream().filter(r -> r.part().stack() == stack).toList()))
          .toList();
    } finally {
      shared.destroy();
    }
  }

  private long count() {
    return rows.in(dataset);
  }

  private long batches() {
    return (count() + rows.batch() - 1) / rows.batch();
  }

  private static List<Result> list(Iterable<Result> results) {
    List<Result> list = new ArrayList<>();
    results.forEach(list::add);
    return list;
  }

  private static Moments merge(List<Result> results) {
    return Moments.merge(
        results.stream()
            .sorted(Comparator.comparingInt(result -> result.part().group()))
            .map(Result::moments)
            .toList());
  }

  private Result measure(Broadcast<float[][]> parameters, Part part, int groups) {
    // The parts keep the cores busy.
    Threads.allow(1);
    long from = batches() * part.group() / groups * rows.batch();
    long to = Math.min(count(), batches() * (part.group() + 1) / groups * rows.batch());
    Stack stack = stacks.get(part.stack());
    MomentsAccumulator moments = new MomentsAccumulator(stack.layout(), longest);
    StackReader reader = new StackReader(dataset, networks, stack, parameters.value());
    for (long first = from; first < to; first += rows.batch()) {
      long[] rowIds = LongStream.range(first, Math.min(to, first + rows.batch())).toArray();
      moments.add(reader.read(rows.split(), rowIds), rowIds.length, first);
    }
    reader.release();
    return new Result(part, moments.moments());
  }
}
