package dev.eigenspark.train;

import dev.eigenspark.Failure;
import dev.eigenspark.data.Column;
import dev.eigenspark.data.Dataset;
import dev.eigenspark.data.SequenceFormat;
import dev.eigenspark.data.ShardData;
import dev.eigenspark.nn.LabelledTrials;
import java.util.List;
import java.util.Optional;

/** A few trials of a dataset as a network is given them, for analyses. */
public final class FirstTrials {
  private FirstTrials() {}

  /**
   * The trials with the smallest ids of a split.
   *
   * @throws Failure of kind DATA when the split has fewer than {@code count}, or its trials are
   *     objects
   */
  public static LabelledTrials of(Dataset dataset, String split, int count) {
    if (dataset.rows(split) < count) {
      throw Failure.data(
          "split '%s' of %s has %d trials, not %d"
              .formatted(split, dataset.uri(), dataset.rows(split), count));
    }
    SequenceFormat format = dataset.manifest().format();
    if (format.objects().isPresent()) {
      throw Failure.data(
          "the trials of " + dataset.uri() + " are objects, not sequences of numbers");
    }
    List<String> columns = dataset.manifest().columns().stream().map(Column::name).toList();
    SequenceBatch batch = new SequenceBatch(format, columns, Optional.empty(), count);
    int shardRows = dataset.manifest().shardRows();
    for (int first = 0; first < count; first += shardRows) {
      ShardData shard = dataset.read(split, first / shardRows);
      for (int row = first; row < Math.min(count, first + shardRows); row++) {
        batch.set(row, shard, row - first);
      }
    }
    return new LabelledTrials(
        format.steps(),
        count,
        format.input().width(),
        format.target().steps(),
        batch.timeMajorFeatures().data().asFloat(),
        batch.timeMajorLabels().data().asFloat());
  }
}
