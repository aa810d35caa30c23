package dev.eigenspark.train;

import dev.eigenspark.data.Column;
import dev.eigenspark.data.Dataset;
import dev.eigenspark.data.ObjectTable;
import dev.eigenspark.data.ShardData;
import dev.eigenspark.nn.SequenceScorer.Tally;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.nd4j.linalg.dataset.DataSet;

/**
 * What a worker keeps from round to round in its JVM, because it is dear to make: the engine and
 * the shards read last. It holds no training state, so a task may run on any session, new or old,
 * with the same result; two tasks never share one at the same time.
 */
final class WorkerSession {
  private static final int KEPT_SHARDS = EpochOrder.WINDOW_SHARDS + 2;
  private static final int IDLE_LIMIT = 2 * Runtime.getRuntime().availableProcessors();
  private static final Deque<WorkerSession> IDLE = new ArrayDeque<>();

  /**
   * What a session is made for.
   *
   * @param engine what makes its runner
   * @param dataset its identity
   */
  private record Key(LocalRunner.Factory engine, String dataset) {}

  private record ShardKey(String split, int shard) {}

  private final Key key;
  private final Dataset dataset;
  private final LocalRunner runner;
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

  private WorkerSession(Key key, Dataset dataset) {
    this.key = key;
    this.dataset = dataset;
    runner = key.engine().create();
    columns = dataset.manifest().columns().stream().map(Column::name).toList();
    objects = dataset.manifest().objects().map(entry -> dataset.objects());
  }

  /** Takes an idle session of this JVM, or makes one; give it back with {@link #release}. */
  static WorkerSession acquire(LocalRunner.Factory engine, Dataset dataset) {
    Key key = new Key(engine, dataset.identity());
    synchronized (IDLE) {
      for (WorkerSession session : IDLE) {
        if (session.key.equals(key)) {
          IDLE.remove(session);
          return session;
        }
      }
    }
    return new WorkerSession(key, dataset);
  }

  /** Makes the session available again; beyond the limit the one idle for longest is dropped. */
  void release() {
    synchronized (IDLE) {
      IDLE.addFirst(this);
      if (IDLE.size() > IDLE_LIMIT) {
        IDLE.removeLast();
      }
    }
  }

  LocalRunner runner() {
    return runner;
  }

  /** One optimizer step on these rows of a split. */
  Tally fit(String split, long[] rowIds) {
    return runner.fit(batch(split, rowIds));
  }

  /** Loss and hits on these rows of a split. */
  Tally score(String split, long[] rowIds) {
    return runner.score(batch(split, rowIds));
  }

  /** These rows of a split as a DL4J minibatch of its own memory. */
  DataSet copy(String split, long[] rowIds) {
    SequenceBatch batch = batch(split, rowIds);
    return new DataSet(batch.features().dup(), batch.labels().dup());
  }

  private SequenceBatch batch(String split, long[] rowIds) {
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
