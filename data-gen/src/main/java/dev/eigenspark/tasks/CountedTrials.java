package dev.eigenspark.tasks;

import dev.eigenspark.rng.CounterRandom;
import dev.eigenspark.rng.FeistelPermutation;
import dev.eigenspark.rng.Streams;
import java.util.Arrays;

/**
 * A split that is a finite set of trials. The trials of each rule are numbered, and a Feistel
 * permutation that the seed draws puts them in order, so that trial i is made from i alone and no
 * trial comes twice before all of its rule have come. Rows take the rules in turn ({@link Rules});
 * a rule with fewer trials than others starts again, so that the whole set is as balanced as any
 * part of it: 2n(n-1) trials for same/different. The split valid reads the rows of test from their
 * end.
 *
 * <p>With m = 0 all splits have the same objects, and a twentieth of each rule's trials is kept for
 * valid and test (Webb et al. 2021, appendix A.1).
 */
final class CountedTrials {
  private static final int HELD_OUT = 20;

  private final Rules rules;
  private final int n;
  private final long[] first;
  private final long[] sizes;
  private final long rows;
  private final boolean backwards;

  /**
   * The set of a split.
   *
   * @param stream of the split
   */
  CountedTrials(int stream, Rules rules, ObjectPool pool) {
    this.rules = rules;
    n = pool.size(stream);
    backwards = stream == Streams.VALID;
    int count = rules.all().size();
    first = new long[count];
    sizes = new long[count];
    for (int rule = 0; rule < count; rule++) {
      long all = rules.all().get(rule).size(n);
      long kept = pool.m() == 0 ? all / HELD_OUT : 0;
      boolean whole = stream == Streams.TRAIN || pool.m() > 0;
      first[rule] = whole ? 0 : all - kept;
      sizes[rule] = whole ? all - kept : kept;
    }
    rows = Arrays.stream(sizes).anyMatch(size -> size == 0) ? 0 : rounds() * rules.turns();
  }

  /** Rounds of turns until every rule has shown all of its trials. */
  private long rounds() {
    long rounds = 0;
    for (int rule = 0; rule < sizes.length; rule++) {
      int weight = rules.all().get(rule).weight();
      rounds = Math.max(rounds, (sizes[rule] + weight - 1) / weight);
    }
    return rounds;
  }

  /** How many rows there are. */
  long rows() {
    return rows;
  }

  /** The order of each rule's trials under a seed. */
  FeistelPermutation[] orders(long seed) {
    FeistelPermutation[] orders = new FeistelPermutation[sizes.length];
    for (int rule = 0; rule < orders.length; rule++) {
      // Row 0 of the stream has the order of the objects.
      CounterRandom random = new CounterRandom(seed, Streams.OBJECTS, rule + 1L);
      orders[rule] = new FeistelPermutation(rules.all().get(rule).size(n), random);
    }
    return orders;
  }

  /** Makes the trial of the row at which {@code random} stands, and returns its label. */
  int make(CounterRandom random, FeistelPermutation[] orders, int[] ids) {
    long row = backwards ? rows - 1 - random.row() : random.row();
    int turn = (int) (row % rules.turns());
    int rule = rules.ruleOf(turn);
    int weight = rules.all().get(rule).weight();
    long place = row / rules.turns() * weight + turn - rules.firstTurn(rule);
    long index = orders[rule].apply(first[rule] + place % sizes[rule]);
    return rules.all().get(rule).make(index, random, n, ids);
  }
}
