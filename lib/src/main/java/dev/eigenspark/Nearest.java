package dev.eigenspark;

import java.util.Collection;
import java.util.Comparator;

/** Finds the known word that a mistyped one most likely meant. */
public final class Nearest {
  private Nearest() {}

  /** A sentence end for an error message: the nearest known word, and all of them. */
  public static String suggestion(String word, Collection<String> known) {
    String nearest =
        known.stream()
            .min(Comparator.comparingInt((String k) -> distance(word, k)).thenComparing(k -> k))
            .map(k -> "; did you mean '" + k + "'?")
            .orElse("");
    return nearest + " known: " + String.join(", ", known.stream().sorted().toList());
  }

  /** Levenshtein distance, ignoring case. */
  static int distance(String a, String b) {
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int substitution = diagonal + (same(a.charAt(i - 1), b.charAt(j - 1)) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(substitution, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[b.length()];
  }

  private static boolean same(char x, char y) {
    return Character.toLowerCase(x) == Character.toLowerCase(y);
  }
}
