/**
 * How alike two representations of the same rows are: one-pass moments of stacked features, what
 * follows from them (CKA, CCA, Procrustes, regression), kernels on samples, and the matching of
 * units.
 *
 * <p>A task makes a {@link dev.eigenspark.similarity.MomentsAccumulator}, adds its rows and sends
 * back its {@link dev.eigenspark.similarity.Moments}; these are merged in the order of the tasks,
 * centred once, and compared by {@link dev.eigenspark.similarity.Comparison}.
 */
package dev.eigenspark.similarity;
