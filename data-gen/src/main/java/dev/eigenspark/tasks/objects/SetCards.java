package dev.eigenspark.tasks.objects;

import dev.eigenspark.data.ObjectShape;
import dev.eigenspark.data.ObjectTable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The 81 cards of the game SET: one, two or three symbols, red, green or purple, a diamond, an oval
 * or a rectangle in place of the squiggle, which is open, striped or solid. Images are 32 x 32
 * coloured pixels on white. The digits of a card's number to the base 3 are these four attributes,
 * from first to last.
 */
public final class SetCards {
  /** How many there are. */
  public static final int COUNT = 81;

  private static final int CHANNELS = 3;

  /** Size of every image. */
  public static final ObjectShape SHAPE = new ObjectShape(ObjectSet.SIDE, ObjectSet.SIDE, CHANNELS);

  private static final int VALUES = 3;
  private static final List<String> NUMBERS = List.of("one", "two", "three");
  private static final List<String> COLOURS = List.of("red", "green", "purple");
  private static final int[][] RGB = {{224, 0, 0}, {0, 144, 0}, {112, 0, 160}};
  private static final List<String> SYMBOLS = List.of("diamond", "oval", "rectangle");
  private static final List<String> FILLINGS = List.of("open", "striped", "solid");
  private static final int STRIPED = 1;
  private static final int SOLID = 2;

  private static final int WIDTH = 8;
  private static final int HEIGHT = 20;
  private static final int GAP = 2;
  private static final int STRIPES = 3; // every third row

  private SetCards() {}

  /** All cards. */
  public static ObjectTable draw() {
    List<DrawnObject> cards = new ArrayList<>();
    for (int card = 0; card < COUNT; card++) {
      int number = card / (VALUES * VALUES * VALUES);
      int colour = card / (VALUES * VALUES) % VALUES;
      int symbol = card / VALUES % VALUES;
      int filling = card % VALUES;
      String source =
          String.join(
              " ",
              NUMBERS.get(number),
              COLOURS.get(colour),
              FILLINGS.get(filling),
              SYMBOLS.get(symbol));
      cards.add(new DrawnObject(image(number + 1, RGB[colour], symbol, filling), source));
    }
    return DrawnObject.table(SHAPE, cards);
  }

  /**
   * The one card that makes a set of two others: with all three, each attribute has one value or
   * three, so that its digits add up to a multiple of 3.
   */
  public static int third(int card, int other) {
    int third = 0;
    for (int place = 1; place < COUNT; place *= VALUES) {
      int digits = card / place % VALUES + other / place % VALUES;
      third += (2 * VALUES - digits) % VALUES * place;
    }
    return third;
  }

  private static byte[] image(int number, int[] rgb, int symbol, int filling) {
    byte[] image = new byte[SHAPE.bytes()];
    Arrays.fill(image, (byte) 0xFF);
    int left = (ObjectSet.SIDE - number * WIDTH - (number - 1) * GAP) / 2;
    int top = (ObjectSet.SIDE - HEIGHT) / 2;
    for (int i = 0; i < number; i++) {
      for (int y = 0; y < HEIGHT; y++) {
        for (int x = 0; x < WIDTH; x++) {
          if (isInked(symbol, filling, x, y)) {
            paint(image, top + y, left + i * (WIDTH + GAP) + x, rgb);
          }
        }
      }
    }
    return image;
  }

  private static boolean isInked(int symbol, int filling, int x, int y) {
    if (!isInside(symbol, x, y)) {
      return false;
    }
    boolean outline =
        !(isInside(symbol, x - 1, y)
            && isInside(symbol, x + 1, y)
            && isInside(symbol, x, y - 1)
            && isInside(symbol, x, y + 1));
    return outline || filling == SOLID || (filling == STRIPED && y % STRIPES == 0);
  }

  /** Whether the middle of a pixel is in the symbol, as far as the distances from its axes say. */
  private static boolean isInside(int symbol, int x, int y) {
    int across = Math.abs(2 * x + 1 - WIDTH); // in half pixels
    int down = Math.abs(2 * y + 1 - HEIGHT);
    return switch (symbol) {
      case 0 -> across * HEIGHT + down * WIDTH <= WIDTH * HEIGHT;
      case 1 ->
          across * across * HEIGHT * HEIGHT + down * down * WIDTH * WIDTH
              <= WIDTH * WIDTH * HEIGHT * HEIGHT;
      default -> across < WIDTH && down < HEIGHT;
    };
  }

  private static void paint(byte[] image, int row, int column, int[] rgb) {
    for (int channel = 0; channel < CHANNELS; channel++) {
      image[(channel * ObjectSet.SIDE + row) * ObjectSet.SIDE + column] = (byte) rgb[channel];
    }
  }
}
