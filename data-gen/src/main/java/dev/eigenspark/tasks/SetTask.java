package dev.eigenspark.tasks;

import dev.eigenspark.Failure;
import dev.eigenspark.config.Setting;
import dev.eigenspark.tasks.objects.SetCards;
import java.io.Serializable;

/**
 * Is it a set? Three different cards of the game SET, which are a set (label 1) when each of their
 * four attributes is the same on all three or different on all three, and no set (label 0)
 * otherwise; half of the trials each (Altabaa et al. 2024). Of the 85,320 triplets 1,080 are sets.
 * Training shows seven tenths of the sets and of the other triplets, as the seed draws them, valid
 * and test the rest, so that a model has to find the rule (Altabaa and Lafferty 2024).
 */
public final class SetTask implements Task<SetTask.Options> {
  /** Any 21 cards hold a set (Davis and Maclagan 2003), so that 22 hold two. */
  private static final int LEAST = 22;

  /**
   * Settings of the task.
   *
   * @param cards how many cards there are
   */
  public record Options(
      @Setting(doc = "cards in play, which the seed draws from the 81", or = "81") int cards)
      implements Serializable {
    /** Validates the range. */
    public Options {
      if (cards < LEAST || cards > SetCards.COUNT) {
        throw Failure.configuration(
            "cards = %d must be in [%d, %d]: fewer may hold no set to train on and another to test"
                .formatted(cards, LEAST, SetCards.COUNT));
      }
    }
  }

  @Override
  public String name() {
    return "set";
  }

  @Override
  public String summary() {
    return "say whether three cards are a set: the same or all different in each attribute";
  }

  @Override
  public String paper() {
    return "Altabaa, Webb, Cohen, Lafferty: Abstractors and relational cross-attention: An inductive"
        + " bias for explicit relational reasoning in Transformers, ICLR 2024, arXiv:2304.00195";
  }

  @Override
  public Class<Options> options() {
    return Options.class;
  }

  @Override
  public TrialSource source(Options options) {
    return new SetTrials(new SetDeck(options.cards()));
  }
}
