package dev.eigenspark.train;

import dev.eigenspark.data.ObjectTable;
import dev.eigenspark.data.SequenceFormat;
import dev.eigenspark.data.SequenceFormat.Kind;
import dev.eigenspark.data.ShardData;
import dev.eigenspark.nn.FloatBlock;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * A minibatch in the layout of the engine, filled row by row from shards and reused: input {@code
 * [N, width, T]} (symbols become one-hot, and bytes numbers in [0, 1], here and only here), labels
 * {@code [N, D, steps]} as class indices (D = 1) or as D real numbers, both time-major in memory.
 * Objects come as {@link ObjectInputs} instead.
 */
final class SequenceBatch {
  private static final float LARGEST_BYTE = 255;

  private final SequenceFormat format;
  private final int rows;
  private final int inputColumn;
  private final int targetColumn;
  private final Optional<ObjectInputs> objects;
  private final INDArray features;
  private final INDArray labels;
  private final FloatBlock featureValues;
  private final FloatBlock labelValues;
  private final long[] rowIds;
  private final int[] symbols;
  private final float[] reals;
  private final int[] classes;
  private final float[] targets;

  /**
   * Room for {@code rows} trials.
   *
   * @param columns the dataset's column names, in order
   * @param table the dataset's objects, if its trials are objects
   */
  SequenceBatch(
      SequenceFormat format, List<String> columns, Optional<ObjectTable> table, int rows) {
    this.format = format;
    this.rows = rows;
    objects = table.map(known -> new ObjectInputs(known, rows, format.steps()));
    inputColumn = columns.indexOf(format.input().column());
    targetColumn = columns.indexOf(format.target().column());
    int targetSteps = format.target().steps();
    int width = objects.isPresent() ? format.input().numbers() : format.input().width();
    features = Nd4j.create(DataType.FLOAT, format.steps(), rows, width);
    labels = Nd4j.create(DataType.FLOAT, targetSteps, rows, format.target().numbers());
    featureValues = FloatBlock.of(features);
    labelValues = FloatBlock.of(labels);
    rowIds = new long[rows];
    symbols = new int[format.steps()];
    reals = new float[format.steps() * width];
    classes = new int[targetSteps];
    targets = new float[targetSteps * format.target().numbers()];
  }

  int rows() {
    return rows;
  }

  /** The id in its split of the row at a place of the batch. */
  long rowId(int row) {
    return rowIds[row];
  }

  /** Labelled steps of a row. */
  int labelledSteps() {
    return format.target().steps();
  }

  /** Numbers that say a label: for symbols, the classes. */
  int targetWidth() {
    return format.target().width();
  }

  /** {@code [T, N, width]}. */
  INDArray timeMajorFeatures() {
    return features;
  }

  /** {@code [steps, N, D]}. */
  INDArray timeMajorLabels() {
    return labels;
  }

  /** {@code [N, width, T]}, as DL4J wants it. */
  INDArray features() {
    return features.permute(1, 2, 0);
  }

  /** What a network reads whose inputs have these names: {@link #features}, or objects. */
  INDArray[] inputs(List<String> names) {
    return objects.map(trials -> trials.of(names)).orElseGet(() -> new INDArray[] {features()});
  }

  /** {@code [N, D, steps]}, as DL4J wants it. */
  INDArray labels() {
    return labels.permute(1, 2, 0);
  }

  /** Copies row {@code from} of a shard to row {@code to} of the batch. */
  void set(int to, ShardData shard, int from) {
    rowIds[to] = shard.firstRow() + from;
    setFeatures(to, shard, from);
    setLabels(to, shard, from);
  }

  private void setFeatures(int to, ShardData shard, int from) {
    int width = format.input().width();
    switch (format.input().kind()) {
      case SYMBOL -> {
        shard.copyInts(inputColumn, from, symbols, 0);
        for (int t = 0; t < symbols.length; t++) {
          int at = (t * rows + to) * width;
          Objects.checkIndex(symbols[t], width);
          for (int i = 0; i < width; i++) {
            featureValues.put(at + i, i == symbols[t] ? 1f : 0f);
          }
        }
      }
      case REAL, BYTE -> setNumbers(to, shard, from);
      case OBJECT -> {
        shard.copyInts(inputColumn, from, symbols, 0);
        setObjects(to, symbols);
      }
    }
  }

  /** Sets the objects of one row. */
  void setObjects(int row, int[] numbers) {
    objects.orElseThrow().set(row, numbers);
  }

  private void setLabels(int to, ShardData shard, int from) {
    switch (format.target().kind()) {
      case SYMBOL -> {
        shard.copyInts(targetColumn, from, classes, 0);
        for (int t = 0; t < classes.length; t++) {
          labelValues.put(t * rows + to, classes[t]);
        }
      }
      case REAL -> {
        shard.copyFloats(targetColumn, from, targets, 0);
        scatter(targets, format.target().width(), labelValues, to);
      }
      case BYTE, OBJECT ->
          throw new IllegalArgumentException("bytes and objects cannot be a target");
    }
  }

  /** Writes the steps of one row, of {@code width} numbers each, to a time-major block. */
  private void scatter(float[] steps, int width, FloatBlock block, int row) {
    for (int i = 0; i < steps.length; i++) {
      block.put((i / width * rows + row) * width + i % width, steps[i]);
    }
  }

  private void setNumbers(int to, ShardData shard, int from) {
    shard.copyFloats(inputColumn, from, reals, 0);
    if (format.input().kind() == Kind.BYTE) {
      for (int i = 0; i < reals.length; i++) {
        reals[i] /= LARGEST_BYTE;
      }
    }
    scatter(reals, format.input().width(), featureValues, to);
  }
}
