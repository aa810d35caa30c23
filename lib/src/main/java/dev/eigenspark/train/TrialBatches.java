package dev.eigenspark.train;

import dev.eigenspark.data.Column;
import dev.eigenspark.data.Dataset;
import dev.eigenspark.data.ObjectTable;
import dev.eigenspark.data.ShardData;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Minibatches of any trials of a dataset; the shards read last are kept. */
final class TrialBatches {
  private static final int KEPT_SHARDS = EpochOrder.WINDOW_SHARDS + 2;

  private record ShardKey(String split, int shard) {}

  private final Dataset dataset;
  private final List<String> columns;
  private final Optional<ObjectTable> objects;
  private final Map<Integer, SequenceBatch> batches = new HashMap<>();
  private final Map<ShardKey, ShardData> shards =
      new LinkedHashMap<>(KEPT_SHARDS, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<ShardKey, ShardData> eldest) {
          return size() > KEPT_SHARDS;
        }
      };

  TrialBatches(Dataset dataset) {
    this.dataset = dataset;
    columns = dataset.manifest().columns().stream().map(Column::name).toList();
    objects = dataset.manifest().objects().map(entry -> dataset.objects());
  }

  /** These rows of a split, until the next call for as many. */
  SequenceBatch of(String split, long[] rowIds) {
    SequenceBatch batch =
        batches.computeIfAbsent(
            rowIds.length,
            n -> new SequenceBatch(dataset.manifest().format(), columns, objects, n));
    int shardRows = dataset.manifest().shardRows();
    for (int i = 0; i < rowIds.length; i++) {
      ShardKey shard = new ShardKey(split, (int) (rowIds[i] / shardRows));
      ShardData data = shards.get(shard);
      if (data == null) {
        data = dataset.read(split, shard.shard());
        shards.put(shard, data);
      }
      batch.set(i, data, (int) (rowIds[i] - data.firstRow()));
    }
    return batch;
  }
}
