package dev.eigenspark.tasks.generate;

import dev.eigenspark.data.Column;
import dev.eigenspark.data.ShardEntry;
import dev.eigenspark.data.ShardWriter;
import dev.eigenspark.data.Storage;
import dev.eigenspark.rng.CounterRandom;
import dev.eigenspark.rng.Streams;
import dev.eigenspark.tasks.TrialBuffer;
import dev.eigenspark.tasks.TrialSource;
import java.util.List;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.function.Function;
import org.apache.spark.util.LongAccumulator;

/**
 * Writes one shard on an executor. Every attempt writes under a name of its own and then renames,
 * so that retries and speculative copies end in the same file with the same bytes.
 */
record ShardTask(TrialSource source, long seed, String staging, LongAccumulator done)
    implements Function<ShardPlan, ShardEntry> {
  @Override
  public ShardEntry call(ShardPlan shard) {
    byte[] content = encode(shard);
    Storage storage = Storage.at(staging);
    String attempt = Staging.ATTEMPTS + "/" + TaskContext.get().taskAttemptId();
    storage.write(attempt, content);
    storage.rename(attempt, shard.path());
    done.add(1);
    return ShardEntry.of(shard.path(), shard.firstRow(), shard.rows(), content);
  }

  private byte[] encode(ShardPlan shard) {
    List<Column> columns = source.columns();
    ShardWriter writer = new ShardWriter(columns, shard.firstRow());
    TrialBuffer trial = new TrialBuffer(columns);
    CounterRandom random =
        new CounterRandom(seed, Streams.ofSplit(shard.split()), shard.firstRow());
    for (int i = 0; i < shard.rows(); i++) {
      random.seek(shard.firstRow() + i);
      source.fill(random, trial);
      writer.add(trial);
    }
    return writer.finish();
  }
}
