package dev.eigenspark.nn.relational;

import dev.eigenspark.linalg.WindowProduct;
import dev.eigenspark.nn.ClosedLoopLstm;
import dev.eigenspark.nn.FloatBlock;
import dev.eigenspark.nn.relational.BindingMemory.Reads;
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
   * @param layout of z
   * @param z codes
   * @param dz what their gradient is added to
   * @param reads weights and confidence
   * @param defaultKey the key of the default row, empty without one
   * @param keys the head that writes keys
   * @param gate the head of g, whose values become g itself
   * @param hidden h of all items
   * @param found what is read at all items, before the gate
   */
  record Batch(
      BindingMemory settings,
      TimeMajor layout,
      double[] z,
      double[] dz,
      MemoryReads reads,
      float[] defaultKey,
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
  private final int firstRead;
  private final boolean confident;
  private final boolean seesObjects;
  private final MemoryReads reads;
  private final float[] dDefaultKey;
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
    steps = batch.layout().steps();
    units = batch.settings().hidden();
    keys = batch.settings().keys();
    width = batch.settings().foundWidth();
    firstRead = batch.settings().firstRead();
    confident = batch.settings().confident();
    seesObjects = batch.settings().reads() == Reads.KEYS_AND_OBJECTS;
    reads = batch.reads();
    dDefaultKey = new float[batch.defaultKey().length];
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
    Arrays.fill(dDefaultKey, 0f);
  }

  /** The gradient of the default row's key. */
  float[] defaultKeyGradient() {
    return dDefaultKey;
  }

  private int item(int t, int row) {
    return firstRow * steps + t * rows + row;
  }

  @Override
  public void input(int t, float[] x, int at, int stride) {
    if (t < firstRead) {
      return;
    }
    for (int row = 0; row < rows; row++) {
      int item = item(t - 1, row);
      int to = at + row * stride;
      find(t - 1, row, item * width);
      float g = gate[batch.gate().at(item)];
      for (int k = 0; k < width; k++) {
        x[to + k] = g * batch.found()[item * width + k];
      }
      if (seesObjects) {
        int codeAt = codeAt(t - 1, row);
        for (int k = 0; k < batch.layout().features(); k++) {
          x[to + width + k] = (float) batch.z()[codeAt + k];
        }
      }
    }
  }

  private int codeAt(int t, int row) {
    return batch.layout().at(firstRow + row) + t * batch.layout().stride();
  }

  private void find(int t, int row, int to) {
    float[] found = batch.found();
    Arrays.fill(found, to, to + width, 0f);
    int weightsAt = reads.at(firstRow + row, t);
    if (dDefaultKey.length > 0) {
      add((float) reads.weights()[weightsAt++], batch.defaultKey(), 0, found, to);
    }
    for (int i = 0; i < t; i++) {
      int keyAt = batch.keys().at(item(i, row));
      add((float) reads.weights()[weightsAt + i], key, keyAt, found, to);
    }
    if (confident) {
      found[to + keys] = (float) reads.confidence(firstRow + row, t);
    }
  }

  /** Adds a multiple of a key. */
  private void add(float factor, float[] source, int from, float[] sum, int to) {
    for (int k = 0; k < keys; k++) {
      sum[to + k] += factor * source[from + k];
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
    if (t < firstRead) {
      return;
    }
    int item = item(t - 1, row);
    int gateAt = batch.gate().at(item);
    float g = gate[gateAt];
    dGate[gateAt] = g * (1 - g) * dot(dx, at, batch.found(), item * width, width);
    int weightsAt = reads.at(firstRow + row, t - 1);
    if (dDefaultKey.length > 0) {
      keyGradient(g, weightsAt++, dx, at, batch.defaultKey(), 0, dDefaultKey);
    }
    for (int i = 0; i < t - 1; i++) {
      keyGradient(g, weightsAt + i, dx, at, key, batch.keys().at(item(i, row)), dKey);
    }
    double dConfidence = confident ? (double) g * dx[at + keys] : 0;
    reads.putConfidenceGradient(firstRow + row, t - 1, dConfidence);
    if (seesObjects) {
      int codeAt = codeAt(t - 1, row);
      for (int k = 0; k < batch.layout().features(); k++) {
        batch.dz()[codeAt + k] += dx[at + width + k];
      }
    }
  }

  /** From what is read to a weight and the key that it weighs. */
  private void keyGradient(
      float g, int weight, float[] dx, int at, float[] key, int keyAt, float[] dKey) {
    reads.dWeights()[weight] = g * dot(dx, at, key, keyAt, keys);
    add(g * (float) reads.weights()[weight], dx, at, dKey, keyAt);
  }

  private static float dot(float[] a, int aAt, float[] b, int bAt, int count) {
    float sum = 0;
    for (int k = 0; k < count; k++) {
      sum += a[aAt + k] * b[bAt + k];
    }
    return sum;
  }
}
