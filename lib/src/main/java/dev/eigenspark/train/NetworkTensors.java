package dev.eigenspark.train;

import dev.eigenspark.data.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A network's parameters under their names, {@code layer.parameter}, in the order of the layers.
 */
final class NetworkTensors {
  private NetworkTensors() {}

  static List<Tensor> of(ComputationGraph network) {
    List<Tensor> tensors = new ArrayList<>();
    for (Layer layer : network.getLayers()) {
      String prefix = layer.conf().getLayer().getLayerName() + ".";
      for (Map.Entry<String, INDArray> parameter : layer.paramTable().entrySet()) {
        tensors.add(tensor(prefix + parameter.getKey(), parameter.getValue()));
      }
    }
    return tensors;
  }

  private static Tensor tensor(String name, INDArray array) {
    int[] shape = new int[array.rank()];
    for (int i = 0; i < shape.length; i++) {
      shape[i] = Math.toIntExact(array.size(i));
    }
    // Row-major whatever order the layer keeps it in.
    return new Tensor(name, shape, array.dup('c').data().asFloat());
  }
}
