package dev.eigenspark.tasks;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Which positions of a trial hold the same object, and the answer. Positions are letters, one for
 * each distinct object, numbered in the order in which they appear (a restricted-growth string), so
 * that two patterns are the same trial under other names exactly when they are equal.
 *
 * @param positions the letter of each position, the first one 0
 * @param label the answer
 */
record Pattern(List<Integer> positions, int label) {
  Pattern {
    positions = List.copyOf(positions);
  }

  /** The pattern of these letters, such as {@code aa bb cd}; blanks are for the eye. */
  static Pattern of(String letters, int label) {
    StringBuilder seen = new StringBuilder();
    List<Integer> positions = new ArrayList<>();
    for (char letter : letters.replace(" ", "").toCharArray()) {
      int number = seen.indexOf(String.valueOf(letter));
      if (number < 0) {
        number = seen.length();
        seen.append(letter);
      }
      positions.add(number);
    }
    return new Pattern(positions, label);
  }

  /**
   * A trial that ends with options to choose from: one pattern for each order of the options that
   * makes a difference, with the place of the answer among them as the label.
   *
   * @param shown the letters before the options
   * @param options the letters to choose from, all letters of {@code shown} among them
   */
  static List<Pattern> choices(String shown, char answer, String options) {
    Set<Pattern> patterns = new LinkedHashSet<>();
    for (String order : orders(options)) {
      patterns.add(of(shown + order, order.indexOf(answer)));
    }
    return List.copyOf(patterns);
  }

  /** Every order of these letters. */
  static List<String> orders(String letters) {
    if (letters.isEmpty()) {
      return List.of("");
    }
    List<String> orders = new ArrayList<>();
    for (int i = 0; i < letters.length(); i++) {
      for (String rest : orders(letters.substring(0, i) + letters.substring(i + 1))) {
        orders.add(letters.charAt(i) + rest);
      }
    }
    return orders;
  }

  /** How many distinct objects it has. */
  int letters() {
    return 1 + positions.stream().mapToInt(Integer::intValue).max().orElse(-1);
  }
}
