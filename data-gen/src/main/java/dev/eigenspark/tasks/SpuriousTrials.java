package dev.eigenspark.tasks;

import dev.eigenspark.Failure;
import dev.eigenspark.rng.CounterRandom;

/**
 * Trials of coloured objects whose answer follows one feature, shape or colour, while the other is
 * drawn for each position alone (Kerg et al. 2022; {@code sc_shapes} and {@code sc_colours} of the
 * released code). Held out are shapes; every split shows all colours.
 */
final class SpuriousTrials extends SeededTrials<int[]> {
  private static final long serialVersionUID = 1L;

  private final Rules rules;
  private final Spurious spurious;
  private final ColouredPool pool;

  /**
   * Trials of these rules.
   *
   * @param classes how many labels there are
   * @param spurious which feature is drawn, and not {@link Spurious#NONE}
   * @throws Failure of kind CONFIGURATION if a split has fewer shapes, or colours, than a trial
   *     compares
   */
  SpuriousTrials(int classes, Rules rules, Spurious spurious, ColouredPool pool) {
    super(rules.steps(), classes, pool);
    this.rules = rules;
    this.spurious = spurious;
    this.pool = pool;
    switch (spurious) {
      case COLOURS -> pool.shapes().require(rules.letters(), rules.letters());
      case SHAPES -> {
        if (pool.colours() < rules.letters()) {
          throw Failure.configuration(
              "colours = %d must be at least %d, those of a trial"
                  .formatted(pool.colours(), rules.letters()));
        }
      }
      case NONE -> throw new IllegalArgumentException("no feature is spurious");
    }
  }

  @Override
  int[] draw(int stream, long seed) {
    return pool.shapes().members(stream, seed);
  }

  @Override
  public void fill(CounterRandom random, TrialBuffer trial) {
    int[] ids = trial.ints(IDS);
    int[] shapes = at(random);
    int colours = pool.colours();
    int label;
    if (spurious == Spurious.COLOURS) {
      label = rules.draw(random, shapes.length, ids);
      for (int t = 0; t < ids.length; t++) {
        ids[t] = pool.number(shapes[ids[t]], random.nextInt(colours));
      }
    } else {
      label = rules.draw(random, colours, ids);
      for (int t = 0; t < ids.length; t++) {
        ids[t] = pool.number(shapes[random.nextInt(shapes.length)], ids[t]);
      }
    }
    trial.ints(LABEL)[0] = label;
  }
}
