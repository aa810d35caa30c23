package dev.eigenspark.train;

import dev.eigenspark.data.Dataset;
import java.io.Serializable;

/**
 * What is the same for all workers and rounds of a training. It is sent to an executor once and not
 * with every task: the network's JSON and a dataset's list of shards may be long.
 *
 * @param engine makes what computes the local steps
 * @param dataset where the rows are
 * @param plan which rows come when
 */
record RoundJob(LocalRunner.Factory engine, Dataset dataset, TrainPlan plan)
    implements Serializable {}
