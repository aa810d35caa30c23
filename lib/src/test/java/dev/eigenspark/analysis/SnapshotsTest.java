package dev.eigenspark.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SnapshotsTest {
  @Test
  void thinningKeepsBothEnds() {
    List<Integer> hundred = IntStream.range(0, 100).boxed().toList();

    assertThat(Snapshots.thinned(hundred, 4)).containsExactly(0, 33, 66, 99);
    assertThat(Snapshots.thinned(hundred.subList(0, 3), 4)).containsExactly(0, 1, 2);
  }
}
