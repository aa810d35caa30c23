package dev.eigenspark.nn;

import java.util.Arrays;

/**
 * Which recurrent edges of a sequence carry the gradient back, for all rows and units of a batch
 * alike: at each step t the edge from h_{t-1} to the gates, and that from the state c_{t-1} beside
 * h to c_t. The forward pass knows nothing of it. All are open until something blocks them.
 */
final class RecurrentEdges {
  private final boolean[] hiddenBlocked;
  private final boolean[] stateBlocked;

  /** The edges of {@code steps} steps. */
  RecurrentEdges(int steps) {
    hiddenBlocked = new boolean[steps];
    stateBlocked = new boolean[steps];
  }

  int steps() {
    return hiddenBlocked.length;
  }

  /** Whether dL/dz_t reaches h_{t-1}. */
  boolean carriesHidden(int t) {
    return !hiddenBlocked[t];
  }

  /** Whether dL/dc_t reaches c_{t-1} directly. */
  boolean carriesState(int t) {
    return !stateBlocked[t];
  }

  void open() {
    Arrays.fill(hiddenBlocked, false);
    Arrays.fill(stateBlocked, false);
  }

  void blockHidden(int t, boolean blocked) {
    hiddenBlocked[t] = blocked;
  }

  void blockState(int t, boolean blocked) {
    stateBlocked[t] = blocked;
  }
}
