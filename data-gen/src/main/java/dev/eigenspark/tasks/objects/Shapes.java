package dev.eigenspark.tasks.objects;

import dev.eigenspark.rng.CounterRandom;
import dev.eigenspark.rng.Streams;
import java.util.ArrayList;
import java.util.List;

/**
 * Objects that need no font: 8 x 8 cells of 4 x 4 pixels, mirrored left to right. Candidate i is
 * the first word of row i of the stream {@link Streams#OBJECTS} of seed 0, a bit for each cell of
 * the left half; it is taken when 16 to 40 cells are black, they hang together by their sides, and
 * at least 10 cells differ from every earlier object.
 */
final class Shapes {
  private static final int CELLS = 8;
  private static final int HALF = CELLS / 2;
  private static final int CELL_SIDE = ObjectSet.SIDE / CELLS;
  private static final int LEAST_BLACK = 16;
  private static final int MOST_BLACK = 40;
  private static final int LEAST_DIFFERENCE = 10;
  private static final long SEED = 0;

  /** The first {@code count} objects. */
  List<DrawnObject> draw(int count) {
    CounterRandom random = new CounterRandom(SEED, Streams.OBJECTS, 0);
    List<Long> taken = new ArrayList<>();
    List<DrawnObject> objects = new ArrayList<>();
    for (long candidate = 0; objects.size() < count; candidate++) {
      random.seek(candidate);
      long cells = mirrored(random.nextInt());
      if (isWhole(cells) && taken.stream().allMatch(other -> differs(cells, other))) {
        taken.add(cells);
        objects.add(new DrawnObject(image(cells), "shape " + candidate));
      }
    }
    return objects;
  }

  /** The cells as bits, row by row, from the four bits of each row's left half. */
  private static long mirrored(int left) {
    long cells = 0;
    for (int row = 0; row < CELLS; row++) {
      for (int column = 0; column < HALF; column++) {
        if ((left >>> (row * HALF + column) & 1) != 0) {
          cells |= bit(row, column) | bit(row, CELLS - 1 - column);
        }
      }
    }
    return cells;
  }

  private static boolean isWhole(long cells) {
    int black = Long.bitCount(cells);
    return black >= LEAST_BLACK && black <= MOST_BLACK && reachable(cells) == cells;
  }

  /** The cells that the first black one reaches over the sides of black cells. */
  private static long reachable(long cells) {
    long found = Long.lowestOneBit(cells);
    for (long before = 0; before != found; ) {
      before = found;
      long right = (found & ~column(CELLS - 1)) << 1;
      long left = (found & ~column(0)) >>> 1;
      found |= (right | left | found << CELLS | found >>> CELLS) & cells;
    }
    return found;
  }

  private static boolean differs(long cells, long other) {
    return Long.bitCount(cells ^ other) >= LEAST_DIFFERENCE;
  }

  private static long column(int column) {
    return 0x0101010101010101L << column;
  }

  private static long bit(int row, int column) {
    return 1L << (row * CELLS + column);
  }

  private static byte[] image(long cells) {
    byte[] image = new byte[ObjectSet.SHAPE.bytes()];
    for (int i = 0; i < image.length; i++) {
      int row = i / ObjectSet.SIDE / CELL_SIDE;
      int column = i % ObjectSet.SIDE / CELL_SIDE;
      image[i] = (byte) ((cells & bit(row, column)) != 0 ? 0 : 0xFF);
    }
    return image;
  }
}
