package dev.eigenspark.similarity;

import java.util.Arrays;

/**
 * Lloyd's k-means (IEEE Transactions on Information Theory 1982) without chance: the first centre
 * is point 0, each further one the point farthest from those before (Gonzalez, Theoretical Computer
 * Science 1985), and of equals the first.
 */
final class KMeans {
  private static final int MAX_ROUNDS = 100;

  private final double[][] points;
  private final double[][] centres;
  private final int[] groups;

  private KMeans(double[][] points, int count) {
    this.points = points;
    groups = new int[points.length];
    centres = new double[count][];
    centres[0] = points[0].clone();
    for (int k = 1; k < count; k++) {
      centres[k] = points[farthest(k)].clone();
    }
  }

  /** The group of every point, numbered in the order of their first points. */
  static int[] groups(double[][] points, int count) {
    KMeans means = new KMeans(points, count);
    for (int round = 0; round < MAX_ROUNDS && means.assign(); round++) {
      means.move();
    }
    return means.renumbered();
  }

  private int farthest(int among) {
    int best = 0;
    double largest = -1;
    for (int i = 0; i < points.length; i++) {
      double distance = distance(points[i], centres[nearest(points[i], among)]);
      if (distance > largest) {
        largest = distance;
        best = i;
      }
    }
    return best;
  }

  private int nearest(double[] point, int among) {
    int best = 0;
    for (int k = 1; k < among; k++) {
      if (distance(point, centres[k]) < distance(point, centres[best])) {
        best = k;
      }
    }
    return best;
  }

  /** Whether a point went to another group. */
  private boolean assign() {
    boolean changed = false;
    for (int i = 0; i < points.length; i++) {
      int group = nearest(points[i], centres.length);
      changed |= group != groups[i];
      groups[i] = group;
    }
    return changed;
  }

  // A centre that lost its points stays where it is.
  private void move() {
    int[] sizes = new int[centres.length];
    double[][] sums = new double[centres.length][points[0].length];
    for (int i = 0; i < points.length; i++) {
      sizes[groups[i]]++;
      for (int j = 0; j < points[i].length; j++) {
        sums[groups[i]][j] += points[i][j];
      }
    }
    for (int k = 0; k < centres.length; k++) {
      for (int j = 0; j < sums[k].length && sizes[k] > 0; j++) {
        centres[k][j] = sums[k][j] / sizes[k];
      }
    }
  }

  private int[] renumbered() {
    int[] numbers = new int[centres.length];
    Arrays.fill(numbers, -1);
    int next = 0;
    int[] out = new int[groups.length];
    for (int i = 0; i < groups.length; i++) {
      if (numbers[groups[i]] < 0) {
        numbers[groups[i]] = next++;
      }
      out[i] = numbers[groups[i]];
    }
    return out;
  }

  private static double distance(double[] a, double[] b) {
    double sum = 0;
    for (int j = 0; j < a.length; j++) {
      sum += (a[j] - b[j]) * (a[j] - b[j]);
    }
    return sum;
  }
}
