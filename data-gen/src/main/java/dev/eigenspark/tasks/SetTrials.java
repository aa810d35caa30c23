package dev.eigenspark.tasks;

import dev.eigenspark.rng.CounterRandom;
import dev.eigenspark.rng.Streams;
import dev.eigenspark.tasks.objects.SetCards;

/** Three cards in any order, and whether they are a set (label 1) or not (label 0). */
final class SetTrials extends SeededTrials<SetTrials.Drawn> {
  private static final long serialVersionUID = 1L;

  private static final int CARDS = 3;

  private final SetDeck deck;

  /** Trials of a deck. */
  SetTrials(SetDeck deck) {
    super(CARDS, 2, deck);
    this.deck = deck;
  }

  /**
   * What the seed draws.
   *
   * @param triplets for each label the triplets that there are
   * @param shown for each label those that the split shows
   */
  record Drawn(int[][] triplets, Portion[] shown) {}

  @Override
  Drawn draw(int stream, long seed) {
    int[][] triplets = deck.triplets(seed);
    Portion[] shown = new Portion[triplets.length];
    for (int label = 0; label < shown.length; label++) {
      int all = triplets[label].length;
      // Row 0 of the stream has the order of the cards.
      CounterRandom key = new CounterRandom(seed, Streams.OBJECTS, label + 1L);
      shown[label] = new Portion(all, all * 7 / 10, stream, key);
    }
    return new Drawn(triplets, shown);
  }

  @Override
  public void fill(CounterRandom random, TrialBuffer trial) {
    Drawn drawn = at(random);
    int label = random.nextInt(2);
    int triplet = drawn.triplets()[label][drawn.shown()[label].draw(random)];
    int place = random.nextInt(CARDS);
    int step = 1 + random.nextInt(CARDS - 1);
    int[] ids = trial.ints(IDS);
    for (int i = 0; i < CARDS; i++) {
      ids[place] = triplet % SetCards.COUNT;
      triplet /= SetCards.COUNT;
      place = (place + step) % CARDS;
    }
    trial.ints(LABEL)[0] = label;
  }
}
