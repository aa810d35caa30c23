package dev.eigenspark.jobs;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.eigenspark.config.TrainOptions;
import dev.eigenspark.data.SequenceFormat;
import dev.eigenspark.models.Network;
import dev.eigenspark.models.RecurrentMatrix;
import dev.eigenspark.train.TrainPlan;
import java.util.List;
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
 * @param memoryPerWorker bytes of weights, gradients, optimizer state and the activations of one
 *     minibatch, estimated
 */
record TrainEstimate(
    String model,
    int workers,
    long rounds,
    long steps,
    long examples,
    long parameters,
    @JsonProperty("bytes_per_round") long bytesPerRound,
    @JsonProperty("memory_per_worker") long memoryPerWorker) {

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
    long activations = options.batch() * format.steps() * numbersInStep(network, format);
    return new TrainEstimate(
        training.model().model().name(),
        options.workers(),
        plan.rounds(),
        plan.steps(),
        plan.steps() * options.batch() * options.workers(),
        parameters,
        2L * Float.BYTES * state * options.workers(),
        Float.BYTES * (state + parameters + activations));
  }

  /** Numbers that the optimizer keeps for each parameter. */
  private static long optimizerNumbers(TrainOptions.Optimizer optimizer) {
    return switch (optimizer) {
      case SGD -> 0;
      case RMSPROP -> 1;
      case ADAM -> 2;
    };
  }

  /** Values and their gradients of one row at one step: in, out, and the units between. */
  private static long numbersInStep(Network network, SequenceFormat format) {
    long units = network.recurrentMatrices().stream().mapToLong(RecurrentMatrix::size).sum();
    return 2 * (units + format.input().width() + format.target().width());
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
        "          %s over the network each round, about %s of memory for each worker"
            .formatted(Units.bytes(bytesPerRound), Units.bytes(memoryPerWorker)));
  }
}
