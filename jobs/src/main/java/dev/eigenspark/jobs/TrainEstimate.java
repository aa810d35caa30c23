package dev.eigenspark.jobs;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.eigenspark.config.TrainOptions;
import dev.eigenspark.data.SequenceFormat;
import dev.eigenspark.models.Network;
import dev.eigenspark.nn.EngineMemory;
import dev.eigenspark.train.TrainPlan;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.graph.ComputationGraph;

/**
 * What a training would do.
 *
 * @param model name of the model
 * @param workers parallel workers
 * @param rounds rounds of averaging
 * @param steps local steps of each worker
 * @param examples trials seen by all workers
 * @param parameters trainable numbers
 * @param bytesPerRound parameters and optimizer state, to and from every worker
 * @param scratchPerWorker bytes of Java heap for the engine's scratch, for a minibatch of training
 *     and one of evaluation
 * @param offHeapPerWorker bytes off the heap for parameters, gradients, optimizer state and the
 *     same minibatches
 */
record TrainEstimate(
    String model,
    int workers,
    long rounds,
    long steps,
    long examples,
    long parameters,
    @JsonProperty("bytes_per_round") long bytesPerRound,
    @JsonProperty("scratch_per_worker") long scratchPerWorker,
    @JsonProperty("off_heap_per_worker") long offHeapPerWorker) {

  // DL4J's gradient, which it makes and we do not use, and ours.
  private static final int GRADIENTS = 2;

  /**
   * The estimate for a training split; builds the network.
   *
   * @param format the sequences that it reads
   * @param rows rows of the split
   * @param shardRows rows of each of its shards
   */
  static TrainEstimate of(TrainingPlan training, SequenceFormat format, long rows, int shardRows) {
    TrainOptions options = training.options();
    TrainPlan plan = TrainPlan.of(options, rows, shardRows);
    Network network = training.model().network(format, new NeuralNetConfiguration.Builder());
    ComputationGraph graph = new ComputationGraph(network.configuration());
    graph.init();
    long parameters = graph.numParams();
    long state = parameters * (1 + optimizerNumbers(options.optimizer()));
    SortedSet<Integer> batches = new TreeSet<>(List.of(options.batch(), options.evalBatch()));
    return new TrainEstimate(
        training.model().model().name(),
        options.workers(),
        plan.rounds(),
        plan.steps(),
        plan.steps() * options.batch() * options.workers(),
        parameters,
        2L * Float.BYTES * state * options.workers(),
        batches.stream()
            .mapToLong(n -> EngineMemory.scratch(graph.getConfiguration(), shape(format, n)))
            .sum(),
        Float.BYTES
            * (state
                + GRADIENTS * parameters
                + batches.stream().mapToLong(n -> n * numbersInRow(format)).sum()));
  }

  /** Numbers that the optimizer keeps for each parameter. */
  private static long optimizerNumbers(TrainOptions.Optimizer optimizer) {
    return switch (optimizer) {
      case SGD -> 0;
      case RMSPROP -> 1;
      case ADAM -> 2;
    };
  }

  private static EngineMemory.Minibatch shape(SequenceFormat format, int rows) {
    return new EngineMemory.Minibatch(format.steps(), rows, format.target().steps());
  }

  /** Inputs, one-hot for symbols, and labels. */
  private static long numbersInRow(SequenceFormat format) {
    return (long) format.steps() * format.input().width() + format.target().steps();
  }

  List<String> lines() {
    return List.of(
        "train     %s with %s parameters on %d workers: %s rounds, %s steps each, %s examples"
            .formatted(
                model,
                Units.count(parameters),
                workers,
                Units.count(rounds),
                Units.count(steps),
                Units.count(examples)),
        "          %s over the network each round".formatted(Units.bytes(bytesPerRound)),
        "          each worker: %s of heap for scratch, %s off the heap for parameters and minibatches"
            .formatted(Units.bytes(scratchPerWorker), Units.bytes(offHeapPerWorker)));
  }
}
