package dev.eigenspark.nn.relational;

import dev.eigenspark.linalg.WindowProduct;
import dev.eigenspark.nn.ClosedLoopLstm;
import dev.eigenspark.nn.FloatBlock;
import dev.eigenspark.nn.relational.BindingMemory.Confidence;
import java.util.Arrays;

/**
 * The memory of a {@link BindingMemory} between h and x of its controller, for one slice of the
 * trials. Steps count from 0: x_t is what is read at step t - 1. Way back, with {@code dr =
 * dL/dr_t} and {@code [k ; C]} what r_t is before the gate:
 *
 * <pre>
 *   dL/dg_t = dr . [k ; C]      dL/dw_i = g_t dr_k . M_k(i)      dL/dM_k(i) = sum_t g_t w_i dr_k
 * </pre>
 */
final class MemoryLoop implements ClosedLoopLstm.Loop {
  /**
   * What the slices of a batch share; each works on trials of its own.
   *
   * @param settings sizes
   * @param steps T
   * @param reads weights and confidence
   * @param keys the head that writes keys
   * @param gate the head of g, whose values become g itself
   * @param hidden h of all items
   * @param found what is read at all items, before the gate
   */
  record Batch(
      BindingMemory settings,
      int steps,
      MemoryReads reads,
      MemoryHead keys,
      MemoryHead gate,
      float[] hidden,
      float[] found) {}

  private final Batch batch;
  private final int firstRow;
  private final int rows;
  private final int steps;
  private final int units;
  private final int keys;
  private final int width;
  private final boolean confident;
  private final MemoryReads reads;
  private final float[] key;
  private final float[] dKey;
  private final float[] gate;
  private final float[] dGate;
  private final WindowProduct product = new WindowProduct();
  private FloatBlock answers;
  private FloatBlock dAnswers;

  /** The loop of the trials from {@code firstRow} on. */
  MemoryLoop(Batch batch, int firstRow, int rows) {
    this.batch = batch;
    this.firstRow = firstRow;
    this.rows = rows;
    steps = batch.steps();
    units = batch.settings().hidden();
    keys = batch.settings().keys();
    width = batch.settings().readWidth();
    confident = batch.settings().confidence() == Confidence.LEARNED;
    reads = batch.reads();
    key = batch.keys().y();
    dKey = batch.keys().dy();
    gate = batch.gate().y();
    dGate = batch.gate().dy();
  }

  /** Where h_{T+1} goes. */
  void writeTo(FloatBlock block) {
    answers = block;
  }

  /** Where dL/dh_{T+1} comes from. */
  void readGradientFrom(FloatBlock block) {
    dAnswers = block;
  }

  private int item(int t, int row) {
    return firstRow * steps + t * rows + row;
  }

  @Override
  public void input(int t, float[] x, int at, int stride) {
    if (t < 2) {
      return;
    }
    for (int row = 0; row < rows; row++) {
      int item = item(t - 1, row);
      find(t - 1, row, item * width);
      float g = gate[batch.gate().at(item)];
      for (int k = 0; k < width; k++) {
        x[at + row * stride + k] = g * batch.found()[item * width + k];
      }
    }
  }

  private void find(int t, int row, int to) {
    float[] found = batch.found();
    Arrays.fill(found, to, to + width, 0f);
    int weightsAt = reads.at(firstRow + row, t);
    for (int i = 0; i < t; i++) {
      float weight = (float) reads.weights()[weightsAt + i];
      int keyAt = batch.keys().at(item(i, row));
      for (int k = 0; k < keys; k++) {
        found[to + k] += weight * key[keyAt + k];
      }
    }
    if (confident) {
      found[to + keys] = (float) reads.confidence(firstRow + row, t);
    }
  }

  @Override
  public void hidden(int t, float[] h, int at, int stride) {
    if (t == steps) {
      for (int row = 0; row < rows; row++) {
        answers.put((firstRow + row) * units, h, at + row * stride, units);
      }
      return;
    }
    int from = item(t, 0);
    for (int row = 0; row < rows; row++) {
      System.arraycopy(h, at + row * stride, batch.hidden(), (from + row) * units, units);
    }
    batch.keys().forward(product, batch.hidden(), from, from + rows);
    batch.gate().forward(product, batch.hidden(), from, from + rows);
    for (int item = from; item < from + rows; item++) {
      int gateAt = batch.gate().at(item);
      gate[gateAt] = (float) MemoryReads.sigmoid(gate[gateAt]);
    }
  }

  @Override
  public void hiddenGradient(int t, float[] dh, int stride) {
    if (t == steps) {
      for (int row = 0; row < rows; row++) {
        dAnswers.get((firstRow + row) * units, dh, row * stride, units);
      }
      return;
    }
    Arrays.fill(dh, 0f);
    int from = item(t, 0);
    batch.keys().addInputGradient(product, from, from + rows, dh, stride);
    batch.gate().addInputGradient(product, from, from + rows, dh, stride);
  }

  @Override
  public void inputGradient(int t, int row, float[] dx, int at) {
    if (t < 2) {
      return;
    }
    int item = item(t - 1, row);
    int gateAt = batch.gate().at(item);
    float g = gate[gateAt];
    dGate[gateAt] = g * (1 - g) * dot(dx, at, batch.found(), item * width, width);
    int weightsAt = reads.at(firstRow + row, t - 1);
    for (int i = 0; i < t - 1; i++) {
      int keyAt = batch.keys().at(item(i, row));
      reads.dWeights()[weightsAt + i] = g * dot(dx, at, key, keyAt, keys);
      float factor = g * (float) reads.weights()[weightsAt + i];
      for (int k = 0; k < keys; k++) {
        dKey[keyAt + k] += factor * dx[at + k];
      }
    }
    double dConfidence = confident ? (double) g * dx[at + keys] : 0;
    reads.putConfidenceGradient(firstRow + row, t - 1, dConfidence);
  }

  private static float dot(float[] a, int aAt, float[] b, int bAt, int count) {
    float sum = 0;
    for (int k = 0; k < count; k++) {
      sum += a[aAt + k] * b[bAt + k];
    }
    return sum;
  }
}
