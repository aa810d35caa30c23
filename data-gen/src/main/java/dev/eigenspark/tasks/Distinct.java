package dev.eigenspark.tasks;

import dev.eigenspark.rng.CounterRandom;

/** Distinct numbers out of n, as their Lehmer code. */
final class Distinct {
  private Distinct() {}

  /**
   * Turns the first {@code count} elements in place from a code, element i in [0, n - i), into
   * distinct numbers in [0, n): element i is the number at that place among those that the elements
   * before it have left. Every code gives other numbers, and every order of numbers has its code.
   */
  static void decode(int[] elements, int count) {
    for (int i = count - 2; i >= 0; i--) {
      for (int j = i + 1; j < count; j++) {
        if (elements[j] >= elements[i]) {
          elements[j]++;
        }
      }
    }
  }

  /** Draws an order of the numbers 0 to n-1. */
  static int[] order(CounterRandom random, int n) {
    int[] order = new int[n];
    for (int i = 0; i < n; i++) {
      order[i] = random.nextInt(n - i);
    }
    decode(order, n);
    return order;
  }
}
