package dev.eigenspark.tasks.objects;

import dev.eigenspark.Failure;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;

/**
 * Objects that are symbols and letters of DejaVu Sans, which the build brings along: the filled
 * outline, its longer side 26 pixels, in the middle of 32. The Unicode blocks below take turns, so
 * that even a few objects are of many kinds; a glyph is left out when an earlier one is the same or
 * nearer than {@link #LEAST_DISTANCE}.
 */
final class Glyphs {
  /**
   * Least squared distance of two images with pixels in [0, 1]: that of the two nearest of the 100
   * images of Webb et al. (2021).
   */
  private static final double LEAST_DISTANCE = 18.1;

  /** The font, as a resource beside this class. */
  static final String FONT = "dejavu/DejaVuSans.ttf";

  private static final int SIZE = 26;
  private static final long WHITE_SQUARED = 255 * 255;

  /** First and last code point of a block. */
  private record Block(int first, int last) {}

  private static final List<Block> BLOCKS =
      List.of(
          new Block(0x2190, 0x21FF), // arrows
          new Block(0x2200, 0x22FF), // mathematical operators
          new Block(0x25A0, 0x25FF), // geometric shapes
          new Block(0x2600, 0x26FF), // miscellaneous symbols
          new Block(0x2701, 0x27BF), // dingbats
          new Block(0x2801, 0x28FF), // braille patterns
          new Block(0x0391, 0x03FF), // Greek
          new Block(0x0400, 0x04FF), // Cyrillic
          new Block(0x0531, 0x0587), // Armenian
          new Block(0x10A0, 0x10FF), // Georgian
          new Block(0x0021, 0x007E), // Latin
          new Block(0x00A1, 0x017F)); // Latin with marks

  private final String resource;
  private final List<DrawnObject> taken = new ArrayList<>();

  /** The glyphs of the font in this resource. */
  Glyphs(String resource) {
    this.resource = resource;
  }

  /**
   * The first {@code count} objects.
   *
   * @throws Failure of kind INFRASTRUCTURE if the font is not there
   */
  List<DrawnObject> draw(int count) {
    TrueTypeFont font = new TrueTypeFont(font());
    int longest = BLOCKS.stream().mapToInt(block -> block.last() - block.first()).max().orElse(0);
    for (int turn = 0; turn <= longest; turn++) {
      for (Block block : BLOCKS) {
        if (taken.size() == count) {
          return taken;
        }
        if (block.first() + turn <= block.last()) {
          consider(font, block.first() + turn);
        }
      }
    }
    throw new IllegalStateException("the font has " + taken.size() + " objects, not " + count);
  }

  private void consider(TrueTypeFont font, int codePoint) {
    Outline outline = font.outline(codePoint);
    if (!outline.isEmpty()) {
      byte[] image = outline.draw(ObjectSet.SIDE, SIZE);
      if (taken.stream().allMatch(other -> distance(image, other.image()) >= LEAST_DISTANCE)) {
        taken.add(new DrawnObject(image, "DejaVu Sans U+%04X".formatted(codePoint)));
      }
    }
  }

  private static double distance(byte[] one, byte[] other) {
    long squares = 0;
    for (int i = 0; i < one.length; i++) {
      int difference = Byte.toUnsignedInt(one[i]) - Byte.toUnsignedInt(other[i]);
      squares += (long) difference * difference;
    }
    return (double) squares / WHITE_SQUARED;
  }

  private byte[] font() {
    try (InputStream in = Glyphs.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw Failure.infrastructure(
            "the font " + resource + " is not in this build: set data.objects = shapes", null);
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw Failure.infrastructure(
          "cannot read the font " + resource + ": " + e + "; set data.objects = shapes", e);
    }
  }
}
