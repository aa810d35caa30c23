package dev.eigenspark.train;

import dev.eigenspark.data.Column;
import dev.eigenspark.data.Dataset;
import dev.eigenspark.data.RowValues;
import dev.eigenspark.data.ShardWriter;
import dev.eigenspark.data.Storage;
import dev.eigenspark.nn.Threads;
import dev.eigenspark.similarity.Layout;
import dev.eigenspark.train.ActivationJob.Stack;
import java.io.Serializable;
import java.util.List;
import java.util.Locale;
import java.util.stream.LongStream;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;

/**
 * Shows the first trials of a split to stacked networks, on Spark, and writes what their layers
 * make of them to Parquet files, {@code NAME/part-NNNNN.parquet} of each stack: the row id, and a
 * column for each feature, a list of its units. A file has a fixed range of rows, whole
 * minibatches, so its name and its bytes are the same whatever the partitions, cores or executors.
 *
 * @param networks their configurations as JSON
 * @param stacks which of them stand side by side
 * @param names of the stacks' directories
 * @param fileBytes what a file may hold before it is compressed, but for one minibatch
 */
record ActivationShards(
    Dataset dataset,
    List<String> networks,
    List<Stack> stacks,
    List<String> names,
    TrainedNetwork.Rows rows,
    long fileBytes)
    implements Serializable {
  /** Where task attempts write; gone when all have ended well. */
  private static final String ATTEMPTS = "_attempts";

  /**
   * Writes all files.
   *
   * @param directory that of the directories; executors reach it too
   */
  void write(JavaSparkContext spark, float[][] parameters, Storage directory) {
    directory.makeDirectory(ATTEMPTS);
    names.forEach(directory::makeDirectory);
    long count = rows.in(dataset);
    String uri = directory.uri();
    Broadcast<float[][]> shared = spark.broadcast(parameters);
    try {
      new RowChunks(count, fileRows())
          .mapEach(
              spark,
              new JobLimit(0),
              "writing activations",
              stacks.size(),
              (stack, from, to) -> {
                byte[] content = encode(shared.value(), stacks.get(stack), from, to);
                save(Storage.at(uri), names.get(stack), from, content);
                return content.length;
              });
    } finally {
      shared.destroy();
    }
    directory.delete(ATTEMPTS);
  }

  private long fileRows() {
    long units = stacks.stream().mapToLong(stack -> stack.layout().columns()).max().orElseThrow();
    return Math.max(1, fileBytes / (units * Float.BYTES * rows.batch())) * rows.batch();
  }

  // Every attempt under a name of its own: what it is renamed to has the same bytes.
  private void save(Storage storage, String name, long firstRow, byte[] content) {
    String attempt = ATTEMPTS + "/" + TaskContext.get().taskAttemptId();
    storage.write(attempt, content);
    long index = firstRow / fileRows();
    storage.rename(attempt, String.format(Locale.ROOT, "%s/part-%05d.parquet", name, index));
  }

  private byte[] encode(float[][] parameters, Stack stack, long from, long to) {
    // The files keep the cores busy.
    Threads.allow(1);
    List<Column> columns = stack.features().stream().map(ActivationShards::column).toList();
    ShardWriter writer = new ShardWriter(columns, from);
    StackReader reader = new StackReader(dataset, networks, stack, parameters);
    for (long first = from; first < to; first += rows.batch()) {
      long[] ids = LongStream.range(first, Math.min(to, first + rows.batch())).toArray();
      StackedRow row = new StackedRow(stack.layout(), reader.read(rows.split(), ids));
      for (int i = 0; i < ids.length; i++) {
        row.move(i);
        writer.add(row);
      }
    }
    reader.release();
    return writer.finish();
  }

  /** A layer's name, with the step where it has some. */
  private static Column column(Feature feature) {
    String layer = feature.layer().replace('-', '_');
    String name = feature.step() == Feature.NO_STEP ? layer : layer + "_" + feature.step();
    return new Column(name, Column.Type.FLOAT32, feature.units(), feature.label());
  }

  /** One row after the other of a minibatch, feature by feature. */
  private static final class StackedRow implements RowValues {
    private final Layout layout;
    private final float[] stacked;
    private final float[][] features;

    StackedRow(Layout layout, float[] stacked) {
      this.layout = layout;
      this.stacked = stacked;
      features = new float[layout.layers()][];
      for (int i = 0; i < features.length; i++) {
        features[i] = new float[layout.width(i)];
      }
    }

    void move(int row) {
      for (int i = 0; i < features.length; i++) {
        int at = row * layout.columns() + layout.start(i);
        System.arraycopy(stacked, at, features[i], 0, features[i].length);
      }
    }

    @Override
    public float[] floats(int column) {
      return features[column];
    }

    @Override
    public int[] ints(int column) {
      throw new IllegalArgumentException("activations are real numbers");
    }
  }
}
