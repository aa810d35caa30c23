package dev.eigenspark.nn;

import java.util.Map;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A layer that computes tensors from its parameters which a reader of its weights will want to see
 * beside them.
 */
public interface DerivedTensors {
  /** The tensors by name, from the parameters as they are now; empty when there are none. */
  Map<String, INDArray> derivedTensors();
}
