package dev.eigenspark.train;

import dev.eigenspark.data.SequenceFormat;
import dev.eigenspark.data.ShardData;
import dev.eigenspark.nn.FloatBlock;
import java.util.List;
import java.util.Objects;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * A minibatch in the layout of the engine, filled row by row from shards and reused: input {@code
 * [N, width, T]} (symbols become one-hot here and only here), labels {@code [N, 1, steps]} as class
 * indices, both time-major in memory.
 */
final class SequenceBatch {
  private final SequenceFormat format;
  private final int rows;
  private final int inputColumn;
  private final int targetColumn;
  private final INDArray features;
  private final INDArray labels;
  private final FloatBlock featureValues;
  private final FloatBlock labelValues;
  private final int[] symbols;
  private final float[] reals;
  private final int[] targets;

  /**
   * Room for {@code rows} trials.
   *
   * @param columns the dataset's column names, in order
   */
  SequenceBatch(SequenceFormat format, List<String> columns, int rows) {
    this.format = format;
    this.rows = rows;
    inputColumn = columns.indexOf(format.input().column());
    targetColumn = columns.indexOf(format.target().column());
    int targetSteps = format.target().steps();
    features = Nd4j.create(DataType.FLOAT, format.steps(), rows, format.input().width());
    labels = Nd4j.create(DataType.FLOAT, targetSteps, rows, 1);
    featureValues = FloatBlock.of(features);
    labelValues = FloatBlock.of(labels);
    symbols = new int[format.steps()];
    reals = new float[format.steps() * format.input().width()];
    targets = new int[targetSteps];
  }

  int rows() {
    return rows;
  }

  /** {@code [T, N, width]}. */
  INDArray timeMajorFeatures() {
    return features;
  }

  /** {@code [steps, N, 1]}. */
  INDArray timeMajorLabels() {
    return labels;
  }

  /** {@code [N, width, T]}, as DL4J wants it. */
  INDArray features() {
    return features.permute(1, 2, 0);
  }

  /** {@code [N, 1, steps]}, as DL4J wants it. */
  INDArray labels() {
    return labels.permute(1, 2, 0);
  }

  /** Copies row {@code from} of a shard to row {@code to} of the batch. */
  void set(int to, ShardData shard, int from) {
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
      case REAL -> {
        shard.copyFloats(inputColumn, from, reals, 0);
        for (int i = 0; i < reals.length; i++) {
          featureValues.put((i / width * rows + to) * width + i % width, reals[i]);
        }
      }
    }
    shard.copyInts(targetColumn, from, targets, 0);
    for (int t = 0; t < targets.length; t++) {
      labelValues.put(t * rows + to, targets[t]);
    }
  }
}
