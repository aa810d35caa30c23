package dev.eigenspark.train;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.SortedMap;

/**
 * What a training did, as printed by {@code train --json}.
 *
 * @param run the run directory
 * @param model name of the model
 * @param task name of the task
 * @param parameters trainable numbers
 * @param rounds rounds of averaging
 * @param examples trials seen by all workers
 * @param seconds wall time, evaluation included
 * @param splits loss and accuracy on every split that has rows
 * @param modelSha256 hash of the final weights file
 */
public record TrainSummary(
    String run,
    String model,
    String task,
    long parameters,
    long rounds,
    long examples,
    double seconds,
    SortedMap<String, SplitScore> splits,
    @JsonProperty("model_sha256") String modelSha256) {}
