package dev.eigenspark.train;

/**
 * Where a training begins, or goes on.
 *
 * @param round rounds that are done
 * @param state the state after them
 */
record RoundStart(long round, RoundState state) {}
