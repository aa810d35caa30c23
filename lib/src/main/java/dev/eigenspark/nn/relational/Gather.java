package dev.eigenspark.nn.relational;

import dev.eigenspark.nn.FloatBlock;
import dev.eigenspark.nn.Threads;
import java.util.Arrays;
import java.util.Objects;

/**
 * {@code y_tn = code_{o(n,t)}} and its way back, {@code dcode_u = sum over (t, n) with o(n,t) = u
 * of dy_tn}, summed in double in the order of (t, n): gradients of features that are the same at
 * many places are large and cancel.
 */
final class Gather {
  private static final int FEATURES_AT_ONCE = 32;

  private int[] places = new int[0];
  private int count;
  private int objects;
  private int features;
  private float[] values = new float[0];
  private double[] sums = new double[0];

  /** Takes the objects of {@code [rows, steps]}. */
  void load(FloatBlock trials, int rows, int steps) {
    count = rows * steps;
    places = places.length < count ? new int[count] : places;
    for (int row = 0; row < rows; row++) {
      for (int t = 0; t < steps; t++) {
        places[t * rows + row] = (int) trials.get(row * steps + t);
      }
    }
  }

  /** From codes {@code [U, d]} to {@code [T, N, d]}. */
  void forward(FloatBlock codes, int distinct, int width, FloatBlock y) {
    objects = distinct;
    features = width;
    for (int i = 0; i < count; i++) {
      Objects.checkIndex(places[i], objects);
      y.copyFrom(i * features, codes, places[i] * features, features);
    }
  }

  /** From dL/dy {@code [T, N, d]} to dL/dcode {@code [U, d]}. */
  void backward(FloatBlock dy, FloatBlock dCodes) {
    int size = count * features;
    values = values.length < size ? new float[size] : values;
    sums = sums.length < objects * features ? new double[objects * features] : sums;
    dy.get(0, values, 0, size);
    Arrays.fill(sums, 0, objects * features, 0);
    int parts = (features + FEATURES_AT_ONCE - 1) / FEATURES_AT_ONCE;
    Threads.forEach(
        parts,
        part ->
            addFeatures(
                part * FEATURES_AT_ONCE, Math.min(features, (part + 1) * FEATURES_AT_ONCE)));
    for (int i = 0; i < objects * features; i++) {
      dCodes.put(i, (float) sums[i]);
    }
  }

  private void addFeatures(int from, int to) {
    for (int i = 0; i < count; i++) {
      int source = i * features;
      int target = places[i] * features;
      for (int k = from; k < to; k++) {
        sums[target + k] += values[source + k];
      }
    }
  }
}
