package dev.eigenspark.nn.relational;

import dev.eigenspark.linalg.PackedMatrix;
import dev.eigenspark.linalg.WindowProduct;
import dev.eigenspark.nn.relational.Wiring.Return;

/** The weights on the way back for a {@link Return}: its taps of W, transposed. */
final class WayBack {
  private final int[] taps;
  private final int width;
  private final int outputs;
  private final int columns;
  private final float[] transposed;
  private final float[] zeros;
  private final PackedMatrix packed;

  WayBack(Return part, int outputs) {
    taps = part.taps();
    width = part.width();
    this.outputs = outputs;
    columns = PackedMatrix.padded(width);
    transposed = new float[taps.length * outputs * columns];
    zeros = new float[columns];
    packed = new PackedMatrix(taps.length * outputs, columns);
  }

  /** Takes W, whose rows lie {@code stride} apart. */
  void load(float[] weights, int stride) {
    for (int tap = 0; tap < taps.length; tap++) {
      for (int input = 0; input < width; input++) {
        int from = (taps[tap] + input) * stride;
        int to = tap * outputs * columns + input;
        for (int o = 0; o < outputs; o++) {
          transposed[to + o * columns] = weights[from + o];
        }
      }
    }
    packed.pack(transposed, 0, columns, taps.length * outputs);
  }

  /** The rows [from, to) of the part. */
  void run(WindowProduct product, float[] dy, Return part, float[] dx, int from, int to) {
    product.set(zeros, dy, part.windows(), packed, dx, part.targets(), from, to);
  }
}
