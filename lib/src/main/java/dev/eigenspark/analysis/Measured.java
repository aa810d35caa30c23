package dev.eigenspark.analysis;

/**
 * What was measured of one recurrent matrix at one step of one run.
 *
 * @param run the run's name
 * @param step updates so far
 * @param matrix the matrix's name in the model
 * @param value what was measured
 */
record Measured<T>(String run, long step, String matrix, T value) {}
