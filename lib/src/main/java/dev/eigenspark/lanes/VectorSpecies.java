package dev.eigenspark.lanes;

/**
 * A shape of vectors; there is one, of one lane.
 *
 * @param length lanes
 * @param <E> type of the elements
 */
public record VectorSpecies<E>(int length) {}
