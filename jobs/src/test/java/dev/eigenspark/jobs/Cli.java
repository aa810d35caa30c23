package dev.eigenspark.jobs;

import dev.eigenspark.data.TextFile;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.stream.Stream;

/** Runs commands in this process, as a shell would. */
final class Cli {
  /** A copy task small enough for a unit test. */
  private static final String SMALL =
      """
      name = small
      description = "a small copy task"
      data { task = copy, T = 3, tokens = 2, symbols = 4, shardRows = 64 }
      data.rows { train = 100, valid = 20, test = 30 }
      model { name = rnn-orth, hidden = 8 }
      train { batch = 5, steps = 6, workers = 2, averaging.every = 2 }
      analyze = [spectra]
      """;

  /** What a command left. */
  record Result(int code, String out, String err) {}

  private Cli() {}

  static Result run(String... words) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    int code =
        Main.execute(
            words,
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8));
    return new Result(
        code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }

  static String[] join(String[] words, String... more) {
    return Stream.of(words, more).flatMap(Stream::of).toArray(String[]::new);
  }

  /** Writes the experiment {@code small.conf} and returns its path. */
  static String experiment(Path directory) {
    Path file = directory.resolve("small.conf");
    TextFile.write(file, SMALL);
    return file.toString();
  }
}
