package dev.eigenspark.tasks.objects;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.eigenspark.Failure;
import dev.eigenspark.data.ObjectTable;
import dev.eigenspark.data.Sha256;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ObjectSetTest {
  @Test
  void bytesAreThoseOfEveryOtherMachine() {
    // Golden: a change here changes every relational dataset, and the generator's version with it.
    assertThat(hash(ObjectSet.GLYPHS.draw(944)))
        .isEqualTo("085323910892b7acfe8931aa671f26b5f2bcf48124e0707161580d87c3209ad9");
    assertThat(hash(ObjectSet.SHAPES.draw(944)))
        .isEqualTo("3c2ff714fd3cfdd595b48300a029607a3a6535cc39969c0002def08b1cc414c2");
  }

  private static String hash(ObjectTable table) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (int object = 0; object < table.count(); object++) {
      bytes.writeBytes(table.image(object));
    }
    return Sha256.of(bytes.toByteArray());
  }

  @ParameterizedTest
  @EnumSource
  void fewerObjectsAreTheFirstOnes(ObjectSet set) {
    ObjectTable few = set.draw(20);
    ObjectTable more = set.draw(100);
    assertThat(few.count()).isEqualTo(20);
    for (int object = 0; object < 20; object++) {
      assertThat(few.image(object)).isEqualTo(more.image(object));
      assertThat(few.source(object)).isEqualTo(more.source(object));
    }
  }

  @ParameterizedTest
  @EnumSource
  void noTwoAreNear(ObjectSet set) {
    ObjectTable table = set.draw(set.most());
    assertThat(table.count()).isEqualTo(set.most());
    Set<String> sources = new HashSet<>();
    for (int i = 0; i < table.count(); i++) {
      sources.add(table.source(i));
      byte[] one = table.image(i);
      for (int j = 0; j < i; j++) {
        byte[] other = table.image(j);
        double distance = 0;
        for (int k = 0; k < one.length; k++) {
          double difference = ((one[k] & 0xFF) - (other[k] & 0xFF)) / 255.0;
          distance += difference * difference;
        }
        assertThat(distance).as("objects %d and %d", i, j).isGreaterThanOrEqualTo(18.09);
      }
    }
    assertThat(sources).hasSize(table.count());
  }

  @ParameterizedTest
  @EnumSource
  void isBlackOnAWhiteGround(ObjectSet set) {
    ObjectTable table = set.draw(200);
    for (int object = 0; object < table.count(); object++) {
      int dark = 0;
      int least = 255;
      for (int i = 0; i < 1024; i++) {
        dark += table.pixel(object, i) < 128 ? 1 : 0;
        least = Math.min(least, table.pixel(object, i));
      }
      assertThat(dark).as(table.source(object)).isBetween(10, 720);
      assertThat(least).as(table.source(object)).isLessThan(64);
    }
  }

  @Test
  void glyphsTouchTheirFrameAndStayWithin() {
    ObjectTable table = ObjectSet.GLYPHS.draw(300);
    for (int object = 0; object < table.count(); object++) {
      int[] ink = new int[4]; // left, right, top, bottom, in pixels from the edge
      Arrays.fill(ink, 32);
      for (int i = 0; i < 1024; i++) {
        if (table.pixel(object, i) < 255) {
          ink[0] = Math.min(ink[0], i % 32);
          ink[1] = Math.min(ink[1], 31 - i % 32);
          ink[2] = Math.min(ink[2], i / 32);
          ink[3] = Math.min(ink[3], 31 - i / 32);
        }
      }
      int sides = Math.min(Math.max(ink[0], ink[1]), Math.max(ink[2], ink[3]));
      assertThat(sides).as(table.source(object)).isBetween(3, 4);
      assertThat(Math.min(Math.min(ink[0], ink[1]), Math.min(ink[2], ink[3])))
          .isGreaterThanOrEqualTo(2);
    }
  }

  @Test
  void theFirstAreOfManyKinds() {
    ObjectTable table = ObjectSet.GLYPHS.draw(100);
    Set<String> blocks = new HashSet<>();
    for (int object = 0; object < 100; object++) {
      String source = table.source(object);
      blocks.add(source.substring(0, source.length() - 2));
    }
    assertThat(blocks).hasSizeGreaterThanOrEqualTo(10);
    assertThat(table.source(0)).isEqualTo("DejaVu Sans U+2190");
  }

  @Test
  void withoutTheFontOneLineNamesTheOtherSet() {
    assertThatThrownBy(() -> new Glyphs("none.ttf").draw(1))
        .isInstanceOf(Failure.class)
        .hasMessage("the font none.ttf is not in this build: set data.objects = shapes");
  }

  @Test
  void refusesMoreThanThereAre() {
    assertThatThrownBy(() -> ObjectSet.GLYPHS.draw(945)).hasMessage("945 objects of 944");
  }
}
