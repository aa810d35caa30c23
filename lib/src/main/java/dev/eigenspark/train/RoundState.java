package dev.eigenspark.train;

import java.io.Serializable;
import java.util.List;

/**
 * Everything that a round starts from and ends with.
 *
 * @param shared what all workers start from: parameters that the run stands for, optimizer memory
 * @param outer memory of the {@link OuterOptimizer}, empty for one that has none
 * @param own what each worker starts from instead, by its index; empty when no worker has any
 */
record RoundState(TrainingState shared, float[] outer, List<WorkerMemory> own)
    implements Serializable {

  /**
   * What a worker keeps to itself from round to round. An empty array says that it starts from what
   * is shared.
   *
   * @param parameters its own parameters
   * @param optimizer its own optimizer memory
   */
  record WorkerMemory(float[] parameters, float[] optimizer) implements Serializable {
    static final WorkerMemory NONE = new WorkerMemory(new float[0], new float[0]);

    /** The start of a worker that has this memory. */
    TrainingState over(TrainingState shared) {
      return new TrainingState(
          shared.step(),
          parameters.length == 0 ? shared.parameters() : parameters,
          optimizer.length == 0 ? shared.optimizer() : optimizer);
    }
  }

  /** The state before training: these parameters, nothing remembered. */
  static RoundState initial(TrainingState drawn) {
    return new RoundState(TrainingState.initial(drawn), new float[0], List.of());
  }

  /** Local steps of each worker so far. */
  long step() {
    return shared.step();
  }

  /** What worker {@code index} keeps to itself. */
  WorkerMemory memoryOf(int index) {
    return own.isEmpty() ? WorkerMemory.NONE : own.get(index);
  }
}
