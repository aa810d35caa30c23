package dev.eigenspark.tasks.objects;

import static org.assertj.core.api.Assertions.assertThat;

import dev.eigenspark.data.ObjectTable;
import dev.eigenspark.data.Sha256;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ColoursTest {
  private static final int PIXELS = 32 * 32;
  private static final ObjectTable GREY = ObjectSet.SHAPES.draw(3);

  @Test
  void theGroundTakesTheColourAndInkStaysBlack() {
    ObjectTable painted = Colours.paint(GREY, 20);
    assertThat(painted.count()).isEqualTo(60);
    assertThat(painted.shape().channels()).isEqualTo(3);
    int white = 0;
    while (GREY.pixel(0, white) < 255) {
      white++;
    }
    for (int object = 0; object < painted.count(); object++) {
      int grey = object / 20;
      for (int channel = 0; channel < 3; channel++) {
        int ground = painted.pixel(object % 20, channel * PIXELS + white);
        for (int i = 0; i < PIXELS; i++) {
          assertThat(painted.pixel(object, channel * PIXELS + i))
              .isEqualTo(GREY.pixel(grey, i) == 255 ? ground : 0);
        }
      }
    }
  }

  @Test
  void edgesAreGreyTimesColour() {
    ObjectTable glyph = ObjectSet.GLYPHS.draw(1);
    ObjectTable painted = Colours.paint(glyph, 1);
    for (int channel = 0; channel < 3; channel++) {
      int ground = painted.pixel(0, channel * PIXELS);
      for (int i = 0; i < PIXELS; i++) {
        assertThat(painted.pixel(0, channel * PIXELS + i))
            .isEqualTo((int) Math.round(glyph.pixel(0, i) * ground / 255.0));
      }
    }
  }

  @Test
  void coloursAreUniformAndDiffer() {
    ObjectTable painted = Colours.paint(ObjectSet.GLYPHS.draw(1), 1000);
    double[] means = new double[3];
    for (int object = 0; object < 1000; object++) {
      for (int channel = 0; channel < 3; channel++) {
        means[channel] += painted.pixel(object, channel * PIXELS) / 1000.0; // a white corner
      }
    }
    assertThat(Arrays.stream(means))
        .allMatch(mean -> Math.abs(mean - 127.5) < 4 * 73.9 / Math.sqrt(1000));
    Set<String> images = new HashSet<>();
    ObjectTable glyphs = Colours.paint(ObjectSet.GLYPHS.draw(100), 100);
    for (int object = 0; object < glyphs.count(); object++) {
      images.add(Sha256.of(glyphs.image(object)));
    }
    assertThat(images).hasSize(10_000);
  }

  @Test
  void fewerColoursAreTheFirstOnes() {
    ObjectTable few = Colours.paint(GREY, 2);
    ObjectTable more = Colours.paint(GREY, 5);
    assertThat(few.image(3)).isEqualTo(more.image(6)); // object 1 in colour 1
    assertThat(few.source(3)).isEqualTo(more.source(6)).startsWith(GREY.source(1) + ", #");
  }

  @Test
  void bytesAreThoseOfEveryOtherMachine() {
    // Golden: a change here changes every coloured dataset, and the generator's version with it.
    ObjectTable painted = Colours.paint(ObjectSet.GLYPHS.draw(1), 100);
    assertThat(painted.source(0)).isEqualTo("DejaVu Sans U+2190, #685250");
    assertThat(painted.source(99)).isEqualTo("DejaVu Sans U+2190, #7B4156");
  }
}
