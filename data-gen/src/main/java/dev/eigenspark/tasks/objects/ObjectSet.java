package dev.eigenspark.tasks.objects;

import dev.eigenspark.Failure;
import dev.eigenspark.data.ObjectShape;
import dev.eigenspark.data.ObjectTable;
import java.util.List;

/**
 * A set of images of 32 x 32 grey pixels, black on white, that stand for distinct things. The
 * objects 0 to n-1 are the same for every n and every seed.
 */
public enum ObjectSet {
  /** Symbols and letters of the font DejaVu Sans ({@link Glyphs}). */
  GLYPHS(944),
  /** Mirrored patterns of cells, drawn by random numbers ({@link Shapes}). */
  SHAPES(2000);

  /** Rows and columns of an image. */
  static final int SIDE = 32;

  /** Size of every image. */
  public static final ObjectShape SHAPE = new ObjectShape(SIDE, SIDE, 1);

  private final int most;

  ObjectSet(int most) {
    this.most = most;
  }

  /** How many objects the set has. */
  public int most() {
    return most;
  }

  /**
   * Draws the first {@code count} objects.
   *
   * @throws Failure of kind INFRASTRUCTURE if the font is not there
   */
  public ObjectTable draw(int count) {
    if (count < 1 || count > most) {
      throw new IllegalArgumentException(count + " objects of " + most);
    }
    List<DrawnObject> objects =
        switch (this) {
          case GLYPHS -> new Glyphs(Glyphs.FONT).draw(count);
          case SHAPES -> new Shapes().draw(count);
        };
    return DrawnObject.table(SHAPE, objects);
  }
}
