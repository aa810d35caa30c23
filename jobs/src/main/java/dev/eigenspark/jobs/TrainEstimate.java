package dev.eigenspark.jobs;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.eigenspark.config.Settings;
import dev.eigenspark.config.TrainOptions;
import dev.eigenspark.data.SequenceFormat;
import dev.eigenspark.models.Network;
import dev.eigenspark.nn.EngineMemory;
import dev.eigenspark.train.RoundCost;
import dev.eigenspark.train.StepClock;
import dev.eigenspark.train.TrainPlan;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedSet;
import java.util.TreeSet;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.graph.ComputationGraph;

/**
 * What a training would do.
 *
 * @param model name of the model
 * @param workers parallel workers
 * @param every local steps in a round; a guess where the training will choose
 * @param rounds rounds of averaging
 * @param steps local steps of each worker
 * @param examples trials seen by all workers
 * @param parameters trainable numbers
 * @param bytesDown bytes to each worker in a round
 * @param bytesUp bytes from each worker in a round
 * @param bytesPerRound bytes to and from all workers in a round
 * @param scratchPerWorker bytes of Java heap for the engine's scratch, for a minibatch of training
 *     and one of evaluation
 * @param offHeapPerWorker bytes off the heap for parameters, gradients, optimizer state and the
 *     same minibatches
 * @param secondsStep time of a local step, measured here
 * @param secondsRound time of a round beside its local steps, estimated
 * @param breakEven local steps for which a round costs a tenth of their time
 */
record TrainEstimate(
    String model,
    int workers,
    int every,
    long rounds,
    long steps,
    long examples,
    long parameters,
    @JsonProperty("bytes_down") long bytesDown,
    @JsonProperty("bytes_up") long bytesUp,
    @JsonProperty("bytes_per_round") long bytesPerRound,
    @JsonProperty("scratch_per_worker") long scratchPerWorker,
    @JsonProperty("off_heap_per_worker") long offHeapPerWorker,
    @JsonProperty("seconds_step") double secondsStep,
    @JsonProperty("seconds_round") double secondsRound,
    @JsonProperty("break_even") int breakEven) {

  // DL4J's gradient, which it makes and we do not use, and ours.
  private static final int GRADIENTS = 2;

  /**
   * The estimate for a training split; builds the network and takes a few steps with it.
   *
   * @param format the sequences that it reads
   * @param rows rows of the split
   * @param shardRows rows of each of its shards
   */
  static TrainEstimate of(TrainingPlan training, SequenceFormat format, long rows, int shardRows) {
    TrainOptions options = training.options();
    Network network = training.model().network(format, new NeuralNetConfiguration.Builder());
    ComputationGraph graph = new ComputationGraph(network.configuration());
    graph.init();
    long parameters = graph.numParams();
    RoundTraffic traffic = RoundTraffic.of(options, parameters);
    RoundCost cost =
        new RoundCost(
            StepClock.seconds(training.model(), format, options),
            traffic.seconds(options.workers()));
    int given = options.averaging().every();
    int every = given == 0 ? cost.breakEven() : given;
    TrainPlan plan =
        TrainPlan.of(
            Settings.with(TrainOptions.class, options, "averaging.every", every), rows, shardRows);
    long state = traffic.up() / Float.BYTES;
    SortedSet<Integer> batches = new TreeSet<>(List.of(options.batch(), options.evalBatch()));
    return new TrainEstimate(
        training.model().model().name(),
        options.workers(),
        every,
        plan.rounds(),
        plan.steps(),
        plan.steps() * options.batch() * options.workers(),
        parameters,
        traffic.down(),
        traffic.up(),
        traffic.total(options.workers()),
        batches.stream()
            .mapToLong(n -> EngineMemory.scratch(graph.getConfiguration(), shape(format, n)))
            .sum(),
        Float.BYTES
            * (state
                + GRADIENTS * parameters
                + batches.stream().mapToLong(n -> n * numbersInRow(format)).sum()),
        cost.secondsStep(),
        cost.secondsRound(),
        cost.breakEven());
  }

  private static EngineMemory.Minibatch shape(SequenceFormat format, int rows) {
    return new EngineMemory.Minibatch(format.steps(), rows, format.target().steps());
  }

  /** Inputs, one-hot for symbols, and labels. */
  private static long numbersInRow(SequenceFormat format) {
    return (long) format.steps() * format.input().width()
        + (long) format.target().steps() * format.target().numbers();
  }

  List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add(
        "train     %s with %s parameters on %d workers: %s rounds, %s steps each, %s examples"
            .formatted(
                model,
                Units.count(parameters),
                workers,
                Units.count(rounds),
                Units.count(steps),
                Units.count(examples)));
    lines.add(
        "          %s over the network each round, %s to and %s from each worker"
            .formatted(Units.bytes(bytesPerRound), Units.bytes(bytesDown), Units.bytes(bytesUp)));
    lines.add(
        "          each worker: %s of heap for scratch, %s off the heap for parameters and minibatches"
            .formatted(Units.bytes(scratchPerWorker), Units.bytes(offHeapPerWorker)));
    double share = new RoundCost(secondsStep, secondsRound).share(every);
    lines.add(
        String.format(
            Locale.ROOT,
            "          a step takes %.1f ms here; a guess for a round: %.0f ms beside its steps, %.1f %% of %s steps",
            1e3 * secondsStep,
            1e3 * secondsRound,
            100 * share,
            Units.count(every)));
    if (share > RoundCost.SHARE) {
      lines.add(
          "          warning: rounds cost more than a tenth of the steps; train.averaging.every = %d would not, 0 measures and chooses"
              .formatted(breakEven));
    }
    return lines;
  }
}
