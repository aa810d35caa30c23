package dev.eigenspark.tasks;

import dev.eigenspark.rng.CounterRandom;
import java.util.Arrays;

/**
 * Grids of 3 x 3 cells, row by row, in which a relation holds (label 1) or does not (label 0), each
 * in half of the trials.
 */
final class GameTrials extends ObjectTrials {
  private static final long serialVersionUID = 1L;

  private static final int SIDE = 3;
  private static final int CELLS = SIDE * SIDE;
  private static final int BOTTOM = CELLS - SIDE;
  private static final int[][] LINES = {
    {0, 1, 2}, {3, 4, 5}, {6, 7, 8}, {0, 3, 6}, {1, 4, 7}, {2, 5, 8}, {0, 4, 8}, {2, 4, 6}
  };

  private static final int[] NOT_ONE = {0, 2, 3};

  private final GameRelation relation;
  private final GameCells objects;

  /** Trials of this relation. */
  GameTrials(GameRelation relation, GameCells objects) {
    super(CELLS, 2, objects);
    this.relation = relation;
    this.objects = objects;
  }

  @Override
  public void fill(CounterRandom random, TrialBuffer trial) {
    int[] cells = trial.ints(IDS);
    Arrays.fill(cells, GameCells.EMPTY);
    int label = random.nextInt(2);
    boolean holds = label == 1;
    switch (relation) {
      case SAME -> same(random, cells, holds);
      case BETWEEN -> between(random, cells, holds);
      case OCCURS -> occurs(random, cells, holds ? 1 + random.nextInt(SIDE) : 0);
      case XOCCURS -> occurs(random, cells, holds ? 1 : NOT_ONE[random.nextInt(NOT_ONE.length)]);
      case LEFT_OF -> leftOf(random, cells, holds);
    }
    trial.ints(LABEL)[0] = label;
  }

  private void same(CounterRandom random, int[] cells, boolean holds) {
    int cell = random.nextInt(CELLS);
    int object = object(random);
    cells[cell] = object;
    cells[otherCell(random, cell)] = holds ? object : otherThan(random, object);
  }

  private void between(CounterRandom random, int[] cells, boolean holds) {
    int[] line = LINES[random.nextInt(LINES.length)];
    int one = object(random);
    int middle = holds ? otherThan(random, one) : object(random);
    int two = holds ? one : object(random);
    while (!holds && one == two && middle != one) {
      two = object(random);
    }
    cells[line[0]] = one;
    cells[line[1]] = middle;
    cells[line[2]] = two;
  }

  /** An object above three, so many of which are copies of it. */
  private void occurs(CounterRandom random, int[] cells, int copies) {
    int object = object(random);
    cells[random.nextInt(SIDE)] = object;
    int left = copies;
    for (int i = 0; i < SIDE; i++) {
      boolean copy = random.nextInt(SIDE - i) < left;
      cells[BOTTOM + i] = copy ? object : otherThan(random, object);
      left -= copy ? 1 : 0;
    }
  }

  private void leftOf(CounterRandom random, int[] cells, boolean holds) {
    int one = random.nextInt(CELLS);
    int two = otherCell(random, one);
    int object = object(random);
    int other = object(random);
    while (objects.luminance(object) == objects.luminance(other)) {
      other = object(random);
    }
    boolean firstIsDarker = isLeft(one, two) == holds;
    boolean isDarker = objects.luminance(object) < objects.luminance(other);
    boolean keep = isDarker == firstIsDarker;
    cells[one] = keep ? object : other;
    cells[two] = keep ? other : object;
  }

  /** In another column, further left; in the same column, lower. */
  private static boolean isLeft(int cell, int other) {
    int columns = cell % SIDE - other % SIDE;
    return columns < 0 || (columns == 0 && cell > other);
  }

  private static int otherCell(CounterRandom random, int cell) {
    return (cell + 1 + random.nextInt(CELLS - 1)) % CELLS;
  }

  private int object(CounterRandom random) {
    return objects.first(random.stream()) + random.nextInt(objects.size(random.stream()));
  }

  private int otherThan(CounterRandom random, int object) {
    int first = objects.first(random.stream());
    int size = objects.size(random.stream());
    return first + (object - first + 1 + random.nextInt(size - 1)) % size;
  }
}
