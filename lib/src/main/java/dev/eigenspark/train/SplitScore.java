package dev.eigenspark.train;

/**
 * How well a network does on a split.
 *
 * @param loss mean cross-entropy over all target steps, in nats
 * @param accuracy hits on the scored steps, in [0, 1]
 */
public record SplitScore(double loss, double accuracy) {}
