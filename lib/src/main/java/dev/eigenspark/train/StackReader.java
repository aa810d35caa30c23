package dev.eigenspark.train;

import dev.eigenspark.data.Dataset;
import dev.eigenspark.nn.LayerActivations.Values;
import dev.eigenspark.similarity.Layout;
import dev.eigenspark.train.ActivationJob.Stack;
import java.util.List;

/** Shows trials to the networks of a stack, in a task. One instance belongs to one thread. */
final class StackReader {
  private final List<String> networks;
  private final Stack stack;
  private final float[][] parameters;
  private final Layout layout;
  private final ActivationSession session;
  private float[] stacked = new float[0];

  /**
   * A reader, to be {@link #release released}; one that failed half way is left to the garbage
   * collector.
   *
   * @param networks all configurations as JSON, of which the stack takes some
   * @param parameters theirs
   */
  StackReader(Dataset dataset, List<String> networks, Stack stack, float[][] parameters) {
    this.networks = networks;
    this.stack = stack;
    this.parameters = parameters;
    layout = stack.layout();
    session = ActivationSession.acquire(dataset);
  }

  /** The rows of these trials, one after the other, until the next call; it may be longer. */
  float[] read(String split, long[] rowIds) {
    int size = Math.multiplyExact(rowIds.length, layout.columns());
    if (stacked.length < size) {
      stacked = new float[size];
    }
    for (int network : stack.networks()) {
      session.read(
          networks.get(network),
          parameters[network],
          split,
          rowIds,
          (layer, values) -> put(network, layer, values, rowIds.length));
    }
    return stacked;
  }

  void release() {
    session.release();
  }

  /** Writes the chosen steps of a layer to their columns. */
  private void put(int network, String layer, Values values, int trials) {
    for (int i = 0; i < stack.features().size(); i++) {
      Feature feature = stack.features().get(i);
      if (feature.network() == network && feature.layer().equals(layer)) {
        float[] units = values.at(feature.step());
        for (int row = 0; row < trials; row++) {
          int to = row * layout.columns() + layout.start(i);
          System.arraycopy(units, row * feature.units(), stacked, to, feature.units());
        }
      }
    }
  }
}
