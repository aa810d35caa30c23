package dev.eigenspark.nn.relational;

import dev.eigenspark.nn.ParameterSpec;
import java.util.List;

/**
 * The relations between the objects of a trial (CoRelNet: Kerg, Mittal, Rolnick, Bengio, Richards,
 * Lajoie, On neural architecture inductive biases for relational tasks, 2022, arXiv:2206.05056):
 *
 * <pre>
 *   R_ij = score(q_i, k_j)      A = softmax of R over each row, as far as the mask lets it see
 * </pre>
 *
 * <p>Input {@code [N, d, T]} with q = k, or {@code [N, 2 d, T]} with q before k. Output {@code [N,
 * F, 1]}: the entries of A that the mask leaves, row by row, then the objects if they are read too.
 * There are no parameters.
 *
 * @param sides whether q and k are the same
 * @param score what compares two objects
 * @param mask which entries of a row there are
 * @param weighting what is made of the scores of a row
 * @param reads what goes out
 */
public record Similarity(Sides sides, Score score, Mask mask, Weighting weighting, Reads reads)
    implements Operator {
  private static final long serialVersionUID = 1L;

  /** The codes that are compared. */
  public enum Sides {
    /** q = k: R is symmetric and cannot tell order. */
    SYMMETRIC(1),
    /** q and k lie side by side at each position. */
    ASYMMETRIC(2);

    private final int codes;

    Sides(int codes) {
      this.codes = codes;
    }

    /** Codes of an object. */
    public int codes() {
      return codes;
    }
  }

  /** What compares two codes. */
  public enum Score {
    /** {@code q . k}. */
    DOT,
    /** {@code q . k / sqrt(d)}. */
    SCALED,
    /** {@code q . k / (|q| |k|)}, where a norm is at least 1e-8. */
    COSINE
  }

  /** The entries of a row that there are. */
  public enum Mask {
    /** Columns 1 to i: those seen until then, as in the paper's code. */
    CAUSAL {
      @Override
      int columns(int row, int steps) {
        return row + 1;
      }
    },
    /** Columns 1 to i - 1, without the object's likeness to itself. */
    STRICT {
      @Override
      int columns(int row, int steps) {
        return row;
      }
    },
    /** All columns. */
    NONE {
      @Override
      int columns(int row, int steps) {
        return steps;
      }
    };

    /** Entries of a row, which is counted from 0. */
    abstract int columns(int row, int steps);

    /** Entries of all rows. */
    int entries(int steps) {
      int sum = 0;
      for (int row = 0; row < steps; row++) {
        sum += columns(row, steps);
      }
      return sum;
    }
  }

  /** What is made of a row of scores. */
  public enum Weighting {
    /** Its softmax. */
    SOFTMAX,
    /** The scores themselves. */
    NONE
  }

  /** What goes out. */
  public enum Reads {
    /** The relations alone. */
    RELATIONS,
    /** The relations, and then the objects' codes position by position. */
    RELATIONS_AND_OBJECTS,
    /** The objects' codes alone: what a network does without relations. */
    OBJECTS
  }

  /** Validates that there is one code to an object where codes go out. */
  public Similarity {
    if (sides == Sides.ASYMMETRIC && reads != Reads.RELATIONS) {
      throw new IllegalArgumentException("an asymmetric similarity has two codes for an object");
    }
  }

  /** Entries of A that go out. */
  int relations(Extent input) {
    return reads == Reads.OBJECTS ? 0 : mask.entries(input.steps());
  }

  @Override
  public Extent output(Extent input) {
    int objects = reads == Reads.RELATIONS ? 0 : input.steps() * input.features();
    return new Extent(relations(input) + objects, 1);
  }

  @Override
  public List<ParameterSpec> parameters(Extent input) {
    return List.of();
  }

  @Override
  public OperatorRunner runner(Extent input) {
    return new SimilarityRunner(this, input);
  }
}
