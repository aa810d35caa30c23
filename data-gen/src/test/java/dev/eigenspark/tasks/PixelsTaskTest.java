package dev.eigenspark.tasks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import dev.eigenspark.Failure;
import dev.eigenspark.config.Section;
import dev.eigenspark.data.Column;
import dev.eigenspark.data.SequenceFormat;
import dev.eigenspark.data.SequenceFormat.Channel;
import dev.eigenspark.data.SequenceFormat.Kind;
import dev.eigenspark.rng.CounterRandom;
import dev.eigenspark.rng.Streams;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PixelsTaskTest {
  @TempDir private Path directory;

  @Test
  void splitsFilesInTheirOrder() {
    IdxFiles.write(directory, 7, 4, 2);
    TrialSource source = source(Map.of("side", 2, "validation", 3));
    for (int row = 0; row < 4; row++) {
      requireImage(trial(source, Streams.TRAIN, row), row);
      requireImage(trial(source, Streams.TEST, row), row);
    }
    for (int row = 0; row < 3; row++) {
      requireImage(trial(source, Streams.VALID, row), 4 + row);
    }
  }

  private static void requireImage(TrialBuffer trial, int image) {
    for (int pixel = 0; pixel < 4; pixel++) {
      assertThat(trial.ints(0)[pixel]).isEqualTo(IdxFiles.pixel(image, pixel));
    }
    assertThat(trial.ints(1)).containsExactly(IdxFiles.label(image));
  }

  @Test
  void nnRnnsOrdersAreThoseOfItsCode() {
    // The pixels that this order shows first hold the number of the image.
    ByteBuffer images = ByteBuffer.allocate(16 + 60_000 * 784);
    images.putInt(0x0803).putInt(60_000).putInt(28).putInt(28);
    for (int image = 0; image < 60_000; image++) {
      images.put(16 + image * 784 + 529, (byte) (image >> 8));
      images.put(16 + image * 784 + 511, (byte) image);
    }
    IdxFiles.save(directory, "train-images-idx3-ubyte.gz", IdxFiles.zipped(images.array()));
    IdxFiles.save(directory, "train-labels-idx1-ubyte", IdxFiles.labels(60_000));
    TrialSource source = source(Map.of("permutation", "nnrnn"));
    int[] train = {8550, 21862, 695, 39481, 32467};
    for (int row = 0; row < train.length; row++) {
      requireNumber(trial(source, Streams.TRAIN, row), train[row]);
    }
    int[] valid = {47579, 56372, 8313};
    for (int row = 0; row < valid.length; row++) {
      requireNumber(trial(source, Streams.VALID, row), valid[row]);
    }
    assertThatCode(() -> source.requireRows("train", 50_000)).doesNotThrowAnyException();
    assertThatCode(() -> source.requireRows("valid", 10_000)).doesNotThrowAnyException();
  }

  private static void requireNumber(TrialBuffer trial, int image) {
    assertThat(256 * trial.ints(0)[0] + trial.ints(0)[1]).isEqualTo(image);
    assertThat(trial.ints(1)).containsExactly(IdxFiles.label(image));
  }

  @Test
  void aSeedGivesTheOrderOfThePixelsAlone() {
    IdxFiles.write(directory, 7, 4, 28);
    TrialSource source =
        source(Map.of("validation", 3, "permutation", "seeded", "permutationSeed", 250));
    int[] first = {664, 629, 338, 761, 706, 569, 282, 83};
    for (int row = 0; row < 4; row++) {
      int[] x = trial(source, Streams.TRAIN, row).ints(0);
      for (int i = 0; i < first.length; i++) {
        assertThat(x[i]).isEqualTo(IdxFiles.pixel(row, first[i]));
      }
    }
  }

  @Test
  void shrinkingTakesRoundedMeansOfSquares() {
    IdxFiles.write(directory, 2, 1, 4);
    TrialSource source = source(Map.of("side", 4, "shrink", 2, "validation", 1));
    int[] corners = {0, 2, 8, 10};
    int[] x = trial(source, Streams.TRAIN, 0).ints(0);
    for (int i = 0; i < 4; i++) {
      int sum = 0;
      for (int within : new int[] {0, 1, 4, 5}) {
        sum += IdxFiles.pixel(0, corners[i] + within);
      }
      assertThat(x[i]).isEqualTo((int) Math.floor(sum / 4.0 + 0.5));
    }
  }

  @Test
  void formatTellsTheNetworkHowToRead() {
    assertThat(source(Map.of()).format())
        .isEqualTo(
            new SequenceFormat(
                784,
                new Channel("x", Kind.BYTE, 1, 784),
                new Channel("y", Kind.SYMBOL, 10, 1),
                0,
                1));
    assertThat(source(Map.of("pixelsPerStep", 28, "shrink", 2)).format().input())
        .isEqualTo(new Channel("x", Kind.BYTE, 28, 7));
    assertThat(source(Map.of()).columns())
        .extracting(Column::type)
        .containsExactly(Column.Type.UINT8, Column.Type.INT8);
  }

  @Test
  void chanceIsOneInTen() {
    assertThat(source(Map.of()).chanceAccuracy()).isEqualTo(0.1);
    assertThat(source(Map.of()).chanceLoss()).isCloseTo(2.302585, within(1e-6));
  }

  @Test
  void refusesMoreRowsThanTheFilesHold() {
    IdxFiles.write(directory, 7, 4, 2);
    TrialSource source = source(Map.of("side", 2, "validation", 3));
    String train = "/train-images-idx3-ubyte holds 7 images, data.validation = 3 of them for valid";
    refusesRows(source, "train", 5, "data.rows.train = 5 must be at most 4: ", train);
    refusesRows(source, "valid", 4, "data.rows.valid = 4 must be at most 3: ", train);
    refusesRows(source, "test", 9, "data.rows.test = 9 must be at most 4: ", "holds 4 images");
    refusesRows(
        source(Map.of("side", 2, "validation", 8)),
        "train",
        1,
        "data.validation = 8: ",
        "7 images");
  }

  private static void refusesRows(
      TrialSource source, String split, long rows, String start, String end) {
    assertThatThrownBy(() -> source.requireRows(split, rows))
        .isInstanceOf(Failure.class)
        .hasMessageStartingWith(start)
        .hasMessageEndingWith(end)
        .extracting(e -> ((Failure) e).kind())
        .isEqualTo(Failure.Kind.CONFIGURATION);
  }

  @Test
  void refusesImpossibleOptions() {
    refuses("side", 0, "data.side = 0 must be in [1, 1024]");
    refuses("shrink", 3, "data.shrink = 3 must divide side = 28, the side of an image");
    refuses("validation", -1, "data.validation = -1 must be at least 0 images");
    refuses("pixelsPerStep", 3, "data.pixelsPerStep = 3 must divide the 784 pixels of an image");
    refuses("permutationSeed", -1, "data.permutationSeed = -1 must be in [0, 4294967295]");
    refuses("permutation", "pixel", "data.permutation = \"pixel\"; expected none | nnrnn | seeded");
  }

  private void refuses(String key, Object value, String message) {
    assertThatThrownBy(() -> source(Map.of(key, value)))
        .isInstanceOf(Failure.class)
        .hasMessageContaining(message);
  }

  private TrialSource source(Map<String, Object> settings) {
    Map<String, Object> all = new TreeMap<>(settings);
    all.put("directory", directory.toString());
    Config data = ConfigFactory.parseMap(Map.of("data", all));
    return new PixelsTask().source(Section.of(data, "data").read(PixelsTask.Options.class));
  }

  private static TrialBuffer trial(TrialSource source, int stream, long row) {
    TrialBuffer trial = new TrialBuffer(source.columns());
    source.fill(new CounterRandom(1, stream, row), trial);
    return trial;
  }
}
