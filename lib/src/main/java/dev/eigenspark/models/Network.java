package dev.eigenspark.models;

import java.util.List;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;

/**
 * A model with its options and sequence format fixed.
 *
 * @param configuration what DL4J builds
 * @param recurrentMatrices the square matrices that carry the state, for the analyses
 */
public record Network(
    ComputationGraphConfiguration configuration, List<RecurrentMatrix> recurrentMatrices) {}
