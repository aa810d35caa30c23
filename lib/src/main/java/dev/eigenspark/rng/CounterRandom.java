package dev.eigenspark.rng;

/** placeholder. */
public final class CounterRandom {}
