package dev.eigenspark.tasks;

import dev.eigenspark.Failure;
import dev.eigenspark.data.Storage;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ObjIntConsumer;
import java.util.regex.Pattern;

/**
 * A text file of tokens between blanks, in UTF-8; the end of every line, also of the last, is the
 * token {@value #END_OF_LINE}.
 *
 * @param directory where it lies
 * @param name its name there
 */
record TokenFile(Storage directory, String name) {
  static final String END_OF_LINE = "<eos>";

  /** Distinct tokens that a text of characters may have: one-hot inputs are that wide. */
  static final int MOST_TOKENS = 1000;

  private static final Pattern BLANKS = Pattern.compile("\\s+");

  /**
   * The distinct tokens in the order of first appearance.
   *
   * @throws Failure of kind DATA when the file is missing, is not text, or has too many
   */
  List<String> vocabulary() {
    Set<String> tokens = new LinkedHashSet<>();
    forEach(
        (token, line) -> {
          if (tokens.add(token) && tokens.size() > MOST_TOKENS) {
            throw Failure.data(
                place(line)
                    + ": token '"
                    + token
                    + "' is number "
                    + tokens.size()
                    + " and at most "
                    + MOST_TOKENS
                    + " may differ; write characters with blanks between them");
          }
        });
    return List.copyOf(tokens);
  }

  /**
   * The tokens as their indices in {@code vocabulary}.
   *
   * @throws Failure of kind DATA when the file is missing or is not text, or for a token that the
   *     vocabulary does not have, with its line
   */
  short[] read(List<String> vocabulary) {
    Map<String, Short> ids = new HashMap<>();
    for (String token : vocabulary) {
      ids.put(token, (short) ids.size());
    }
    Tokens tokens = new Tokens();
    forEach(
        (token, line) -> {
          Short id = ids.get(token);
          if (id == null) {
            throw Failure.data(
                place(line)
                    + ": token '"
                    + token
                    + "' is not in the training text, which has "
                    + vocabulary.size());
          }
          tokens.add(id);
        });
    return tokens.toArray();
  }

  /** Its absolute address. */
  String address() {
    return directory.locate(name);
  }

  /** Tells every token and its line, from 1. */
  private void forEach(ObjIntConsumer<String> each) {
    List<String> lines = text().lines().toList();
    for (int i = 0; i < lines.size(); i++) {
      int line = i + 1;
      BLANKS
          .splitAsStream(lines.get(i))
          .filter(token -> !token.isEmpty())
          .forEach(token -> each.accept(token, line));
      each.accept(END_OF_LINE, line);
    }
  }

  private String text() {
    try {
      byte[] content = directory.read(name);
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(content)).toString();
    } catch (CharacterCodingException e) {
      throw new Failure(Failure.Kind.DATA, address() + " is not a text in UTF-8: " + e, e);
    }
  }

  private String place(int line) {
    return address() + ":" + line;
  }

  /** An array that grows. */
  private static final class Tokens {
    private short[] values = new short[1 << 16];
    private int size;

    void add(short id) {
      if (size == values.length) {
        values = Arrays.copyOf(values, 2 * size);
      }
      values[size++] = id;
    }

    short[] toArray() {
      return Arrays.copyOf(values, size);
    }
  }
}
