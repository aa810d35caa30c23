package dev.eigenspark.tasks.objects;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.InputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class TrueTypeFontTest {
  private static final int SIDE = 32;
  private static final int SIZE = 26;
  private static TrueTypeFont font;

  @BeforeAll
  static void read() throws IOException {
    try (InputStream in = Glyphs.class.getResourceAsStream(Glyphs.FONT)) {
      font = new TrueTypeFont(in.readAllBytes());
    }
  }

  @Test
  void aBlackSquareFillsItsFrame() {
    // Its sides differ by a tenth of a pixel.
    byte[] image = font.outline('\u25A0').draw(SIDE, SIZE);
    for (int i = 0; i < image.length; i++) {
      boolean inside = i % SIDE >= 3 && i % SIDE < 29 && i / SIDE >= 3 && i / SIDE < 29;
      assertThat(image[i] & 0xFF).as("pixel %d", i).isCloseTo(inside ? 0 : 255, within(16));
    }
  }

  @Test
  void curvesAreRound() {
    // Of a disc, and of a circle, whose contours turn in opposite directions.
    assertThat(ink('\u25CF', 0, SIDE)).isCloseTo(Math.PI * 13 * 13, within(2.0));
    assertThat(ink('\u25CB', 14, 18)).isLessThan(4 * 8.0);
  }

  @Test
  void lettersWithMarksAreComposedOfTheirParts() {
    // The mark of \u00C9 is above E, and takes from its height.
    assertThat(font.outline('\u00C9').isEmpty()).isFalse();
    assertThat(ink('E', 3, 5)).isGreaterThan(2 * ink('\u00C9', 3, 5));
    assertThat(ink('\u00C9', 0, SIDE)).isBetween(0.4 * ink('E', 0, SIDE), ink('E', 0, SIDE));
  }

  @Test
  void aCharacterWithoutInkIsEmpty() {
    assertThat(font.outline(' ').isEmpty()).isTrue();
    assertThat(font.outline('\uE000').isEmpty()).isTrue();
  }

  @Test
  void refusesWhatIsNoFont() {
    assertThatThrownBy(() -> new TrueTypeFont(new byte[12]))
        .hasMessage("the font has no table head");
  }

  /** Pixels of ink in the rows from {@code from} to {@code to}, exclusive. */
  private static double ink(int codePoint, int from, int to) {
    byte[] image = font.outline(codePoint).draw(SIDE, SIZE);
    double ink = 0;
    for (int i = from * SIDE; i < to * SIDE; i++) {
      ink += 1 - (image[i] & 0xFF) / 255.0;
    }
    return ink;
  }
}
