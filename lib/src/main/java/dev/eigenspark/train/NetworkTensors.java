package dev.eigenspark.train;

import dev.eigenspark.Failure;
import dev.eigenspark.data.Tensor;
import dev.eigenspark.nn.DerivedTensors;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * A network's parameters under their names, {@code layer.parameter}, in the order of the layers;
 * after those of a layer come the tensors that it derives from them.
 */
final class NetworkTensors {
  private static final String DERIVED = "derived";

  private NetworkTensors() {}

  static List<Tensor> of(ComputationGraph network) {
    List<Tensor> tensors = new ArrayList<>();
    for (Layer layer : network.getLayers()) {
      String prefix = layer.conf().getLayer().getLayerName() + ".";
      layer.paramTable().forEach((name, array) -> tensors.add(tensor(prefix + name, array)));
      derived(layer).forEach((name, array) -> tensors.add(tensor(prefix + name, array)));
    }
    return tensors;
  }

  /**
   * What a weights file says of its tensors: the names of those that are not parameters, if any.
   */
  static Map<String, String> metadata(ComputationGraph network) {
    List<String> names = derived(network).stream().map(ModelDescription.Derived::name).toList();
    return names.isEmpty() ? Map.of() : Map.of(DERIVED, String.join(",", names));
  }

  /** The tensors that are not parameters. */
  static List<ModelDescription.Derived> derived(ComputationGraph network) {
    List<ModelDescription.Derived> tensors = new ArrayList<>();
    for (Layer layer : network.getLayers()) {
      String prefix = layer.conf().getLayer().getLayerName() + ".";
      derived(layer)
          .forEach(
              (name, array) ->
                  tensors.add(
                      new ModelDescription.Derived(
                          prefix + name, Arrays.stream(shape(array)).boxed().toList())));
    }
    return tensors;
  }

  /**
   * Sets every parameter of a network to the tensor of its name.
   *
   * @throws Failure of kind DATA when one is missing or has another shape
   */
  static void restore(ComputationGraph network, Map<String, Tensor> tensors) {
    for (Layer layer : network.getLayers()) {
      String prefix = layer.conf().getLayer().getLayerName() + ".";
      layer.paramTable().forEach((name, array) -> set(array, prefix + name, tensors));
    }
  }

  private static void set(INDArray array, String name, Map<String, Tensor> tensors) {
    Tensor tensor = tensors.get(name);
    if (tensor == null || !Arrays.equals(tensor.shape(), shape(array))) {
      throw Failure.data(
          "tensor "
              + name
              + (tensor == null ? " is missing" : " has shape " + Arrays.toString(tensor.shape()))
              + "; the model has "
              + Arrays.toString(shape(array)));
    }
    array.assign(Nd4j.createFromArray(tensor.values()).reshape('c', array.shape()));
  }

  /** Where each parameter lies in the flat vector. */
  static List<ParameterBlock> blocks(ComputationGraph network) {
    List<ParameterBlock> blocks = new ArrayList<>();
    for (Layer layer : network.getLayers()) {
      String prefix = layer.conf().getLayer().getLayerName() + ".";
      layer
          .paramTable()
          .forEach(
              (name, array) -> {
                long from = array.offset() - network.params().offset();
                blocks.add(
                    new ParameterBlock(
                        prefix + name, Math.toIntExact(from), Math.toIntExact(array.length())));
              });
    }
    return blocks;
  }

  /** The name of the parameter that holds this place of the flat vector. */
  static String nameAt(ComputationGraph network, long index) {
    return blocks(network).stream()
        .filter(block -> block.contains(index))
        .findFirst()
        .orElseThrow(() -> new IndexOutOfBoundsException("the network has no parameter " + index))
        .name();
  }

  private static Map<String, INDArray> derived(Layer layer) {
    return layer instanceof DerivedTensors source ? source.derivedTensors() : Map.of();
  }

  private static Tensor tensor(String name, INDArray array) {
    // Row-major whatever order the layer keeps it in.
    return new Tensor(name, shape(array), array.dup('c').data().asFloat());
  }

  private static int[] shape(INDArray array) {
    return Arrays.stream(array.shape()).mapToInt(Math::toIntExact).toArray();
  }
}
