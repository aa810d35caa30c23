package dev.eigenspark.train;

import java.util.List;
import java.util.OptionalDouble;

/**
 * What one round did.
 *
 * @param round rounds so far
 * @param step local steps of each worker so far
 * @param examples trials seen so far by all workers
 * @param loss mean loss of the round's minibatches, each before its update: cross-entropy of a
 *     target step in nats, or its squared error
 * @param accuracy hits on the scored steps of the same minibatches, in [0, 1]; absent when the
 *     training master does not count them
 * @param seconds wall time of the round
 * @param secondsTrain time of the slowest worker's local steps
 * @param secondsAverage time of averaging on the driver
 * @param gpus addresses of the GPUs that Spark gave each worker, by its index
 */
public record RoundReport(
    long round,
    long step,
    long examples,
    double loss,
    OptionalDouble accuracy,
    double seconds,
    double secondsTrain,
    double secondsAverage,
    List<List<String>> gpus) {}
