package dev.eigenspark.train;

import dev.eigenspark.config.TrainOptions.Averaging;
import java.util.List;

/**
 * What is done with the workers' parameters at the end of a round. Workers took H steps from the
 * shared parameters x (or from their own) to x_k; an outer optimizer gives the next x. Each element
 * is computed by itself, in double, from the {@link WeightedMean}, and stored as float.
 */
interface OuterOptimizer {
  /**
   * Where the next round starts.
   *
   * @param shared the parameters that the run stands for, x
   * @param outer memory of the outer optimizer
   * @param own parameters of each worker, by its index; empty when all start from {@code shared}
   */
  record Start(float[] shared, float[] outer, List<float[]> own) {
    /** All workers start from the same parameters. */
    static Start everywhere(float[] shared, float[] outer) {
      return new Start(shared, outer, List.of());
    }
  }

  /**
   * The next start; must be a pure function of its arguments.
   *
   * @param shared x at the start of the round
   * @param outer memory as this optimizer left it; empty in the first round
   * @param results of the workers, in the order of their index
   */
  Start next(float[] shared, float[] outer, List<WorkerResult> results);

  /** The one that the options name. */
  static OuterOptimizer of(Averaging averaging) {
    return switch (averaging.outer()) {
      case AVERAGE -> new PlainAverage();
      case MOMENTUM -> new SlowMomentum(averaging.outerLr(), averaging.outerMomentum());
      case NESTEROV -> new OuterNesterov(averaging.outerLr(), averaging.outerMomentum());
      case ELASTIC -> new ElasticAverage(averaging.elasticity());
    };
  }
}
