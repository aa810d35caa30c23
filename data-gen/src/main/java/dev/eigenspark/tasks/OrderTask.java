package dev.eigenspark.tasks;

import dev.eigenspark.Failure;
import dev.eigenspark.config.Setting;
import dev.eigenspark.tasks.objects.ObjectSet;
import java.io.Serializable;

/**
 * Order: two different objects; the label is the place, 0 or 1, of the one that comes first in an
 * order of all objects that the seed draws (Altabaa et al. 2024). Training shows half of the n(n-1)
 * ordered pairs, valid and test the others, so that the order must be inferred: from "a before b"
 * and "b before c" also "a before c". All splits show all objects. A similarity that is the same in
 * both directions cannot say which of two is first.
 */
public final class OrderTask implements Task<OrderTask.Options> {
  private static final int LEAST = 3;

  /**
   * Settings of the order task.
   *
   * @param objects the set that the objects are from
   * @param n how many objects there are
   */
  public record Options(
      @Setting(doc = RelationalOptions.OBJECTS, or = "glyphs") ObjectSet objects,
      @Setting(doc = RelationalOptions.N, or = "64") int n)
      implements Serializable {
    /** Validates the ranges. */
    public Options {
      if (n < LEAST || n > objects.most()) {
        throw Failure.configuration(
            "n = %d must be in [%d, %d], the objects of this set"
                .formatted(n, LEAST, objects.most()));
      }
    }
  }

  @Override
  public String name() {
    return "order";
  }

  @Override
  public String summary() {
    return "say which of two objects comes first in an order that training shows in part";
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
    return new OrderTrials(new ObjectPool(options.objects(), options.n(), 0));
  }
}
