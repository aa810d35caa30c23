package dev.eigenspark.train;

import dev.eigenspark.data.SequenceFormat;
import dev.eigenspark.models.RecurrentMatrix;
import java.util.List;
import java.util.Map;

/**
 * {@code model.json}: what is needed to rebuild a network and to read its tensors.
 *
 * @param formatVersion version of this file
 * @param model name in the model registry
 * @param options its resolved settings
 * @param format the sequences that it reads
 * @param parameters number of trainable numbers
 * @param recurrentMatrices the square matrices that carry the state from step to step
 * @param derivedTensors the tensors of the weights file that are computed from the others and not
 *     trained; empty for most models
 */
public record ModelDescription(
    int formatVersion,
    String model,
    Map<String, Object> options,
    SequenceFormat format,
    long parameters,
    List<RecurrentMatrix> recurrentMatrices,
    List<Derived> derivedTensors) {
  /**
   * A tensor that is computed from the others.
   *
   * @param name its name in the weights file
   * @param shape its sizes there, row-major
   */
  public record Derived(String name, List<Integer> shape) {}
}
