package dev.eigenspark.tasks;

import dev.eigenspark.Failure;
import dev.eigenspark.data.ObjectShape;
import dev.eigenspark.data.ObjectTable;
import dev.eigenspark.rng.CounterRandom;
import dev.eigenspark.rng.Streams;
import dev.eigenspark.tasks.objects.ObjectSet;
import java.util.Arrays;

/**
 * The objects of a relational dataset, and which of them training does not see: in an order that
 * the seed draws, the first m are for the splits valid and test, the others for train; m = 0 leaves
 * all to every split (Webb et al. 2021, section 4).
 *
 * @param objects the set they are from
 * @param n how many there are
 * @param m how many training does not see
 */
record ObjectPool(ObjectSet objects, int n, int m) implements Stimuli {
  ObjectPool {
    if (n < 2 || n > objects.most()) {
      throw Failure.configuration(
          "n = " + n + " must be in [2, " + objects.most() + "], the objects of this set");
    }
    if (m < 0 || m >= n) {
      throw Failure.configuration("m = " + m + " must be in [0, " + (n - 1) + "], less than n");
    }
  }

  @Override
  public int count() {
    return n;
  }

  @Override
  public ObjectShape shape() {
    return ObjectSet.SHAPE;
  }

  @Override
  public ObjectTable draw() {
    return objects.draw(n);
  }

  /** How many objects the split of a stream may show. */
  int size(int stream) {
    if (m == 0) {
      return n;
    }
    return stream == Streams.TRAIN ? n - m : m;
  }

  /** The objects that the split of a stream may show, in an order that the seed draws. */
  int[] members(int stream, long seed) {
    int[] order = Distinct.order(new CounterRandom(seed, Streams.OBJECTS, 0), n);
    if (m == 0) {
      return order;
    }
    return stream == Streams.TRAIN
        ? Arrays.copyOfRange(order, m, n)
        : Arrays.copyOfRange(order, 0, m);
  }

  /**
   * Checks that every split has enough objects for a trial.
   *
   * @throws Failure of kind CONFIGURATION with the number there is
   */
  void require(int training, int testing) {
    check("train", size(Streams.TRAIN), training);
    check("valid and test", size(Streams.TEST), testing);
  }

  private void check(String splits, int there, int needed) {
    if (there < needed) {
      throw Failure.configuration(
          "n = %d, m = %d: %s would have %d objects, a trial shows %d"
              .formatted(n, m, splits, there, needed));
    }
  }
}
