package dev.eigenspark.tasks.objects;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CoverageTest {
  @Test
  void aRectangleCoversItsPartOfEveryPixel() {
    Coverage coverage = new Coverage(4);
    polygon(coverage, 0.5, 1, 3, 1, 3, 2.25, 0.5, 2.25);
    assertThat(inside(coverage))
        .containsExactly(0, 0, 0, 0, 127, 255, 255, 0, 32, 64, 64, 0, 0, 0, 0, 0);
  }

  @Test
  void theDirectionDoesNotMatterAndAHoleIsEmpty() {
    Coverage ring = new Coverage(4);
    polygon(ring, 0, 0, 0, 4, 4, 4, 4, 0);
    polygon(ring, 1, 1, 3, 1, 3, 3, 1, 3);
    assertThat(inside(ring))
        .containsExactly(255, 255, 255, 255, 255, 0, 0, 255, 255, 0, 0, 255, 255, 255, 255, 255);
  }

  @Test
  void slantedEdgesHaveTheExactArea() {
    // The triangle below the diagonal of slope 1/2 covers a quarter and three quarters of a pixel.
    Coverage coverage = new Coverage(2);
    polygon(coverage, 0, 1, 2, 0, 2, 1);
    assertThat(inside(coverage)).containsExactly(64, 191, 0, 0);
    Coverage circle = new Coverage(32);
    double[] corners = new double[720];
    for (int i = 0; i < 360; i++) {
      corners[2 * i] = 16 + 13 * StrictMath.cos(Math.PI * i / 180);
      corners[2 * i + 1] = 16 + 13 * StrictMath.sin(Math.PI * i / 180);
    }
    polygon(circle, corners);
    double area = 0;
    for (int value : inside(circle)) {
      area += value / 255.0;
    }
    assertThat(area).isBetween(530.0, 531.5); // 169 pi, less what the chords cut off
  }

  private static void polygon(Coverage coverage, double... corners) {
    for (int i = 0; i < corners.length; i += 2) {
      int next = (i + 2) % corners.length;
      coverage.edge(corners[i], corners[i + 1], corners[next], corners[next + 1]);
    }
  }

  /** 255 for a pixel that is all inside. */
  private static int[] inside(Coverage coverage) {
    byte[] image = coverage.blackOnWhite();
    int[] inside = new int[image.length];
    for (int i = 0; i < image.length; i++) {
      inside[i] = 255 - Byte.toUnsignedInt(image[i]);
    }
    return inside;
  }
}
