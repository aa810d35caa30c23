package dev.eigenspark.tasks;

import dev.eigenspark.data.ObjectShape;
import dev.eigenspark.data.ObjectTable;
import dev.eigenspark.rng.CounterRandom;
import dev.eigenspark.rng.Streams;
import dev.eigenspark.tasks.objects.SetCards;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Some of the 81 cards of SET, drawn by the seed, and their triplets.
 *
 * @param cards how many there are
 */
record SetDeck(int cards) implements Stimuli {
  @Override
  public int count() {
    return SetCards.COUNT;
  }

  @Override
  public ObjectShape shape() {
    return SetCards.SHAPE;
  }

  @Override
  public ObjectTable draw() {
    return SetCards.draw();
  }

  /**
   * Every three cards once: those that are no set, and the sets.
   *
   * @return for label 0 and label 1 the triplets, each as (a * 81 + b) * 81 + c
   */
  int[][] triplets(long seed) {
    int[] deck = Distinct.order(new CounterRandom(seed, Streams.OBJECTS, 0), SetCards.COUNT);
    int[] shown = Arrays.copyOf(deck, cards);
    IntStream.Builder others = IntStream.builder();
    IntStream.Builder sets = IntStream.builder();
    for (int a = 0; a < cards; a++) {
      for (int b = 0; b < a; b++) {
        int third = SetCards.third(shown[a], shown[b]);
        for (int c = 0; c < b; c++) {
          int triplet = (shown[a] * SetCards.COUNT + shown[b]) * SetCards.COUNT + shown[c];
          (shown[c] == third ? sets : others).add(triplet);
        }
      }
    }
    return new int[][] {others.build().toArray(), sets.build().toArray()};
  }
}
