package dev.eigenspark.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.eigenspark.Failure;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ObjectTableTest {
  static final ObjectShape SHAPE = new ObjectShape(3, 2, 2);

  /** As many objects, whose bytes follow from their numbers. */
  static ObjectTable table(int count) {
    List<byte[]> images = new ArrayList<>();
    List<String> sources = new ArrayList<>();
    for (int object = 0; object < count; object++) {
      byte[] image = new byte[SHAPE.bytes()];
      for (int i = 0; i < image.length; i++) {
        image[i] = (byte) (100 + 12 * object + i);
      }
      images.add(image);
      sources.add("U+%04X".formatted(0x2190 + object));
    }
    return new ObjectTable(SHAPE, images, sources);
  }

  @Test
  void readsWhatItWrote() {
    byte[] content = table(20).encode();
    ObjectTable read = ObjectTable.read("f", content, ObjectTableEntry.of(20, content), SHAPE);
    assertThat(read.count()).isEqualTo(20);
    assertThat(read.shape()).isEqualTo(SHAPE);
    assertThat(read.source(19)).isEqualTo("U+21A3");
    assertThat(read.pixel(0, 0)).isEqualTo(100);
    assertThat(read.pixel(12, 11)).isEqualTo(255);
    for (int object = 0; object < 20; object++) {
      assertThat(read.image(object)).isEqualTo(table(20).image(object));
    }
  }

  @Test
  void theSameObjectsAreTheSameBytes() {
    assertThat(table(20).encode()).isEqualTo(table(20).encode());
    // Golden: it changes with the layout, the Parquet writer or zstd, and then on purpose.
    assertThat(Sha256.of(table(5).encode()))
        .isEqualTo("6eec2e074135c1080e29b5a3918a8eb14c0519312026e3c776143f44d33193b1");
  }

  @Test
  void anImageIsACopy() {
    ObjectTable table = table(2);
    table.image(1)[0] = 0;
    assertThat(table.pixel(1, 0)).isEqualTo(112);
  }

  @Test
  void refusesDamage() {
    byte[] content = table(5).encode();
    ObjectTableEntry entry = ObjectTableEntry.of(5, content);
    byte[] flipped = content.clone();
    flipped[content.length / 2] ^= 4;
    refuses(flipped, entry, SHAPE, "objects: expected SHA-256 " + entry.sha256() + ", found ");
    refuses(new byte[] {1}, entry, SHAPE, "objects: expected " + content.length + " bytes");
    byte[] text = "no Parquet file".getBytes(StandardCharsets.UTF_8);
    refuses(text, ObjectTableEntry.of(5, text), SHAPE, "objects: not readable as Parquet: ");
  }

  @Test
  void refusesAnotherShapeOrNumber() {
    byte[] content = table(5).encode();
    refuses(
        content,
        ObjectTableEntry.of(5, content),
        new ObjectShape(3, 3, 1),
        "objects: its columns are not those of objects of 9 bytes");
    refuses(
        content, ObjectTableEntry.of(6, content), SHAPE, "objects: expected 6 objects, found 5");
  }

  @Test
  void refusesWhatIsNoTable() {
    assertThatThrownBy(() -> new ObjectTable(SHAPE, List.of(), List.of()))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new ObjectTable(SHAPE, List.of(new byte[12]), List.of("a", "b")))
        .hasMessage("1 images, 2 sources");
    assertThatThrownBy(() -> new ObjectTable(SHAPE, List.of(new byte[11]), List.of("a")))
        .hasMessage("object 0 has 11 bytes, not 12");
    assertThatThrownBy(() -> new ObjectShape(0, 2, 1))
        .isInstanceOf(Failure.class)
        .hasMessage("objects: height 0 must be in [1, 1024]");
    assertThatThrownBy(() -> new ObjectTableEntry(0, 1, Sha256.of("")))
        .isInstanceOf(Failure.class)
        .hasMessage("objects.parquet: rows 0 must be positive");
    assertThatThrownBy(() -> new ObjectTableEntry(1, 1, "abc"))
        .isInstanceOf(Failure.class)
        .hasMessage("objects.parquet: 'abc' is not a SHA-256");
  }

  private static void refuses(
      byte[] content, ObjectTableEntry entry, ObjectShape shape, String message) {
    assertThatThrownBy(() -> ObjectTable.read("objects", content, entry, shape))
        .isInstanceOf(Failure.class)
        .hasMessageStartingWith(message)
        .extracting(e -> ((Failure) e).kind())
        .isEqualTo(Failure.Kind.DATA);
  }
}
