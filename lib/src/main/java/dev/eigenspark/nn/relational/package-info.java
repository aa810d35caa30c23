/**
 * What the relational models are made of: codes of distinct objects gathered into trials, temporal
 * context normalisation, similarity, and stacks of convolutions and dense layers. Each is an {@link
 * dev.eigenspark.nn.relational.Operator} with a hand-written way back; one DL4J layer carries them
 * all.
 */
package dev.eigenspark.nn.relational;
