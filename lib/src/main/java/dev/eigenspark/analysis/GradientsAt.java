package dev.eigenspark.analysis;

import java.util.List;

/**
 * The gradients at one step of one run.
 *
 * @param run the run's name
 * @param step updates so far
 * @param hidden norm of dL/dh_t of every time step t from 0
 * @param paths the parts of an LSTM's gradient, one for each scale; empty for other models
 */
record GradientsAt(String run, long step, double[] hidden, List<LstmPaths> paths) {}
