package dev.eigenspark.train;

import java.io.Serializable;

/**
 * Everything that a round starts from and ends with.
 *
 * @param step local steps of each worker so far
 * @param parameters the network's flat parameter vector
 * @param optimizer the optimizer's flat memory, empty for one that has none
 */
record TrainingState(long step, float[] parameters, float[] optimizer) implements Serializable {

  /** The state before training: these parameters, an optimizer that remembers nothing. */
  static TrainingState initial(TrainingState drawn) {
    return new TrainingState(0, drawn.parameters(), new float[drawn.optimizer().length]);
  }
}
