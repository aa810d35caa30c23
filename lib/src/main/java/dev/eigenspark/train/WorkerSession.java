package dev.eigenspark.train;

import dev.eigenspark.data.Dataset;
import dev.eigenspark.nn.SequenceScorer.Tally;
import org.nd4j.linalg.dataset.DataSet;

/**
 * What a worker keeps from round to round in its JVM, because it is dear to make: the engine and
 * the shards read last. It holds no training state, so a task may run on any session, new or old,
 * with the same result; two tasks never share one at the same time.
 */
final class WorkerSession {
  private static final IdlePool<Key, WorkerSession> IDLE = new IdlePool<>();

  /**
   * What a session is made for.
   *
   * @param engine what makes its runner
   * @param dataset its identity
   */
  private record Key(LocalRunner.Factory engine, String dataset) {}

  private final Key key;
  private final LocalRunner runner;
  private final TrialBatches batches;

  private WorkerSession(Key key, Dataset dataset) {
    this.key = key;
    runner = key.engine().create();
    batches = new TrialBatches(dataset);
  }

  /** Takes an idle session of this JVM, or makes one; give it back with {@link #release}. */
  static WorkerSession acquire(LocalRunner.Factory engine, Dataset dataset) {
    Key key = new Key(engine, dataset.identity());
    return IDLE.acquire(key, () -> new WorkerSession(key, dataset));
  }

  /** Makes the session available again. */
  void release() {
    IDLE.release(key, this);
  }

  LocalRunner runner() {
    return runner;
  }

  /** One optimizer step on these rows of a split. */
  Tally fit(String split, long[] rowIds) {
    return runner.fit(batches.of(split, rowIds));
  }

  /** Whether the label of a row is wrong on purpose. */
  boolean isNoisy(String split, long row) {
    return batches.isNoisy(split, row);
  }

  /** Loss and hits on these rows of a split. */
  Tally score(String split, long[] rowIds) {
    return runner.score(batches.of(split, rowIds));
  }

  /** These rows of a split as a DL4J minibatch of its own memory. */
  DataSet copy(String split, long[] rowIds) {
    SequenceBatch batch = batches.of(split, rowIds);
    return new DataSet(batch.features().dup(), batch.labels().dup());
  }
}
