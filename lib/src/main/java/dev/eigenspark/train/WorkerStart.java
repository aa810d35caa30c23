package dev.eigenspark.train;

import dev.eigenspark.train.RoundState.WorkerMemory;
import java.io.Serializable;

/**
 * What is sent to one worker alone at the start of a round.
 *
 * @param worker its index
 * @param own what it keeps to itself
 */
record WorkerStart(int worker, WorkerMemory own) implements Serializable {}
