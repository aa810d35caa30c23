package dev.eigenspark.analysis;

import dev.eigenspark.similarity.SubsetTranslation;
import java.util.Locale;

/**
 * One value of CKA under one change; what does not belong to the change is NaN.
 *
 * @param change what was changed
 * @param kernel linear, or the Gaussian kernel with its width
 * @param repeat number of the draw
 * @param distance how far a subset moved
 * @param mean mean of the elements of a map
 * @param deviation their standard deviation
 * @param cka the value
 * @param population what theory gives for infinitely many points
 * @param limit what theory gives for these points moved to infinity
 */
record ReliabilityRow(
    String change,
    String kernel,
    int repeat,
    double distance,
    double mean,
    double deviation,
    double cka,
    double population,
    double limit) {
  static final String LINEAR = "linear";

  static ReliabilityRow moved(
      String change, int repeat, double distance, SubsetTranslation by, double population) {
    return new ReliabilityRow(
        change,
        LINEAR,
        repeat,
        distance,
        Double.NaN,
        Double.NaN,
        by.cka(distance),
        population,
        by.limit());
  }

  static ReliabilityRow mapped(
      String change, int repeat, double mean, double deviation, double cka, double population) {
    return new ReliabilityRow(
        change, LINEAR, repeat, Double.NaN, mean, deviation, cka, population, Double.NaN);
  }

  static ReliabilityRow ofKernel(CubeKernels.At at, double cka) {
    return new ReliabilityRow(
        "translation",
        String.format(Locale.ROOT, "rbf %s", at.fraction()),
        at.repeat(),
        at.distance(),
        Double.NaN,
        Double.NaN,
        cka,
        Double.NaN,
        Double.NaN);
  }
}
