package dev.eigenspark.train;

/**
 * How well a network does on a split.
 *
 * @param loss mean loss over all target steps: cross-entropy in nats, or squared error of real
 *     targets
 * @param accuracy hits on the scored steps, in [0, 1]
 */
public record SplitScore(double loss, double accuracy) {}
