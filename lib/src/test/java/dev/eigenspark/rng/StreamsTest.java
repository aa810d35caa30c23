package dev.eigenspark.rng;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.eigenspark.Failure;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class StreamsTest {
  @Test
  void everyPurposeHasItsOwnNumber() {
    assertThat(Set.of(Streams.TRAIN, Streams.VALID, Streams.TEST, Streams.INIT, Streams.SHUFFLE))
        .containsExactlyInAnyOrder(1, 2, 3, 16, 17);
  }

  @Test
  void splitsAreStreams() {
    assertThat(Streams.ofSplit("train")).isEqualTo(Streams.TRAIN);
    assertThat(Streams.ofSplit("valid")).isEqualTo(Streams.VALID);
    assertThat(Streams.ofSplit("test")).isEqualTo(Streams.TEST);
  }

  @Test
  void streamsOfSplitsNameThem() {
    for (String split : List.of("train", "valid", "test")) {
      assertThat(Streams.splitOf(Streams.ofSplit(split))).isEqualTo(split);
    }
    assertThatThrownBy(() -> Streams.splitOf(Streams.INIT))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("stream 16 is no split's");
  }

  @Test
  void unknownSplitNamesTheNearest() {
    assertThatThrownBy(() -> Streams.ofSplit("validation"))
        .isInstanceOf(Failure.class)
        .hasMessageContaining("unknown split 'validation'; did you mean 'valid'?");
  }
}
