package dev.eigenspark.nn;

import java.util.Map;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Between the numbers that a layer trains and those that its engine computes with, {@code V, U, b}
 * and the per-unit vectors.
 */
interface EngineParameters {
  /** What the engine computes with, given the layer's flat vector. */
  FloatBlock parameters(FloatBlock trained);

  /** Where the engine writes its gradients, given the layer's flat gradient. */
  FloatBlock gradients(FloatBlock trained);

  /** Carries what the engine wrote to the layer's flat gradient. */
  void backpropagate(FloatBlock trained);

  /** The matrices that are computed from the flat vector, by name. */
  Map<String, INDArray> derived(FloatBlock trained);

  /**
   * The link for a layer, or for a network that begins with it.
   *
   * @param trained numbers that the layer, or the network, trains
   */
  static EngineParameters of(RecurrentLayer layer, long trained) {
    return layer.getParametrization() == null
        ? Same.INSTANCE
        : new MappedParameters(layer, Math.toIntExact(trained));
  }

  /** V itself is trained: the engine works in the layer's own memory. */
  enum Same implements EngineParameters {
    INSTANCE;

    @Override
    public FloatBlock parameters(FloatBlock trained) {
      return trained;
    }

    @Override
    public FloatBlock gradients(FloatBlock trained) {
      return trained;
    }

    @Override
    public void backpropagate(FloatBlock trained) {}

    @Override
    public Map<String, INDArray> derived(FloatBlock trained) {
      return Map.of();
    }
  }
}
