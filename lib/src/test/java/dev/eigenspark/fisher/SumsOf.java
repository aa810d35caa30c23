package dev.eigenspark.fisher;

import java.util.List;

/** Sums of given values, for tests in other packages. */
public final class SumsOf {
  private SumsOf() {}

  /** Values of trials that are of class 0, 1, ... 0, 1, ... */
  public static TraceSums values(Estimator estimator, int classes, double... values) {
    TraceSums sums = new TraceSums(List.of(estimator), classes);
    for (int i = 0; i < values.length; i++) {
      sums.add(estimator, new int[] {i % classes}, values[i]);
    }
    return sums;
  }
}
