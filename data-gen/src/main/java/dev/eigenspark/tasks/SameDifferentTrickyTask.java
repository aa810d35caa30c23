package dev.eigenspark.tasks;

import dev.eigenspark.Failure;
import dev.eigenspark.config.Setting;
import dev.eigenspark.rng.CounterRandom;
import dev.eigenspark.rng.Streams;
import dev.eigenspark.tasks.objects.ObjectSet;
import java.io.Serializable;

/**
 * Same or different shapes, with colours that mislead: label 0 when two objects have the same
 * shape, 1 otherwise, each half of the trials. In train the colours agree with the label (same with
 * same, different with different) but for a share w of the trials; in valid and test they agree in
 * a share w alone (Kerg et al. 2022, the variant {@code tricky} of the released code). Whoever
 * looks for equal images is right on 1 - w/2 of the training trials, and on (1 + w)/2 of the test.
 */
public final class SameDifferentTrickyTask implements Task<SameDifferentTrickyTask.Options> {
  /**
   * Settings of the task.
   *
   * @param objects the set that the objects are from
   * @param n how many objects there are
   * @param m how many of them training does not see
   * @param colours how many colours there are
   * @param w share of the training trials whose colours contradict the label
   */
  public record Options(
      @Setting(doc = RelationalOptions.OBJECTS, or = "glyphs") ObjectSet objects,
      @Setting(doc = RelationalOptions.N, or = "100") int n,
      @Setting(doc = RelationalOptions.M, or = "0") int m,
      @Setting(doc = SpuriousOptions.COLOURS, or = "100") int colours,
      @Setting(
              doc =
                  "share of the trials whose colours contradict the label; 1 - w in valid and test",
              or = "0.1")
          double w)
      implements Serializable {
    /** Validates the ranges. */
    public Options {
      new ColouredPool(new ObjectPool(objects, n, m), colours);
      if (!(w >= 0 && w <= 1)) {
        throw Failure.configuration("w = " + w + " must be in [0, 1]");
      }
    }
  }

  @Override
  public String name() {
    return "same-different-tricky";
  }

  @Override
  public String summary() {
    return "say whether two coloured objects have the same shape, with colours that mislead";
  }

  @Override
  public String paper() {
    return "Kerg, Mittal, Rolnick, Bengio, Richards, Lajoie: On Neural Architecture Inductive Biases"
        + " for Relational Tasks, 2022, arXiv:2206.05056";
  }

  @Override
  public Class<Options> options() {
    return Options.class;
  }

  @Override
  public TrialSource source(Options options) {
    ObjectPool shapes = new ObjectPool(options.objects(), options.n(), options.m());
    return new Trials(new ColouredPool(shapes, options.colours()), options.w());
  }

  private static final class Trials extends SeededTrials<int[]> {
    private static final long serialVersionUID = 1L;

    private final ColouredPool pool;
    private final double w;

    private Trials(ColouredPool pool, double w) {
      super(2, 2, pool);
      this.pool = pool;
      this.w = w;
      pool.shapes().require(2, 2);
    }

    @Override
    int[] draw(int stream, long seed) {
      return pool.shapes().members(stream, seed);
    }

    @Override
    public void fill(CounterRandom random, TrialBuffer trial) {
      int[] shapes = at(random);
      int[] ids = trial.ints(IDS);
      int label = SameDifferentTask.RULES.draw(random, shapes.length, ids);
      double contradicting = random.stream() == Streams.TRAIN ? w : 1 - w;
      boolean agree = random.nextDouble() >= contradicting;
      int colour = random.nextInt(pool.colours());
      int step = 1 + random.nextInt(pool.colours() - 1); // to any other colour
      int other = agree == (label == 0) ? colour : (colour + step) % pool.colours();
      ids[0] = pool.number(shapes[ids[0]], colour);
      ids[1] = pool.number(shapes[ids[1]], other);
      trial.ints(LABEL)[0] = label;
    }
  }
}
