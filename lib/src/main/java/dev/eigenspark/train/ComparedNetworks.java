package dev.eigenspark.train;

import dev.eigenspark.Failure;
import dev.eigenspark.data.Dataset;
import dev.eigenspark.data.Storage;
import dev.eigenspark.similarity.Moments;
import dev.eigenspark.similarity.SampledCka;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaSparkContext;

/**
 * Networks that see the same trials, so that what their layers make of them can be compared. A
 * stack is a choice of them, whose features stand side by side in one row for each trial.
 */
public final class ComparedNetworks {
  /** Units of a row; the sums over such rows take 270 megabytes in each task. */
  public static final int MOST_UNITS = 8192;

  private static final long FILE_BYTES = 16L << 20;

  private final Dataset dataset;
  private final List<String> configurations;
  private final float[][] parameters;
  private final List<List<Feature>> features;

  private ComparedNetworks(
      Dataset dataset,
      List<String> configurations,
      float[][] parameters,
      List<List<Feature>> features) {
    this.dataset = dataset;
    this.configurations = configurations;
    this.parameters = parameters;
    this.features = features;
  }

  /**
   * Networks and what is looked at in each.
   *
   * @param dataset one that {@link RunDirectory#requireFit} accepts for all
   * @param split of the trials that they are going to see, which has some
   * @throws Failure of kind CONFIGURATION when a network has no layer of a chosen name
   */
  public static ComparedNetworks of(
      List<NetworkState> networks, Dataset dataset, String split, FeatureChoice choice) {
    List<String> configurations = new ArrayList<>();
    List<List<Feature>> features = new ArrayList<>();
    float[][] parameters = new float[networks.size()][];
    ActivationSession session = ActivationSession.acquire(dataset);
    for (int i = 0; i < networks.size(); i++) {
      configurations.add(networks.get(i).configuration());
      parameters[i] = networks.get(i).parameters();
      features.add(choice.of(i, session.layers(configurations.get(i), split)));
    }
    session.release();
    return new ComparedNetworks(dataset, configurations, parameters, features);
  }

  /** What stands side by side in a row of these networks, in this order. */
  public List<Feature> features(List<Integer> stack) {
    return stack.stream().flatMap(network -> features.get(network).stream()).toList();
  }

  /**
   * The moments of each stack's rows, in one job.
   *
   * @param longest how many of the longest rows are kept for each feature
   * @throws Failure of kind CONFIGURATION when a stack has more than {@value #MOST_UNITS} units, of
   *     kind DATA when the dataset is damaged
   */
  public List<Moments> moments(
      JavaSparkContext spark, List<List<Integer>> stacks, TrainedNetwork.Rows rows, int longest) {
    return new ActivationJob(dataset, configurations, stacked(stacks), rows, longest)
        .run(spark, parameters);
  }

  /**
   * CKA of each stack's features that needs the rows themselves, in one job; the driver holds them.
   *
   * @param rows the sample
   * @throws Failure as {@link #moments}
   */
  public List<SampledCka> sample(
      JavaSparkContext spark,
      List<List<Integer>> stacks,
      TrainedNetwork.Rows rows,
      SampledCka.Request request) {
    List<ActivationJob.Stack> all = stacked(stacks);
    List<float[]> samples =
        new SampleJob(dataset, configurations, all, rows).run(spark, parameters);
    return IntStream.range(0, all.size())
        .mapToObj(i -> new SampledCka(all.get(i).layout(), samples.get(i), request))
        .toList();
  }

  private List<ActivationJob.Stack> stacked(List<List<Integer>> stacks) {
    List<ActivationJob.Stack> all = new ArrayList<>();
    for (List<Integer> stack : stacks) {
      List<Feature> row = features(stack);
      int units = row.stream().mapToInt(Feature::units).sum();
      if (units > MOST_UNITS) {
        throw Failure.configuration(
            "%d layers and steps of %d networks have %d units; at most %d fit beside each other: choose"
                    .formatted(row.size(), stack.size(), units, MOST_UNITS)
                + " fewer layers, steps or checkpoints");
      }
      all.add(new ActivationJob.Stack(stack, row));
    }
    return all;
  }

  /**
   * Writes what every network makes of trials to Parquet files, in one job: {@code
   * NAME/part-NNNNN.parquet} with the row id and a list of numbers for each feature.
   *
   * @param names of the networks' directories
   * @param directory of these, which executors reach too
   * @throws Failure as {@link #moments}
   */
  public void write(
      JavaSparkContext spark, TrainedNetwork.Rows rows, List<String> names, Storage directory) {
    List<ActivationJob.Stack> alone =
        stacked(IntStream.range(0, configurations.size()).mapToObj(List::of).toList());
    new ActivationShards(dataset, configurations, alone, names, rows, FILE_BYTES)
        .write(spark, parameters, directory);
  }
}
