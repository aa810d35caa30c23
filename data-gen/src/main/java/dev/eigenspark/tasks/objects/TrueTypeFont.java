package dev.eigenspark.tasks.objects;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/**
 * The glyph outlines of a TrueType font, read from its tables {@code cmap} (format 4), {@code loca}
 * and {@code glyf} as the OpenType specification has them. Hints are left aside, so the outlines
 * are the same on every machine, and nothing of Java2D or of the machine's fonts is needed.
 */
final class TrueTypeFont {
  private static final int UNICODE_PLATFORM = 0;
  private static final int WINDOWS_PLATFORM = 3;
  private static final int SEGMENTS = 4; // the format of a cmap that holds the first 65536 points
  private static final double F2DOT14 = 0x1p-14;

  // Flags of a simple glyph's point.
  private static final int ON_CURVE = 0x01;
  private static final int X_SHORT = 0x02;
  private static final int Y_SHORT = 0x04;
  private static final int REPEAT = 0x08;
  private static final int X_SAME_OR_POSITIVE = 0x10;
  private static final int Y_SAME_OR_POSITIVE = 0x20;

  // Flags of a composite glyph's part.
  private static final int WORDS = 0x0001;
  private static final int XY_VALUES = 0x0002;
  private static final int SCALE = 0x0008;
  private static final int MORE = 0x0020;
  private static final int TWO_SCALES = 0x0040;
  private static final int MATRIX = 0x0080;

  private final ByteBuffer font;
  private final Map<String, Integer> tables = new TreeMap<>();
  private final boolean longOffsets;
  private final int segments;

  /** The font in these bytes. */
  TrueTypeFont(byte[] content) {
    font = ByteBuffer.wrap(content);
    int count = unsignedShort(4);
    for (int entry = 12; entry < 12 + 16 * count; entry += 16) {
      byte[] tag = new byte[4];
      font.get(entry, tag);
      tables.put(new String(tag, StandardCharsets.US_ASCII), font.getInt(entry + 8));
    }
    longOffsets = font.getShort(table("head") + 50) != 0;
    segments = segmentMap();
  }

  /** The outline of a character; empty when the font does not have it, or it has no ink. */
  Outline outline(int codePoint) {
    int glyph = glyph(codePoint);
    return glyph == 0 ? new Outline() : outlineOf(glyph);
  }

  private int segmentMap() {
    int cmap = table("cmap");
    for (int entry = cmap + 4; entry < cmap + 4 + 8 * unsignedShort(cmap + 2); entry += 8) {
      int platform = unsignedShort(entry);
      int map = cmap + font.getInt(entry + 4);
      if ((platform == UNICODE_PLATFORM || platform == WINDOWS_PLATFORM)
          && unsignedShort(map) == SEGMENTS) {
        return map;
      }
    }
    throw new IllegalArgumentException("the font maps no Unicode characters");
  }

  private int glyph(int codePoint) {
    int doubled = unsignedShort(segments + 6);
    int ends = segments + 14;
    int starts = ends + doubled + 2;
    for (int i = 0; i < doubled; i += 2) {
      int start = unsignedShort(starts + i);
      if (codePoint <= unsignedShort(ends + i) && codePoint >= start) {
        int delta = unsignedShort(starts + doubled + i);
        int place = starts + 2 * doubled + i;
        int offset = unsignedShort(place);
        if (offset == 0) {
          return (codePoint + delta) & 0xFFFF;
        }
        int glyph = unsignedShort(place + offset + 2 * (codePoint - start));
        return glyph == 0 ? 0 : (glyph + delta) & 0xFFFF;
      }
    }
    return 0;
  }

  private Outline outlineOf(int glyph) {
    Outline outline = new Outline();
    long from = offset(glyph);
    if (offset(glyph + 1) > from) {
      int at = table("glyf") + Math.toIntExact(from);
      int contours = font.getShort(at);
      if (contours >= 0) {
        readSimple(at + 10, contours, outline);
      } else {
        readComposite(at + 10, outline);
      }
    }
    return outline;
  }

  private long offset(int glyph) {
    int loca = table("loca");
    return longOffsets
        ? Integer.toUnsignedLong(font.getInt(loca + 4 * glyph))
        : 2L * unsignedShort(loca + 2 * glyph);
  }

  private void readSimple(int at, int contours, Outline outline) {
    int[] ends = new int[contours];
    for (int i = 0; i < contours; i++) {
      ends[i] = unsignedShort(at + 2 * i);
    }
    int points = contours == 0 ? 0 : ends[contours - 1] + 1;
    int next = at + 2 * contours;
    next += 2 + unsignedShort(next); // the instructions
    int[] flags = new int[points];
    for (int i = 0; i < points; ) {
      int flag = unsignedByte(next++);
      int times = (flag & REPEAT) == 0 ? 1 : 1 + unsignedByte(next++);
      for (int last = i + times; i < last; i++) {
        flags[i] = flag;
      }
    }
    double[] x = new double[points];
    next = readCoordinates(next, flags, X_SHORT, X_SAME_OR_POSITIVE, x);
    double[] y = new double[points];
    readCoordinates(next, flags, Y_SHORT, Y_SAME_OR_POSITIVE, y);
    int first = 0;
    for (int end : ends) {
      boolean[] onCurve = new boolean[end + 1 - first];
      for (int i = 0; i < onCurve.length; i++) {
        onCurve[i] = (flags[first + i] & ON_CURVE) != 0;
      }
      outline.add(
          Arrays.copyOfRange(x, first, end + 1), Arrays.copyOfRange(y, first, end + 1), onCurve);
      first = end + 1;
    }
  }

  /** Reads the steps from point to point, and says where they end. */
  private int readCoordinates(int at, int[] flags, int isShort, int same, double[] to) {
    int next = at;
    int value = 0;
    for (int i = 0; i < flags.length; i++) {
      boolean sameOrPositive = (flags[i] & same) != 0;
      if ((flags[i] & isShort) != 0) {
        int step = unsignedByte(next++);
        value += sameOrPositive ? step : -step;
      } else if (!sameOrPositive) {
        value += font.getShort(next);
        next += 2;
      }
      to[i] = value;
    }
    return next;
  }

  private void readComposite(int at, Outline outline) {
    int next = at;
    int flags;
    do {
      flags = unsignedShort(next);
      int glyph = unsignedShort(next + 2);
      next += 4;
      if ((flags & XY_VALUES) == 0) {
        throw new IllegalArgumentException("glyph parts that are joined at points are not known");
      }
      boolean words = (flags & WORDS) != 0;
      double x0 = words ? font.getShort(next) : font.get(next);
      double y0 = words ? font.getShort(next + 2) : font.get(next + 1);
      next += words ? 4 : 2;
      double xx = 1;
      double yx = 0;
      double xy = 0;
      double yy = 1;
      if ((flags & SCALE) != 0) {
        xx = font.getShort(next) * F2DOT14;
        yy = xx;
        next += 2;
      } else if ((flags & TWO_SCALES) != 0) {
        xx = font.getShort(next) * F2DOT14;
        yy = font.getShort(next + 2) * F2DOT14;
        next += 4;
      } else if ((flags & MATRIX) != 0) {
        xx = font.getShort(next) * F2DOT14;
        yx = font.getShort(next + 2) * F2DOT14;
        xy = font.getShort(next + 4) * F2DOT14;
        yy = font.getShort(next + 6) * F2DOT14;
        next += 8;
      }
      outline.add(outlineOf(glyph), xx, xy, x0, yx, yy, y0);
    } while ((flags & MORE) != 0);
  }

  private int table(String tag) {
    Integer at = tables.get(tag);
    if (at == null) {
      throw new IllegalArgumentException("the font has no table " + tag);
    }
    return at;
  }

  private int unsignedShort(int at) {
    return Short.toUnsignedInt(font.getShort(at));
  }

  private int unsignedByte(int at) {
    return Byte.toUnsignedInt(font.get(at));
  }
}
