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
 */
public record ModelDescription(
    int formatVersion,
    String model,
    Map<String, Object> options,
    SequenceFormat format,
    long parameters,
    List<RecurrentMatrix> recurrentMatrices) {}
