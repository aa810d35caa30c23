package dev.eigenspark.analysis;

import dev.eigenspark.Failure;
import dev.eigenspark.data.Dataset;
import dev.eigenspark.data.Storage;
import dev.eigenspark.similarity.Moments;
import dev.eigenspark.similarity.SampledCka;
import dev.eigenspark.train.Checkpoint;
import dev.eigenspark.train.ComparedNetworks;
import dev.eigenspark.train.Feature;
import dev.eigenspark.train.FeatureChoice;
import dev.eigenspark.train.NetworkState;
import dev.eigenspark.train.RunDirectory;
import dev.eigenspark.train.TrainedNetwork;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.apache.spark.api.java.JavaSparkContext;

/**
 * Networks at checkpoints of runs that are shown the same trials.
 *
 * @param at where each network comes from, by its number
 */
record ComparedRuns(List<At> at, ComparedNetworks networks, Request request) {
  /**
   * A network.
   *
   * @param run label of the run
   * @param step of the checkpoint
   */
  record At(String run, long step) {}

  /**
   * What an analysis looks at.
   *
   * @param analysis its name, for messages
   * @param maxCheckpoints checkpoints of each run
   * @param choice layers and steps
   * @param rows trials
   * @param longest how many of the longest rows are kept for each feature
   * @param sampled what needs the activations of some trials themselves
   */
  record Request(
      String analysis,
      int maxCheckpoints,
      FeatureChoice choice,
      TrainedNetwork.Rows rows,
      int longest,
      Optional<Sampled> sampled) {
    /**
     * What a sample is for.
     *
     * @param trials the first of them
     */
    record Sampled(long trials, SampledCka.Request request) {}

    /**
     * The last step of a layer.
     *
     * @param layer its name; empty for all layers
     */
    static Request lastStep(
        String analysis, int maxCheckpoints, String layer, TrainedNetwork.Rows rows) {
      List<String> layers = layer.isEmpty() ? List.of() : List.of(layer);
      return new Request(
          analysis, maxCheckpoints, new FeatureChoice(layers, 1), rows, 0, Optional.empty());
    }
  }

  /**
   * Checkpoints of these runs.
   *
   * @param labels of the runs
   * @throws Failure of kind USAGE when they were trained on different datasets and none was named
   */
  static ComparedRuns of(
      AnalysisInput input, List<RunDirectory> runs, List<String> labels, Request request) {
    List<At> at = new ArrayList<>();
    List<NetworkState> networks = new ArrayList<>();
    String split = request.rows().split();
    List<Dataset> datasets =
        runs.stream().map(run -> input.trialsOf(run, request.analysis(), split)).toList();
    Dataset dataset = datasets.get(0);
    for (int i = 0; i < runs.size(); i++) {
      Dataset own = datasets.get(i);
      if (!own.identity().equals(dataset.identity())) {
        throw Failure.usage(
            "%s shows all networks the same trials, and '%s' and '%s' have different datasets: name one with --data"
                .formatted(request.analysis(), labels.get(0), labels.get(i)));
      }
      List<Checkpoint> checkpoints = runs.get(i).checkpoints();
      for (Checkpoint checkpoint : Snapshots.thinned(checkpoints, request.maxCheckpoints())) {
        at.add(new At(labels.get(i), checkpoint.step()));
        networks.add(TrainedNetwork.at(runs.get(i), checkpoint).state(own.manifest().format()));
      }
    }
    return new ComparedRuns(
        at, ComparedNetworks.of(networks, dataset, split, request.choice()), request);
  }

  /** The moments of stacks of networks, given by their numbers. */
  List<Moments> moments(JavaSparkContext spark, List<List<Integer>> stacks) {
    return networks.moments(spark, stacks, request.rows(), request.longest());
  }

  /** What the request asks of a sample, for each stack. */
  List<Optional<SampledCka>> sampled(JavaSparkContext spark, List<List<Integer>> stacks) {
    if (request.sampled().isEmpty()) {
      return Collections.nCopies(stacks.size(), Optional.empty());
    }
    Request.Sampled sampled = request.sampled().get();
    TrainedNetwork.Rows all = request.rows();
    TrainedNetwork.Rows some =
        new TrainedNetwork.Rows(all.split(), Math.min(all.count(), sampled.trials()), all.batch());
    return networks.sample(spark, stacks, some, sampled.request()).stream()
        .map(Optional::of)
        .toList();
  }

  /**
   * Writes what the networks make of the trials to {@code run=RUN/step=STEP} below a directory, as
   * partitions are called by readers of Parquet.
   */
  void write(JavaSparkContext spark, Path directory) {
    List<String> names =
        at.stream().map(one -> "run=%s/step=%d".formatted(escaped(one.run()), one.step())).toList();
    networks.write(spark, request.rows(), names, Storage.at("file:" + directory.toAbsolutePath()));
  }

  /** Readers turn it back: a label may be several names of a path. */
  private static String escaped(String label) {
    return URLEncoder.encode(label, StandardCharsets.UTF_8).replace("+", "%20");
  }

  /**
   * Of one network's features the last hidden one: the output comes last, before it what it reads.
   */
  static Feature lastHidden(List<Feature> ofANetwork) {
    return ofANetwork.get(Math.max(0, ofANetwork.size() - 2));
  }

  /** Where a feature's network comes from. */
  At of(Feature feature) {
    return at.get(feature.network());
  }

  /** A feature's name among all: its run and step only where there are several. */
  String label(Feature feature) {
    StringBuilder label = new StringBuilder();
    if (at.stream().map(At::run).distinct().count() > 1) {
      label.append(of(feature).run()).append(' ');
    }
    if (at.stream().map(At::step).distinct().count() > 1) {
      label.append("at ").append(of(feature).step()).append(' ');
    }
    return label.append(feature.label()).toString();
  }
}
