package dev.eigenspark.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.eigenspark.data.ShardData;
import java.net.URI;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ScratchDatasetTest {
  private static final RandomTrials TRIALS = new RandomTrials(7, 10);

  @Test
  void holdsTheTrialsUntilItIsClosed() {
    Path directory;
    try (ScratchDataset scratch = new ScratchDataset(TRIALS, 20)) {
      directory = Path.of(URI.create(scratch.dataset().uri()));
      ShardData shard = scratch.dataset().read("train", 0);
      assertThat(shard.rows()).isEqualTo(20);
      float[] x = new float[7];
      for (int row = 0; row < shard.rows(); row++) {
        shard.copyFloats(0, row, x, 0);
        assertThat(x).doesNotHaveDuplicates();
        assertThat(x[0]).isBetween(0f, 1f);
        assertThat(shard.value(1, row, 0)).isBetween(0, 9);
      }
    }
    assertThat(directory).doesNotExist();
  }
}
