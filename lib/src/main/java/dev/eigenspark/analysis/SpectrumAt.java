package dev.eigenspark.analysis;

/**
 * The spectrum of one recurrent matrix at one step of one run.
 *
 * @param run the run's name
 * @param step updates so far
 * @param matrix the matrix's name in the model
 * @param spectrum what was measured
 */
record SpectrumAt(String run, long step, String matrix, Spectrum spectrum) {}
