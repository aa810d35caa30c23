package dev.eigenspark.analysis;

import dev.eigenspark.Failure;
import dev.eigenspark.SampleMean;
import dev.eigenspark.config.Limits;
import dev.eigenspark.config.Setting;
import dev.eigenspark.data.Dataset;
import dev.eigenspark.nn.LabelledTrials;
import dev.eigenspark.nn.RecurrentForm;
import dev.eigenspark.train.Checkpoint;
import dev.eigenspark.train.FirstTrials;
import dev.eigenspark.train.RunDirectory;
import java.util.ArrayList;
import java.util.List;
import org.deeplearning4j.nn.graph.ComputationGraph;

/**
 * The largest Lyapunov exponents of the hidden state over training, by the QR method, see {@link
 * LyapunovExponents}: at what rate small deviations of the state grow or fade from step to step. A
 * largest exponent below 0 is a network that forgets, above 0 one that is chaotic, and gradients
 * neither vanish nor explode where it is 0. Driven by trials, each is a trajectory of its own, and
 * mean and standard error are over them (Engelken, Wolf, Abbott 2023); left to itself, as in Geadah
 * et al. 2020, there is one. Scalars and the course of several exponents show the first run; the
 * table holds all.
 */
public final class Lyapunov implements Analysis<Lyapunov.Options> {
  /** Small, so that also few trials keep the cores busy. */
  private static final int TRIALS_OF_TASK = 4;

  /** The models whose network is one recurrent layer and a read-out. */
  static final List<String> MODELS =
      List.of("eurnn", "exprnn", "goru", "gru", "lstm", "lstm-hdetach", "nnrnn", "rnn", "rnn-orth");

  /** Units of an exponent. */
  public enum Unit {
    /** Factors of 2 per step. */
    BITS,
    /** Factors of e per step. */
    NATS;

    double perNat() {
      return switch (this) {
        case BITS -> 1 / Math.log(2);
        case NATS -> 1;
      };
    }
  }

  /**
   * Settings.
   *
   * @param maxCheckpoints checkpoints of each run that are measured
   * @param exponents how many exponents
   * @param drive what drives the network
   * @param split split whose first trials drive it
   * @param trials how many of them
   * @param steps steps of a network that nothing drives
   * @param burnIn share of the steps that is left out at the start
   * @param unit unit of the exponents
   * @param drawSeed seed of the start directions
   */
  public record Options(
      @Setting(
              doc = "checkpoints measured in each run, evenly thinned; first and last are kept",
              or = "10")
          int maxCheckpoints,
      @Setting(
              doc = "largest exponents that are measured; all, if the state has fewer numbers",
              or = "8")
          int exponents,
      @Setting(
              doc = "what drives the network: trials, or none, with input and bias zero",
              or = "trials")
          LyapunovDrive drive,
      @Setting(doc = "split whose first trials drive the network", or = "test") String split,
      @Setting(doc = "number of trials; all, if there are fewer", or = "16") int trials,
      @Setting(doc = "steps of a network that nothing drives", or = "1000") int steps,
      @Setting(doc = "share of the steps that is left out at the start", or = "0.1") double burnIn,
      @Setting(doc = "unit of the exponents, per step", or = "bits") Unit unit,
      @Setting(doc = "seed of the directions that are followed", or = "1") long drawSeed) {
    /** Validates the ranges. */
    public Options {
      Snapshots.requireEnds(maxCheckpoints);
      Limits.atLeast("exponents", exponents, 1);
      Limits.atLeast("trials", trials, 1);
      Limits.atLeast("steps", steps, 1);
      if (!(burnIn >= 0 && burnIn < 1)) {
        throw Failure.configuration("burnIn = " + burnIn + " must be in [0, 1)");
      }
    }
  }

  /** One network at several points of its weights. */
  private record Networks(RecurrentForm form, List<float[]> weights) {}

  @Override
  public String name() {
    return "lyapunov";
  }

  @Override
  public String summary() {
    return "Largest Lyapunov exponents of the hidden state over training, driven or autonomous.";
  }

  @Override
  public String paper() {
    return "Engelken, Wolf, Abbott, Lyapunov spectra of chaotic recurrent neural networks, Physical"
        + " Review Research 2023, arXiv:2006.02427; Geadah et al. 2020, arXiv:2006.12253;"
        + " Benettin et al. 1980";
  }

  @Override
  public Class<Options> options() {
    return Options.class;
  }

  @Override
  public AnalysisResult run(AnalysisInput input, Options options) {
    if (input.runs().isEmpty()) {
      throw Failure.usage("lyapunov needs at least one run; name it with --run");
    }
    List<String> labels = RunLabels.of(input.runs());
    List<LyapunovAt> all = new ArrayList<>();
    input.forEachRun(
        name(), i -> all.addAll(measure(input, input.runs().get(i), labels.get(i), options)));
    return LyapunovResult.of(all, options.unit());
  }

  private List<LyapunovAt> measure(
      AnalysisInput input, RunDirectory run, String label, Options options) {
    List<Checkpoint> checkpoints = Snapshots.thinned(run.checkpoints(), options.maxCheckpoints());
    Networks networks = networks(run, checkpoints);
    LyapunovTask task =
        new LyapunovTask(
            networks.form(),
            options.drive(),
            trials(input, run, networks.form(), options),
            options.exponents(),
            options.burnIn(),
            options.drawSeed(),
            TRIALS_OF_TASK);
    List<List<SampleMean>> found = task.measure(input.spark(), networks.weights());
    List<LyapunovAt> all = new ArrayList<>();
    for (int i = 0; i < found.size(); i++) {
      long step = checkpoints.get(i).step();
      requireNumbers(label, step, found.get(i));
      all.add(new LyapunovAt(label, step, found.get(i)));
    }
    return all;
  }

  private static Networks networks(RunDirectory run, List<Checkpoint> checkpoints) {
    if (checkpoints.isEmpty()) {
      throw Failure.data("run '" + run.name() + "' has no checkpoints; lyapunov needs one");
    }
    RecurrentForm form = null;
    List<float[]> weights = new ArrayList<>();
    for (Checkpoint checkpoint : checkpoints) {
      ComputationGraph graph = run.network(checkpoint);
      form = form(graph, run.name(), run.model().model());
      weights.add(RecurrentForm.weights(graph));
    }
    return new Networks(form, weights);
  }

  static RecurrentForm form(ComputationGraph graph, String run, String model) {
    return RecurrentForm.of(graph)
        .orElseThrow(
            () ->
                Failure.usage(
                    ("lyapunov follows the state of one recurrent layer, which the %s of run '%s'"
                            + " does not have; these have it for sequences: %s")
                        .formatted(model, run, String.join(", ", MODELS))));
  }

  private LabelledTrials trials(
      AnalysisInput input, RunDirectory run, RecurrentForm form, Options options) {
    return switch (options.drive()) {
      case TRIALS -> {
        Dataset dataset = input.trialsOf(run, name(), options.split());
        long count = Math.min(options.trials(), dataset.rows(options.split()));
        yield FirstTrials.of(dataset, options.split(), (int) count);
      }
      case NONE -> {
        float[] zeros = new float[Math.multiplyExact(options.steps(), form.inputs())];
        yield new LabelledTrials(options.steps(), 1, form.inputs(), 0, zeros, new float[0]);
      }
    };
  }

  private static void requireNumbers(String run, long step, List<SampleMean> exponents) {
    if (exponents.stream().anyMatch(each -> Double.isNaN(each.mean()))) {
      throw Failure.diverged(
          ("the hidden state of run '%s' at step %d leaves the range of double; take fewer steps"
                  + " or shorter trials")
              .formatted(run, step));
    }
  }
}
