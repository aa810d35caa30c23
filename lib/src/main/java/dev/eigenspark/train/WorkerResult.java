package dev.eigenspark.train;

import java.util.List;

/**
 * What one worker brings back from a round.
 *
 * @param worker its index
 * @param state its parameters and optimizer memory after its local steps
 * @param examples trials it saw
 * @param lossSum sum over its minibatches of mean loss times trials
 * @param correct hits on the scored steps, before each update
 * @param scored scored steps in all
 * @param seconds time of its local steps
 * @param gpus addresses of the GPUs that Spark gave it
 */
record WorkerResult(
    int worker,
    TrainingState state,
    long examples,
    double lossSum,
    long correct,
    long scored,
    double seconds,
    List<String> gpus)
    implements WorkerOutcome {}
