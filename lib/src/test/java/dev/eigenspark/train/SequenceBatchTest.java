package dev.eigenspark.train;

import static org.assertj.core.api.Assertions.assertThat;

import dev.eigenspark.data.Column;
import dev.eigenspark.data.Dataset;
import dev.eigenspark.data.SequenceFormat;
import dev.eigenspark.data.SequenceFormat.Channel;
import dev.eigenspark.data.SequenceFormat.Kind;
import dev.eigenspark.data.ShardData;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.api.ndarray.INDArray;

class SequenceBatchTest {
  private static final int STEPS = TestDataset.STEPS;

  @TempDir static Path directory;
  private static List<String> columns;
  private static ShardData shard;

  @BeforeAll
  static void readAShard() {
    Dataset dataset = TestDataset.write(directory.resolve("data"));
    columns = dataset.manifest().columns().stream().map(Column::name).toList();
    shard = dataset.read("train", 0);
  }

  @Test
  void symbolsAreOneHotForTheInputAndIndicesForTheTarget() {
    SequenceBatch batch =
        filled(
            new SequenceFormat(
                STEPS,
                new Channel("x", Kind.SYMBOL, TestDataset.SYMBOLS, STEPS),
                new Channel("y", Kind.SYMBOL, TestDataset.SYMBOLS, STEPS),
                0,
                STEPS));
    assertThat(batch.timeMajorLabels().shape()).containsExactly(STEPS, 2, 1);
    for (int row = 0; row < 2; row++) {
      for (int t = 0; t < STEPS; t++) {
        int symbol = shard.value(0, row + 3, t);
        for (int i = 0; i < TestDataset.SYMBOLS; i++) {
          assertThat(batch.timeMajorFeatures().getFloat(t, row, i)).isEqualTo(i == symbol ? 1 : 0);
        }
        assertThat(batch.timeMajorLabels().getFloat(t, row, 0))
            .isEqualTo(shard.value(1, row + 3, t));
      }
    }
  }

  @Test
  void realsKeepTheirOrderWithinAStep() {
    SequenceBatch batch =
        filled(
            new SequenceFormat(
                STEPS / 2,
                new Channel("x", Kind.REAL, 2, STEPS / 2),
                new Channel("y", Kind.REAL, 2, STEPS / 2),
                0,
                1));
    holdsPairs(batch.timeMajorFeatures(), 0);
    holdsPairs(batch.timeMajorLabels(), 1);
  }

  private static void holdsPairs(INDArray array, int column) {
    assertThat(array.shape()).containsExactly(STEPS / 2, 2, 2);
    for (int row = 0; row < 2; row++) {
      for (int i = 0; i < STEPS; i++) {
        assertThat(array.getFloat(i / 2, row, i % 2)).isEqualTo(shard.value(column, row + 3, i));
      }
    }
  }

  /** Rows 3 and 4 of the shard. */
  private static SequenceBatch filled(SequenceFormat format) {
    SequenceBatch batch = new SequenceBatch(format, columns, Optional.empty(), 2);
    batch.set(0, shard, 3);
    batch.set(1, shard, 4);
    return batch;
  }
}
