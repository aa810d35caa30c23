package dev.eigenspark.train;

import dev.eigenspark.data.SequenceFormat;
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
 */
public record ModelDescription(
    int formatVersion,
    String model,
    Map<String, Object> options,
    SequenceFormat format,
    long parameters,
    List<RecurrentMatrix> recurrentMatrices) {

  /**
   * One square recurrent matrix, in the row convention {@code z = h V}: the columns {@code
   * [columnOffset, columnOffset + size)} of a tensor with {@code size} rows.
   *
   * @param name short name, for instance {@code V} or {@code V.forget}
   * @param tensor the tensor it lies in
   * @param columnOffset its first column there
   * @param size rows and columns
   */
  public record RecurrentMatrix(String name, String tensor, int columnOffset, int size) {}
}
