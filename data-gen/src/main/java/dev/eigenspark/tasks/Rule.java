package dev.eigenspark.tasks;

import dev.eigenspark.rng.CounterRandom;
import java.io.Serializable;
import java.util.List;

/**
 * One type of trial: patterns with equally many letters, all equally likely, and for the letters
 * distinct objects out of n. A trial is made in place in the array of its objects: drawn at random,
 * or found by its number among the {@link #size} that there are.
 */
final class Rule implements Serializable {
  private static final long serialVersionUID = 1L;

  private final int weight;
  private final int letters;
  private final int counted;
  private final int variants;
  private final int[][] patterns;
  private final int[] labels;

  private Rule(int weight, int counted, int variants, List<Pattern> all) {
    this.weight = weight;
    this.counted = counted;
    this.variants = variants;
    letters = all.get(0).letters();
    patterns =
        all.stream()
            .map(pattern -> pattern.positions().stream().mapToInt(Integer::intValue).toArray())
            .toArray(int[][]::new);
    labels = all.stream().mapToInt(Pattern::label).toArray();
    if (all.stream().anyMatch(pattern -> pattern.letters() != letters)) {
      throw new IllegalArgumentException("patterns of one rule have equally many letters: " + all);
    }
  }

  /** Patterns whose every trial is counted. */
  static Rule of(int weight, List<Pattern> patterns) {
    return new Rule(weight, patterns.get(0).letters(), 1, patterns);
  }

  /** The same, with the patterns one by one. */
  static Rule of(int weight, Pattern... patterns) {
    return of(weight, List.of(patterns));
  }

  /**
   * Problems that can be asked with several options: as many patterns in a row are one problem, and
   * the letters from {@code counted} on are in its options only. Trials that differ in nothing but
   * the options are counted as one, and the options drawn.
   */
  static Rule ofProblems(int weight, int counted, int variants, List<Pattern> patterns) {
    return new Rule(weight, counted, variants, patterns);
  }

  /** Its part of all trials, relative to those of the other rules. */
  int weight() {
    return weight;
  }

  /** Distinct objects of a trial. */
  int letters() {
    return letters;
  }

  /** Positions of a trial. */
  int steps() {
    return patterns[0].length;
  }

  /** How many trials there are with n objects. */
  long size(int n) {
    long size = patterns.length / variants;
    for (int i = 0; i < counted; i++) {
      size = Math.multiplyExact(size, n - i);
    }
    return size;
  }

  /**
   * Draws a trial.
   *
   * @param ids takes the object of each position, 0 to n-1
   * @return the label
   */
  int draw(CounterRandom random, int n, int[] ids) {
    int pattern = random.nextInt(patterns.length);
    for (int i = 0; i < letters; i++) {
      ids[i] = random.nextInt(n - i);
    }
    return place(pattern, ids);
  }

  /**
   * Makes trial {@code index}, and draws what is not counted.
   *
   * @param ids takes the object of each position, 0 to n-1
   * @return the label
   */
  int make(long index, CounterRandom random, int n, int[] ids) {
    long rest = index;
    for (int i = 0; i < counted; i++) {
      ids[i] = (int) (rest % (n - i));
      rest /= n - i;
    }
    for (int i = counted; i < letters; i++) {
      ids[i] = random.nextInt(n - i);
    }
    int variant = variants == 1 ? 0 : random.nextInt(variants);
    return place((int) rest * variants + variant, ids);
  }

  /**
   * Turns the first elements, one in [0, n - i) for letter i, into the objects of all positions.
   */
  private int place(int pattern, int[] ids) {
    Distinct.decode(ids, letters);
    int[] positions = patterns[pattern];
    // From the end, for a position never names a letter that first appears after it.
    for (int t = positions.length - 1; t >= 0; t--) {
      ids[t] = ids[positions[t]];
    }
    return labels[pattern];
  }
}
