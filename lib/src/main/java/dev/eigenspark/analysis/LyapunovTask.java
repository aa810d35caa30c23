package dev.eigenspark.analysis;

import dev.eigenspark.SampleMean;
import dev.eigenspark.analysis.LyapunovExponents.Trajectory;
import dev.eigenspark.linalg.GramSchmidt;
import dev.eigenspark.nn.LabelledTrials;
import dev.eigenspark.nn.RecurrentForm;
import dev.eigenspark.nn.StateDynamics;
import dev.eigenspark.rng.CounterRandom;
import dev.eigenspark.rng.Streams;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.java.function.Function;
import scala.Tuple2;

/**
 * Measures Lyapunov exponents of one network at several points of its weights, on Spark: a task
 * takes some trials at one point. A trial is one trajectory with start directions of its own, which
 * are the same at every point, and the trials' exponents are added in their order; so neither tasks
 * nor partitions change a bit.
 *
 * @param form the network without its weights
 * @param drive what drives it
 * @param trials the inputs of each trajectory
 * @param exponents how many, at most as many as the state has numbers
 * @param burnIn share of the steps that is left out at the start
 * @param drawSeed seed of the start directions
 * @param trialsOfTask trials that a task takes
 */
record LyapunovTask(
    RecurrentForm form,
    LyapunovDrive drive,
    LabelledTrials trials,
    int exponents,
    double burnIn,
    long drawSeed,
    int trialsOfTask)
    implements Function<Tuple2<Integer, float[]>, double[]> {
  private static final long serialVersionUID = 1L;

  /** For each point its exponents from large to small, in nats per step, over the trials. */
  List<List<SampleMean>> measure(JavaSparkContext spark, List<float[]> points) {
    List<Tuple2<Integer, float[]>> parts = new ArrayList<>();
    for (float[] weights : points) {
      for (int trial = 0; trial < trials.rows(); trial += trialsOfTask) {
        parts.add(new Tuple2<>(trial, weights));
      }
    }
    List<double[]> found = spark.parallelize(parts, parts.size()).map(this).collect();
    int partsOfPoint = parts.size() / points.size();
    List<List<SampleMean>> all = new ArrayList<>();
    for (int at = 0; at < found.size(); at += partsOfPoint) {
      all.add(means(found.subList(at, at + partsOfPoint)));
    }
    return all;
  }

  private List<SampleMean> means(List<double[]> parts) {
    double[] values = parts.stream().flatMapToDouble(Arrays::stream).toArray();
    int count = values.length / trials.rows();
    List<SampleMean> means = new ArrayList<>(Collections.nCopies(count, SampleMean.NONE));
    for (int i = 0; i < values.length; i++) {
      means.set(i % count, means.get(i % count).plus(values[i]));
    }
    return means;
  }

  /** The exponents of some trials, from the first one on, one trial after the other. */
  @Override
  public double[] call(Tuple2<Integer, float[]> part) {
    StateDynamics dynamics = drive.dynamics(form, part._2());
    int first = part._1();
    int end = Math.min(first + trialsOfTask, trials.rows());
    int count = Math.min(exponents, dynamics.size());
    double[] found = new double[(end - first) * count];
    for (int trial = first; trial < end; trial++) {
      double[][] directions = directions(trial, count, dynamics.size());
      double[] of = LyapunovExponents.along(dynamics, trajectory(trial, dynamics), directions);
      System.arraycopy(of, 0, found, (trial - first) * count, count);
    }
    return found;
  }

  private Trajectory trajectory(int trial, StateDynamics dynamics) {
    double[] start = new double[dynamics.size()];
    Arrays.fill(start, drive.start());
    double[] x = new double[trials.inputs()];
    return new Trajectory(
        start,
        trials.steps(),
        (int) (burnIn * trials.steps()),
        t -> {
          int at = (t * trials.rows() + trial) * x.length;
          Arrays.setAll(x, i -> trials.features()[at + i]);
          return x;
        });
  }

  private double[][] directions(int trial, int count, int size) {
    CounterRandom random = new CounterRandom(drawSeed, Streams.SYNTHETIC, trial);
    double[][] rows = new double[count][size];
    for (double[] row : rows) {
      Arrays.setAll(row, i -> random.nextGaussian());
    }
    GramSchmidt.orthonormalize(rows);
    return rows;
  }
}
