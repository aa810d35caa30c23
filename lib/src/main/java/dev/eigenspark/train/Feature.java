package dev.eigenspark.train;

import java.io.Serializable;

/**
 * What one layer of a network makes of a trial, at one of its steps.
 *
 * @param network number of the network in its stack
 * @param layer name of the layer in the model
 * @param step time step or place from 0, or {@link #NO_STEP}
 * @param units how many numbers
 */
public record Feature(int network, String layer, int step, int units) implements Serializable {
  /** The step of a layer that knows none. */
  public static final int NO_STEP = -1;

  /** The layer with its step, as {@code recurrent 7}. */
  public String label() {
    return step == NO_STEP ? layer : layer + " " + step;
  }
}
