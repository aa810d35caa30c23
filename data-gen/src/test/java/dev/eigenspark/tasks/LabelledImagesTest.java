package dev.eigenspark.tasks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.eigenspark.Failure;
import dev.eigenspark.data.Storage;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LabelledImagesTest {
  private static final int COUNT = 5;
  private static final int SIDE = 4;

  @TempDir private Path directory;

  @BeforeEach
  void write() {
    save("images", IdxFiles.images(COUNT, SIDE));
    save("labels", IdxFiles.labels(COUNT));
  }

  @Test
  void readsPlainAndZippedFilesByEitherName() {
    requireWhole(read("images", "labels"));
    save("zipped.gz", IdxFiles.zipped(IdxFiles.images(COUNT, SIDE)));
    save("unmarked", IdxFiles.zipped(IdxFiles.labels(COUNT)));
    requireWhole(read("zipped", "unmarked"));
    requireWhole(read("zipped.gz", "labels"));
  }

  private static void requireWhole(LabelledImages images) {
    assertThat(images.count()).isEqualTo(COUNT);
    for (int image = 0; image < COUNT; image++) {
      assertThat(images.label(image)).isEqualTo(IdxFiles.label(image));
      for (int pixel = 0; pixel < SIDE * SIDE; pixel++) {
        assertThat(images.pixel(image, pixel)).isEqualTo(IdxFiles.pixel(image, pixel));
      }
    }
  }

  @Test
  void namesTheFileThatIsNotThere() {
    refuses("other", "labels", "cannot read ", "other: it is not there");
  }

  @Test
  void refusesFilesOfAnotherKind() {
    refuses(
        "labels",
        "labels",
        "",
        "labels begins with 0x00000801, not with 0x00000803, the magic number of IDX images");
    refuses(
        "images",
        "images",
        "",
        "images begins with 0x00000803, not with 0x00000801, the magic number of IDX labels");
    save("text", "digits".getBytes(StandardCharsets.US_ASCII));
    refuses("text", "labels", "", "text begins with 0x64696769, not with 0x00000803");
    save("empty", new byte[0]);
    refuses("empty", "labels", "", "empty: not readable as an IDX file: it ends in its header");
  }

  @Test
  void refusesFilesThatAreCutShortOrTooLong() {
    byte[] images = IdxFiles.images(COUNT, SIDE);
    save("images", Arrays.copyOf(images, images.length - 1));
    refuses("images", "labels", "", "images: its header promises 80 bytes of images, it has 79");
    save("images", Arrays.copyOf(images, images.length + 1));
    refuses("images", "labels", "", "images: its header promises 80 bytes of images, it has more");
    byte[] zipped = IdxFiles.zipped(images);
    save("images", Arrays.copyOf(zipped, zipped.length / 2));
    refuses("images", "labels", "", "images: not readable as an IDX file: Unexpected end of ZLIB");
    save("images", Arrays.copyOf(images, 10));
    refuses("images", "labels", "", "images: not readable as an IDX file: it ends in its header");
  }

  @Test
  void believesNoImpossibleCount() {
    for (int count : new int[] {0, -1, Integer.MAX_VALUE}) {
      save("images", ByteBuffer.wrap(IdxFiles.images(COUNT, SIDE)).putInt(4, count).array());
      refuses("images", "labels", "", "images: it cannot hold the " + count + " images it claims");
    }
  }

  @Test
  void refusesFilesThatDoNotFit() {
    save("labels", IdxFiles.labels(COUNT + 1));
    refuses("images", "labels", "", "images holds 5 images, but ");
    save("labels", IdxFiles.labels(COUNT));
    save("images", IdxFiles.images(COUNT, SIDE + 1));
    refuses("images", "labels", "", "images holds images of side 5, not of data.side = 4");
  }

  @Test
  void refusesLabelsThatAreNoDigits() {
    byte[] labels = IdxFiles.labels(COUNT);
    labels[8 + 3] = (byte) 200;
    save("labels", labels);
    refuses("images", "labels", "", "labels: label 200 of image 3 is no digit");
  }

  private void refuses(String images, String labels, String before, String after) {
    assertThatThrownBy(() -> read(images, labels))
        .isInstanceOf(Failure.class)
        .hasMessageStartingWith(before + Storage.at(directory.toString()).uri())
        .hasMessageContaining("/" + after)
        .extracting(e -> ((Failure) e).kind())
        .isEqualTo(Failure.Kind.DATA);
  }

  private LabelledImages read(String images, String labels) {
    return LabelledImages.read(Storage.at(directory.toString()), images, labels, SIDE);
  }

  private void save(String name, byte[] content) {
    IdxFiles.save(directory, name, content);
  }
}
