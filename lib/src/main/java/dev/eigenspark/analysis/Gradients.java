package dev.eigenspark.analysis;

import dev.eigenspark.Failure;
import dev.eigenspark.config.Setting;
import dev.eigenspark.data.Dataset;
import dev.eigenspark.data.SequenceFormat;
import dev.eigenspark.nn.FloatBlock;
import dev.eigenspark.nn.LabelledTrials;
import dev.eigenspark.train.Checkpoint;
import dev.eigenspark.train.FirstTrials;
import dev.eigenspark.train.RunDirectory;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.api.java.JavaSparkContext;
import org.deeplearning4j.nn.graph.ComputationGraph;

/**
 * How gradients travel back in time at every checkpoint, on a few trials of the run's dataset.
 *
 * <ul>
 *   <li>Every recurrent model: the norm of dL/dh_t against the lag T - t, for the loss of the last
 *       step or of the scored steps.
 *   <li>LSTMs: what of the gradient runs along the cell state alone, and what through recurrent
 *       matrices, see {@link LstmPaths}; also with the recurrent and input weights scaled.
 * </ul>
 *
 * <p>Figures show the last checkpoint; scalars are of the first run; the table holds all.
 */
public final class Gradients implements Analysis<Gradients.Options> {
  /** Which loss is followed back through the hidden states. */
  public enum Loss {
    /** That of the last step. */
    LAST,
    /** The mean from the first scored step on. */
    SCORED
  }

  /**
   * Settings.
   *
   * @param maxCheckpoints checkpoints of each run that are measured
   * @param split split whose first trials are used
   * @param trials how many of them
   * @param loss the loss that is followed back through the hidden states
   * @param blockProbs probabilities of h-detach whose mean gradient is measured, beside 0 and 1
   * @param scales factors of an LSTM's recurrent and input weights
   */
  public record Options(
      @Setting(
              doc = "checkpoints measured in each run, evenly thinned; first and last are kept",
              or = "10")
          int maxCheckpoints,
      @Setting(doc = "split whose first trials are used", or = "train") String split,
      @Setting(doc = "number of trials", or = "10") int trials,
      @Setting(doc = "loss of the last step, or of all from the first scored one on", or = "last")
          Loss loss,
      @Setting(
              doc = "LSTM: blocking probabilities whose mean gradient is measured, beside 0 and 1",
              or = "[0.25, 0.5]")
          List<Double> blockProbs,
      @Setting(doc = "LSTM: factors of the recurrent and input weights", or = "[1]")
          List<Double> scales) {
    /** Validates the ranges. */
    public Options {
      if (maxCheckpoints < 2) {
        throw Failure.configuration("maxCheckpoints = " + maxCheckpoints + " must be at least 2");
      }
      if (trials < 1) {
        throw Failure.configuration("trials = " + trials + " must be at least 1");
      }
      if (!blockProbs.stream().allMatch(p -> p > 0 && p < 1)) {
        throw Failure.configuration("blockProbs = " + blockProbs + " must lie between 0 and 1");
      }
      if (scales.isEmpty() || !scales.stream().allMatch(s -> s > 0)) {
        throw Failure.configuration(
            "scales = " + scales + " must be numbers above 0, at least one");
      }
    }
  }

  @Override
  public String name() {
    return "gradients";
  }

  @Override
  public String summary() {
    return "Gradient norms against lag; for LSTMs, the part along the cell state and the rest.";
  }

  @Override
  public String paper() {
    return "Arpit et al., h-detach, ICLR 2019, arXiv:1810.03023; Kerg et al., nnRNN, NeurIPS 2019";
  }

  @Override
  public Class<Options> options() {
    return Options.class;
  }

  @Override
  public AnalysisResult run(AnalysisInput input, Options options) {
    if (input.runs().isEmpty()) {
      throw Failure.usage("gradients needs at least one run; name it with --run");
    }
    List<GradientsAt> all = new ArrayList<>();
    for (RunDirectory run : input.runs()) {
      all.addAll(
          measure(
              input.spark(), run, trials(run, input.onlyDatasetOf(run, name()), options), options));
    }
    return GradientsResult.of(all);
  }

  private static LabelledTrials trials(RunDirectory run, Dataset dataset, Options options) {
    run.requireFit(dataset);
    return FirstTrials.of(dataset, options.split(), options.trials());
  }

  /** Measures each checkpoint in a task of its own; the result has their order. */
  private static List<GradientsAt> measure(
      JavaSparkContext spark, RunDirectory run, LabelledTrials trials, Options options) {
    List<Checkpoint> checkpoints = Snapshots.thinned(run.checkpoints(), options.maxCheckpoints());
    List<float[]> parameters = new ArrayList<>();
    ComputationGraph graph = null;
    for (Checkpoint checkpoint : checkpoints) {
      graph = run.network(checkpoint);
      parameters.add(FloatBlock.of(graph.params()).read((int) graph.numParams()));
    }
    SequenceFormat format = run.model().format();
    int followed =
        switch (options.loss()) {
          case LAST -> 1;
          case SCORED -> format.target().steps() - format.scoredFrom();
        };
    GradientTask task =
        new GradientTask(
            graph.getConfiguration().toJson(),
            trials,
            followed,
            List.copyOf(options.blockProbs()),
            List.copyOf(options.scales()));
    List<GradientTask.Found> found =
        spark.parallelize(parameters, parameters.size()).map(task).collect();
    List<GradientsAt> all = new ArrayList<>();
    for (int i = 0; i < found.size(); i++) {
      all.add(
          new GradientsAt(
              run.name(), checkpoints.get(i).step(), found.get(i).hidden(), found.get(i).paths()));
    }
    return all;
  }
}
