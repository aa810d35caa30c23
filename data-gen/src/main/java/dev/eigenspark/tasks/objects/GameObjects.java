package dev.eigenspark.tasks.objects;

import dev.eigenspark.data.ObjectShape;
import dev.eigenspark.data.ObjectTable;
import java.util.ArrayList;
import java.util.List;

/**
 * The objects of relational games (Shanahan et al. 2020): images of 12 x 12 coloured pixels, black
 * around a square of 9 x 9 that begins at row and column 1 and is made of 3 x 3 blocks. Polyominoes
 * are the connected sets of blocks, wherever they lie and however they are turned, in one of 25
 * colours; stripes fill the square.
 */
public enum GameObjects {
  /** Five blocks: 49 shapes. */
  PENTOMINOES,
  /** Six blocks: 48 shapes. */
  HEXOMINOES,
  /** Three stripes, the outer ones of one colour, the middle one of another, in 2 directions. */
  STRIPES;

  private static final int SIDE = 12;
  private static final int CHANNELS = 3;

  /** Size of every image. */
  public static final ObjectShape SHAPE = new ObjectShape(SIDE, SIDE, CHANNELS);

  private static final int MARGIN = 1;
  private static final int BLOCKS = 3;
  private static final int BLOCK_SIDE = 3;
  private static final int MIDDLE = BLOCKS / 2;
  private static final int[] LEVELS = {64, 144, 192};

  /** All objects of this kind. */
  public ObjectTable draw() {
    return DrawnObject.table(SHAPE, objects());
  }

  private List<DrawnObject> objects() {
    return switch (this) {
      case PENTOMINOES -> polyominoes(5);
      case HEXOMINOES -> polyominoes(6);
      case STRIPES -> stripes();
    };
  }

  /** The connected sets of so many blocks, as bits, row by row. */
  static List<Integer> masks(int blocks) {
    List<Integer> masks = new ArrayList<>();
    for (int mask = 1; mask < 1 << (BLOCKS * BLOCKS); mask++) {
      if (Integer.bitCount(mask) == blocks && reachable(mask) == mask) {
        masks.add(mask);
      }
    }
    return masks;
  }

  /** The blocks that the first one reaches over the sides of others. */
  private static int reachable(int mask) {
    int left = 0b001_001_001;
    int right = left << (BLOCKS - 1);
    int found = Integer.lowestOneBit(mask);
    for (int before = 0; before != found; ) {
      before = found;
      found |= ((found & ~right) << 1 | (found & ~left) >>> 1) & mask;
      found |= (found << BLOCKS | found >>> BLOCKS) & mask;
    }
    return found;
  }

  /** The colours of three levels in red, green and blue, but for the darkest and lightest grey. */
  static List<int[]> colours() {
    List<int[]> colours = new ArrayList<>();
    int all = LEVELS.length * LEVELS.length * LEVELS.length;
    for (int i = 1; i < all - 1; i++) {
      colours.add(new int[] {LEVELS[i / 9], LEVELS[i / 3 % 3], LEVELS[i % 3]});
    }
    return colours;
  }

  private static List<DrawnObject> polyominoes(int blocks) {
    List<DrawnObject> objects = new ArrayList<>();
    for (int mask : masks(blocks)) {
      for (int[] colour : colours()) {
        byte[] image = new byte[SHAPE.bytes()];
        for (int block = 0; block < BLOCKS * BLOCKS; block++) {
          if ((mask >> block & 1) != 0) {
            paint(image, block / BLOCKS, block % BLOCKS, colour);
          }
        }
        String bits = Integer.toBinaryString(1 << (BLOCKS * BLOCKS) | mask).substring(1);
        objects.add(new DrawnObject(image, "blocks " + bits + ", " + Colours.name(colour)));
      }
    }
    return objects;
  }

  private static List<DrawnObject> stripes() {
    List<DrawnObject> objects = new ArrayList<>();
    for (int[] outer : colours()) {
      for (int[] middle : colours()) {
        if (!Colours.name(outer).equals(Colours.name(middle))) {
          objects.add(stripes(outer, middle, BLOCKS, "rows "));
          objects.add(stripes(outer, middle, 1, "columns "));
        }
      }
    }
    return objects;
  }

  /** Stripes of the blocks whose number over {@code stride}, modulo 3, is the same. */
  private static DrawnObject stripes(int[] outer, int[] middle, int stride, String direction) {
    byte[] image = new byte[SHAPE.bytes()];
    for (int block = 0; block < BLOCKS * BLOCKS; block++) {
      boolean inside = block / stride % BLOCKS == MIDDLE;
      paint(image, block / BLOCKS, block % BLOCKS, inside ? middle : outer);
    }
    return new DrawnObject(image, direction + Colours.name(outer) + ", " + Colours.name(middle));
  }

  private static void paint(byte[] image, int row, int column, int[] colour) {
    for (int channel = 0; channel < CHANNELS; channel++) {
      for (int i = 0; i < BLOCK_SIDE * BLOCK_SIDE; i++) {
        int y = MARGIN + row * BLOCK_SIDE + i / BLOCK_SIDE;
        int x = MARGIN + column * BLOCK_SIDE + i % BLOCK_SIDE;
        image[(channel * SIDE + y) * SIDE + x] = (byte) colour[channel];
      }
    }
  }
}
