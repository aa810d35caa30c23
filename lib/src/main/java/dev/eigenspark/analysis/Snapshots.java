package dev.eigenspark.analysis;

import dev.eigenspark.Failure;
import dev.eigenspark.data.Tensor;
import dev.eigenspark.models.RecurrentMatrix;
import dev.eigenspark.train.Checkpoint;
import dev.eigenspark.train.RunDirectory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.java.function.Function;

/**
 * Measures every recurrent matrix at the checkpoints of runs, on Spark.
 *
 * @param analysis name of the analysis, for messages
 * @param maxCheckpoints checkpoints of each run, at least 2
 * @param cut takes a matrix out of a checkpoint
 */
record Snapshots(String analysis, int maxCheckpoints, Cut cut) {
  /** The driver holds as many, of 4 bytes each, and those of one run. */
  private static final long ELEMENTS_IN_A_JOB = 1L << 24;

  private static final int TASKS_FOR_A_CORE = 8;

  /** Takes one matrix out of the weights of a checkpoint. */
  interface Cut {
    RecurrentSnapshot of(
        String run, long step, RecurrentMatrix matrix, Map<String, Tensor> weights);
  }

  /**
   * How one matrix is measured; arrays are all that crosses the cluster.
   *
   * @param measure from row-major elements to a packed result, in a task
   * @param unpack back to what was measured, on the driver
   */
  record Measure<T>(
      Function<float[], double[]> measure, java.util.function.Function<double[], T> unpack) {}

  /** Refuses a setting under which first and last cannot both be kept. */
  static void requireEnds(int maxCheckpoints) {
    if (maxCheckpoints < 2) {
      throw Failure.configuration("maxCheckpoints = " + maxCheckpoints + " must be at least 2");
    }
  }

  /** The measurements, by run, step and matrix; a job on Spark takes those of several runs. */
  <T> List<Measured<T>> measure(AnalysisInput input, Measure<T> how) {
    if (input.runs().isEmpty()) {
      throw Failure.usage(analysis + " needs at least one run; name it with --run");
    }
    return measure(input.spark(), input.runs(), RunLabels.of(input.runs()), how);
  }

  /**
   * The same of these runs.
   *
   * @param labels of the runs
   */
  <T> List<Measured<T>> measure(
      JavaSparkContext spark, List<RunDirectory> runs, List<String> labels, Measure<T> how) {
    List<Measured<T>> all = new ArrayList<>();
    List<RecurrentSnapshot> waiting = new ArrayList<>();
    long elements = 0;
    for (int i = 0; i < labels.size(); i++) {
      for (RecurrentSnapshot snapshot : of(runs.get(i), labels.get(i))) {
        waiting.add(snapshot);
        elements += snapshot.elements().length;
      }
      if (elements >= ELEMENTS_IN_A_JOB || i == labels.size() - 1) {
        all.addAll(measure(spark, waiting, how));
        waiting.clear();
        elements = 0;
      }
    }
    return all;
  }

  /** Measures snapshots in one job; the result has their order. */
  static <T> List<Measured<T>> measure(
      JavaSparkContext spark, List<RecurrentSnapshot> snapshots, Measure<T> how) {
    List<float[]> elements = snapshots.stream().map(RecurrentSnapshot::elements).toList();
    // One matrix may take seconds, thousands of small ones should not be thousands of tasks.
    int slices = Math.min(elements.size(), TASKS_FOR_A_CORE * spark.defaultParallelism());
    List<double[]> packed = spark.parallelize(elements, slices).map(how.measure()).collect();
    List<Measured<T>> out = new ArrayList<>();
    for (int i = 0; i < packed.size(); i++) {
      RecurrentSnapshot at = snapshots.get(i);
      T value = how.unpack().apply(packed.get(i));
      out.add(new Measured<>(at.run(), at.step(), at.matrix(), value));
    }
    return out;
  }

  private List<RecurrentSnapshot> of(RunDirectory run, String label) {
    List<RecurrentMatrix> matrices = run.model().recurrentMatrices();
    List<Checkpoint> checkpoints = run.checkpoints();
    if (matrices.isEmpty() || checkpoints.isEmpty()) {
      throw Failure.data(
          "run '%s' has %d recurrent matrices and %d checkpoints; %s needs one of each"
              .formatted(run.name(), matrices.size(), checkpoints.size(), analysis));
    }
    List<RecurrentSnapshot> out = new ArrayList<>();
    for (Checkpoint checkpoint : thinned(checkpoints, maxCheckpoints)) {
      var weights = checkpoint.weights();
      for (RecurrentMatrix matrix : matrices) {
        out.add(cut.of(label, checkpoint.step(), matrix, weights));
      }
    }
    return out;
  }

  /** At most {@code limit} of the items, evenly spaced, with the first and the last. */
  static <T> List<T> thinned(List<T> items, int limit) {
    if (items.size() <= limit) {
      return items;
    }
    List<T> kept = new ArrayList<>();
    for (int i = 0; i < limit; i++) {
      kept.add(items.get((int) ((long) i * (items.size() - 1) / (limit - 1))));
    }
    return kept;
  }
}
