package dev.eigenspark.train;

import dev.eigenspark.data.Column;
import dev.eigenspark.data.Dataset;
import dev.eigenspark.data.ObjectTable;
import dev.eigenspark.data.ShardData;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Minibatches of any trials of a dataset; the sizes used and the shards read last are kept. */
final class TrialBatches {
  private static final int KEPT_SHARDS = EpochOrder.WINDOW_SHARDS + 2;

  /** A whole one, one trial and the rest of a chunk; the rests of groups have any size. */
  private static final int KEPT_SIZES = 4;

  private record ShardKey(String split, int shard) {}

  private final Dataset dataset;
  private final List<String> columns;
  private final int noisyColumn;
  private final Optional<ObjectTable> objects;
  private final Map<Integer, SequenceBatch> batches = new Latest<>(KEPT_SIZES);
  private final Map<ShardKey, ShardData> shards = new Latest<>(KEPT_SHARDS);

  /** Keeps the entries that were asked for last. */
  private static final class Latest<K, V> extends LinkedHashMap<K, V> {
    private static final long serialVersionUID = 1L;

    private final int kept;

    Latest(int kept) {
      super(kept, 0.75f, true);
      this.kept = kept;
    }

    @Override
    protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
      return size() > kept;
    }
  }

  TrialBatches(Dataset dataset) {
    this.dataset = dataset;
    columns = dataset.manifest().columns().stream().map(Column::name).toList();
    noisyColumn = columns.indexOf(Column.NOISY);
    objects = dataset.manifest().objects().map(entry -> dataset.objects());
  }

  /** These rows of a split, until the next call for as many. */
  SequenceBatch of(String split, long[] rowIds) {
    SequenceBatch batch =
        batches.computeIfAbsent(
            rowIds.length,
            n -> new SequenceBatch(dataset.manifest().format(), columns, objects, n));
    for (int i = 0; i < rowIds.length; i++) {
      ShardData data = shardOf(split, rowIds[i]);
      batch.set(i, data, (int) (rowIds[i] - data.firstRow()));
    }
    return batch;
  }

  /** Whether the dataset says that the label of a row is wrong on purpose. */
  boolean isNoisy(String split, long row) {
    if (noisyColumn < 0) {
      return false;
    }
    ShardData data = shardOf(split, row);
    return data.value(noisyColumn, (int) (row - data.firstRow()), 0) != 0;
  }

  private ShardData shardOf(String split, long row) {
    ShardKey shard = new ShardKey(split, (int) (row / dataset.manifest().shardRows()));
    ShardData data = shards.get(shard);
    if (data == null) {
      data = dataset.read(split, shard.shard());
      shards.put(shard, data);
    }
    return data;
  }
}
