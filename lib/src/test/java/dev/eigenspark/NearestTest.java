package dev.eigenspark;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class NearestTest {
  @Test
  void namesTheNearestWordAndAllOthersSorted() {
    assertThat(Nearest.suggestion("lsmt", List.of("rnn", "lstm", "gru")))
        .isEqualTo("; did you mean 'lstm'? known: gru, lstm, rnn");
  }

  @Test
  void breaksTiesAlphabeticallyWhateverTheOrder() {
    assertThat(Nearest.suggestion("bt", List.of("cat", "bat")))
        .isEqualTo(Nearest.suggestion("bt", List.of("bat", "cat")))
        .startsWith("; did you mean 'bat'?");
  }

  @Test
  void measuresLevenshteinDistanceWithoutCase() {
    assertThat(Nearest.distance("kitten", "sitting")).isEqualTo(3);
    assertThat(Nearest.distance("GRU", "gru")).isZero();
    assertThat(Nearest.distance("", "abc")).isEqualTo(3);
    assertThat(Nearest.distance("abc", "")).isEqualTo(3);
  }

  @Test
  void hasNothingToSuggestWhenNothingIsKnown() {
    assertThat(Nearest.suggestion("x", List.of())).doesNotContain("did you mean");
  }
}
