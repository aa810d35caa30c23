package dev.eigenspark.analysis;

import dev.eigenspark.nn.RecurrentForm;
import dev.eigenspark.nn.StateDynamics;

/** What drives a network whose Lyapunov exponents are measured. */
public enum LyapunovDrive {
  /** Trials of a split: the network runs as in training, from a state of zero. */
  TRIALS,
  /** Nothing: input and bias are zero, and every number of the state starts at one half. */
  NONE;

  private static final double AUTONOMOUS_START = 0.5;

  double start() {
    return switch (this) {
      case TRIALS -> 0;
      case NONE -> AUTONOMOUS_START;
    };
  }

  StateDynamics dynamics(RecurrentForm form, float[] weights) {
    return switch (this) {
      case TRIALS -> form.driven(weights);
      case NONE -> form.autonomous(weights);
    };
  }
}
