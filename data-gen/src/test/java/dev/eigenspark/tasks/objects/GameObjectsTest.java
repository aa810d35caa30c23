package dev.eigenspark.tasks.objects;

import static org.assertj.core.api.Assertions.assertThat;

import dev.eigenspark.data.ObjectTable;
import dev.eigenspark.data.Sha256;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class GameObjectsTest {
  @Test
  void thereAre49PentominoesAnd48Hexominoes() {
    assertThat(GameObjects.masks(5)).hasSize(49).doesNotHaveDuplicates();
    assertThat(GameObjects.masks(6)).hasSize(48).doesNotHaveDuplicates();
    assertThat(GameObjects.colours()).hasSize(25);
    assertThat(GameObjects.PENTOMINOES.draw().count()).isEqualTo(49 * 25);
    assertThat(GameObjects.HEXOMINOES.draw().count()).isEqualTo(48 * 25);
    assertThat(GameObjects.STRIPES.draw().count()).isEqualTo(25 * 24 * 2);
  }

  @Test
  void eightAreFree() {
    assertThat(free(5)).hasSize(8);
    assertThat(free(6)).hasSize(8);
  }

  /** The masks up to shifts, turns and reflections: the least of all such forms. */
  private static Set<String> free(int blocks) {
    Set<String> free = new HashSet<>();
    for (int mask : GameObjects.masks(blocks)) {
      TreeSet<String> forms = new TreeSet<>();
      int form = mask;
      for (int turn = 0; turn < 4; turn++) {
        form = turned(form);
        forms.add(shifted(form));
        forms.add(shifted(transposed(form)));
      }
      free.add(forms.first());
    }
    return free;
  }

  private static int transposed(int mask) {
    int other = 0;
    for (int i = 0; i < 9; i++) {
      other |= (mask >> i & 1) << (i % 3 * 3 + i / 3);
    }
    return other;
  }

  private static int turned(int mask) {
    int other = 0;
    for (int i = 0; i < 9; i++) {
      other |= (mask >> i & 1) << (i % 3 * 3 + 2 - i / 3);
    }
    return other;
  }

  private static String shifted(int mask) {
    int shifted = mask;
    while ((shifted & 0b111) == 0) {
      shifted >>= 3;
    }
    while ((shifted & 0b001001001) == 0) {
      shifted >>= 1;
    }
    return "%03o".formatted(shifted);
  }

  @ParameterizedTest
  @EnumSource
  void liesInTheMiddleOfABlackCell(GameObjects objects) {
    ObjectTable table = objects.draw();
    Set<String> images = new HashSet<>();
    Set<Integer> levels = new TreeSet<>();
    for (int object = 0; object < table.count(); object++) {
      images.add(Sha256.of(table.image(object)));
      int lit = 0;
      for (int i = 0; i < 144; i++) {
        int row = i / 12;
        int column = i % 12;
        int corner = (row - (row + 2) % 3) * 12 + column - (column + 2) % 3;
        boolean inside = row >= 1 && row <= 9 && column >= 1 && column <= 9;
        for (int channel = 0; channel < 3; channel++) {
          int value = table.pixel(object, channel * 144 + i);
          if (inside) {
            assertThat(value).isEqualTo(table.pixel(object, channel * 144 + corner));
          } else {
            assertThat(value).isZero();
          }
          levels.add(value);
          lit += value > 0 ? 1 : 0;
        }
      }
      int blocks =
          switch (objects) {
            case PENTOMINOES -> 5;
            case HEXOMINOES -> 6;
            case STRIPES -> 9;
          };
      assertThat(lit).isEqualTo(3 * 9 * blocks);
    }
    assertThat(images).hasSize(table.count());
    assertThat(levels).containsExactly(0, 64, 144, 192);
  }

  @Test
  void stripesAreOuterMiddleOuter() {
    ObjectTable table = GameObjects.STRIPES.draw();
    for (int object = 0; object < table.count(); object++) {
      int along = object % 2 == 0 ? 1 : 12; // rows, then columns
      int across = object % 2 == 0 ? 12 : 1;
      boolean differs = false;
      for (int channel = 0; channel < 3; channel++) {
        int first = channel * 144 + 13;
        int outer = table.pixel(object, first);
        int middle = table.pixel(object, first + 3 * across);
        differs |= outer != middle;
        assertThat(table.pixel(object, first + 6 * across)).isEqualTo(outer);
        assertThat(table.pixel(object, first + 8 * along)).isEqualTo(outer);
        assertThat(table.pixel(object, first + 3 * across + 8 * along)).isEqualTo(middle);
      }
      assertThat(differs).isTrue();
    }
  }
}
