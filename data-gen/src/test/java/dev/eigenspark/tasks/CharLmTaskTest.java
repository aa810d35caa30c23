package dev.eigenspark.tasks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.eigenspark.Failure;
import dev.eigenspark.data.SequenceFormat;
import dev.eigenspark.rng.CounterRandom;
import dev.eigenspark.rng.Streams;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.commons.lang3.SerializationUtils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CharLmTaskTest {
  @TempDir private Path directory;

  @Test
  void chunksFollowOneAnotherThroughTheText() throws Exception {
    // Ids: a 0, b 1, _ 2, <eos> 3, c 4; the text is 0 1 2 0 3 | 4 0 3.
    write("train", " a b _ a \nc a\n");
    TrialSource source = source(3);
    assertHolds(source, "train", 2);
    assertThat(trial(source, "train", 0).ints(0)).containsExactly(0, 1, 2);
    assertThat(trial(source, "train", 0).ints(1)).containsExactly(1, 2, 0);
    assertThat(trial(source, "train", 1).ints(0)).containsExactly(0, 3, 4);
    assertThat(trial(source, "train", 1).ints(1)).containsExactly(3, 4, 0);
  }

  @Test
  void lineEndsAndEmptyLinesAreTokens() throws Exception {
    write("train", "a\r\n\nb");
    TrialSource source = source(1);
    // a <eos> | <eos> | b <eos>: the last line has an end as well.
    assertHolds(source, "train", 4);
    assertThat(IntStream.range(0, 4).map(row -> trial(source, "train", row).ints(1)[0]))
        .containsExactly(1, 1, 2, 1);
  }

  @Test
  void otherSplitsAreReadWithTheTrainingVocabulary() throws Exception {
    write("train", "x y z");
    write("valid", "z x");
    TrialSource source = source(2);
    assertThat(trial(source, "valid", 0).ints(0)).containsExactly(2, 0);
    assertThat(trial(source, "valid", 0).ints(1)).containsExactly(0, 3);
  }

  @Test
  void formatAndCardTellTheVocabulary() throws Exception {
    write("train", "q w w q");
    TrialSource source = source(4);
    assertThat(source.format().input())
        .isEqualTo(new SequenceFormat.Channel("x", SequenceFormat.Kind.SYMBOL, 3, 4));
    assertThat(source.format().target().width()).isEqualTo(3);
    assertThat(source.columns().get(0).meaning()).endsWith("tokens from 0 on: q w <eos>");
  }

  @Test
  void chanceLevelsAreThoseOfTheTrainingText() throws Exception {
    // Pairs: ab ab ab ac, ba ba ba, c<eos>: the follower of a is uncertain, 3 b to 1 c.
    write("train", "a b a b a b a c");
    TrialSource source = source(2);
    assertThat(source.chanceAccuracy()).isEqualTo(3 / 8.0);
    double afterA = -0.75 * Math.log(0.75) - 0.25 * Math.log(0.25);
    assertThat(source.chanceLoss()).isCloseTo(4 / 8.0 * afterA, within(1e-15));
  }

  @Test
  void aCopyOnAnExecutorMakesTheSameTrials() throws Exception {
    write("train", "a b c\nb a");
    TrialSource source = source(2);
    TrialSource copy = SerializationUtils.clone(source);
    assertThat(trial(copy, "train", 1).ints(0)).isEqualTo(trial(source, "train", 1).ints(0));
    assertThat(copy.chanceLoss()).isEqualTo(source.chanceLoss());
  }

  @Test
  void unknownTokensAreNamedWithTheirLine() throws Exception {
    write("train", "a b");
    write("test", "a b\nb ? a\n");
    TrialSource source = source(1);
    assertThatThrownBy(() -> trial(source, "test", 0))
        .isInstanceOf(Failure.class)
        .hasMessage(address("test") + ":2: token '?' is not in the training text, which has 3")
        .extracting(e -> ((Failure) e).kind())
        .isEqualTo(Failure.Kind.DATA);
  }

  @Test
  void rowsBeyondTheTextAreNamed() throws Exception {
    write("train", "a b a b");
    assertThatThrownBy(() -> source(2).requireRows("train", 3))
        .isInstanceOf(Failure.class)
        .hasMessage(
            "data.rows.train = 3 must be at most 2: "
                + address("train")
                + " holds 2 chunks of T = 2 tokens")
        .extracting(e -> ((Failure) e).kind())
        .isEqualTo(Failure.Kind.CONFIGURATION);
    assertHolds(source(5), "train", 0);
  }

  @Test
  void filesThatAreMissingOrNoTextAreNamed() throws Exception {
    assertThatThrownBy(() -> source(2))
        .isInstanceOf(Failure.class)
        .hasMessage("cannot read " + address("train") + ": it is not there");
    Files.write(directory.resolve("train.txt"), new byte[] {'a', ' ', (byte) 0xff});
    assertThatThrownBy(() -> source(2))
        .isInstanceOf(Failure.class)
        .hasMessageStartingWith(address("train") + " is not a text in UTF-8");
  }

  @Test
  void aTextOfWordsIsRefused() throws Exception {
    String words = IntStream.range(0, 1001).mapToObj(i -> "w" + i).collect(Collectors.joining(" "));
    write("train", "w0 w1\n" + words);
    assertThatThrownBy(() -> source(2))
        .isInstanceOf(Failure.class)
        .hasMessage(
            address("train")
                + ":2: token 'w999' is number 1001 and at most 1000 may differ;"
                + " write characters with blanks between them");
  }

  @Test
  void refusesImpossibleOptions() {
    assertThatThrownBy(() -> new CharLmTask.Options("dir", "train.txt", 10))
        .hasMessage("files = 'train.txt' must contain SPLIT, for instance ptb.char.SPLIT.txt");
    assertThatThrownBy(() -> new CharLmTask.Options("dir", "SPLIT.txt", 0))
        .hasMessage("T = 0 must be 1 to 1000000 tokens");
  }

  private void write(String split, String text) throws Exception {
    Files.writeString(directory.resolve(split + ".txt"), text, StandardCharsets.UTF_8);
  }

  private String address(String split) {
    return "file:" + directory.resolve(split + ".txt");
  }

  private TrialSource source(int steps) {
    return new CharLmTask()
        .source(new CharLmTask.Options(directory.toString(), "SPLIT.txt", steps));
  }

  private static void assertHolds(TrialSource source, String split, long rows) {
    assertThatCode(() -> source.requireRows(split, rows)).doesNotThrowAnyException();
    assertThatThrownBy(() -> source.requireRows(split, rows + 1)).isInstanceOf(Failure.class);
  }

  private static TrialBuffer trial(TrialSource source, String split, long row) {
    TrialBuffer trial = new TrialBuffer(source.columns());
    source.fill(new CounterRandom(1, Streams.ofSplit(split), row), trial);
    return trial;
  }
}
