package dev.eigenspark.tasks.objects;

import static org.assertj.core.api.Assertions.assertThat;

import dev.eigenspark.data.ObjectTable;
import dev.eigenspark.data.Sha256;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SetCardsTest {
  private static final int SIDE = 32;
  private static final int PIXELS = SIDE * SIDE;
  private static final ObjectTable CARDS = SetCards.draw();

  @Test
  void thereAre81DifferentCards() {
    Set<String> images = new HashSet<>();
    Set<String> sources = new HashSet<>();
    for (int card = 0; card < CARDS.count(); card++) {
      images.add(Sha256.of(CARDS.image(card)));
      sources.add(CARDS.source(card));
    }
    assertThat(images).hasSize(81);
    assertThat(sources)
        .hasSize(81)
        .contains("one red open diamond", "three purple solid rectangle");
  }

  @Test
  void aCardShowsItsAttributes() {
    for (int card = 0; card < CARDS.count(); card++) {
      assertThat(symbols(card)).as(CARDS.source(card)).isEqualTo(card / 27 + 1);
      assertThat(colours(card)).as(CARDS.source(card)).hasSize(1);
      assertThat(colours(card)).isEqualTo(colours(card / 9 % 3 * 9));
      // More filling is more ink, and so is a wider shape of the same filling.
      if (card % 3 > 0) {
        assertThat(ink(card)).isGreaterThan(ink(card - 1) + 8);
      }
      if (card % 9 / 3 > 0) {
        assertThat(ink(card)).isGreaterThan(ink(card - 3));
      }
    }
  }

  @Test
  void leftAndRightAreTheSame() {
    for (int card = 0; card < CARDS.count(); card++) {
      for (int i = 0; i < PIXELS; i++) {
        int mirrored = i / SIDE * SIDE + SIDE - 1 - i % SIDE;
        assertThat(CARDS.pixel(card, i)).isEqualTo(CARDS.pixel(card, mirrored));
      }
    }
  }

  @Test
  void aThirdCardMakesEveryAttributeTheSameOrAllDifferent() {
    int sets = 0;
    for (int a = 0; a < 81; a++) {
      for (int b = 0; b < 81; b++) {
        int third = SetCards.third(a, b);
        for (int place = 1; place < 81; place *= 3) {
          Set<Integer> values = new HashSet<>();
          values.add(a / place % 3);
          values.add(b / place % 3);
          values.add(third / place % 3);
          assertThat(values.size()).isIn(1, 3);
        }
        assertThat(SetCards.third(b, third)).isEqualTo(a);
        sets += a < b && b < third ? 1 : 0;
      }
      assertThat(SetCards.third(a, a)).isEqualTo(a);
    }
    assertThat(sets).isEqualTo(1080);
  }

  private static boolean isInked(int card, int pixel) {
    return CARDS.pixel(card, PIXELS + pixel) < 255; // no colour is all green
  }

  private static int ink(int card) {
    int ink = 0;
    for (int i = 0; i < PIXELS; i++) {
      ink += isInked(card, i) ? 1 : 0;
    }
    return ink;
  }

  private static Set<Integer> colours(int card) {
    Set<Integer> colours = new HashSet<>();
    for (int i = 0; i < PIXELS; i++) {
      if (isInked(card, i)) {
        colours.add(
            CARDS.pixel(card, i) << 16
                | CARDS.pixel(card, PIXELS + i) << 8
                | CARDS.pixel(card, 2 * PIXELS + i));
      }
    }
    return colours;
  }

  /** Connected pieces of ink. */
  private static int symbols(int card) {
    boolean[] seen = new boolean[PIXELS];
    int pieces = 0;
    for (int start = 0; start < PIXELS; start++) {
      if (isInked(card, start) && !seen[start]) {
        pieces++;
        Deque<Integer> next = new ArrayDeque<>();
        next.add(start);
        seen[start] = true;
        while (!next.isEmpty()) {
          int pixel = next.remove();
          // Symbols keep clear of the frame, so that no neighbour is off the image.
          for (int step :
              new int[] {-SIDE - 1, -SIDE, -SIDE + 1, -1, 1, SIDE - 1, SIDE, SIDE + 1}) {
            int neighbour = pixel + step;
            if (isInked(card, neighbour) && !seen[neighbour]) {
              seen[neighbour] = true;
              next.add(neighbour);
            }
          }
        }
      }
    }
    return pieces;
  }
}
