package dev.eigenspark.nn;

import dev.eigenspark.linalg.Gemm;
import dev.eigenspark.linalg.Gemm.Op;
import java.util.List;
import org.bytedeco.javacpp.FloatPointer;

/**
 * Runs a {@link Cell} over a sequence and back (backpropagation through time), for one shape of
 * batch. It owns the time-major scratch: rows {@code [h_{t-1} | x_t | 1]} so that one product a
 * step gives {@code z_t}, one product a step carries {@code dL/dz_{t+1}} to {@code dL/dh_t}, and
 * the weight gradient is summed over chunks of about {@value #CHUNK_ROWS} rows, where the product
 * is fastest.
 *
 * <p>Use: {@link #load}, fill the inputs, {@link #forward}, {@link #backward}, {@link #store}. One
 * thread; the same input gives the same bits.
 */
final class RecurrentRunner implements AutoCloseable {
  private static final int CHUNK_ROWS = 1000;

  /**
   * Sizes of one batch.
   *
   * @param steps time steps T
   * @param rows sequences N
   * @param inputs input width I
   * @param hidden units H
   * @param bias whether z has a bias
   */
  record Shape(int steps, int rows, int inputs, int hidden, boolean bias) {
    /** Columns of {@code [h | x | 1]}, with h padded. */
    int extent() {
      return VectorMath.padded(hidden) + inputs + (bias ? 1 : 0);
    }
  }

  private final Cell cell;
  private final Shape shape;
  private final PackedWeights weights;
  private final int width;
  private final int stride;
  private final int gateWidth;
  private final int chunk;

  private final FloatBlock xh;
  private final FloatBlock z;
  private final FloatBlock dz;
  private final FloatBlock state;
  private final FloatBlock dh;
  private final FloatBlock dState;
  private final FloatPointer[] xhAt;
  private final FloatPointer[] dzAt;
  private final StepBuffers step;

  RecurrentRunner(Cell cell, Shape shape) {
    this.cell = cell;
    this.shape = shape;
    int steps = shape.steps();
    int rows = shape.rows();
    width = VectorMath.padded(shape.hidden());
    stride = VectorMath.padded(shape.extent());
    gateWidth = cell.gates() * width;
    chunk = Math.min(steps, Math.max(1, CHUNK_ROWS / rows));
    weights = new PackedWeights(cell, shape);

    xh = FloatBlock.allocate((long) (steps + 1) * rows * stride);
    int keptSteps = cell.keepsActivations() ? steps : 1;
    z = FloatBlock.allocate((long) keptSteps * rows * gateWidth);
    dz = cell.keepsActivations() ? z : FloatBlock.allocate((long) chunk * rows * gateWidth);
    state = FloatBlock.allocate((long) (steps + 1) * rows * cell.states() * width);
    dh = FloatBlock.allocate((long) rows * width);
    dState = FloatBlock.allocate((long) rows * cell.states() * width);
    xhAt = xh.slices(steps + 1, rows * stride);
    dzAt = dz.slices(cell.keepsActivations() ? steps : chunk, rows * gateWidth);
    step = buffers();
    if (shape.bias()) {
      for (int i = 0; i < steps * rows; i++) {
        xh.put(i * stride + shape.extent() - 1, 1f);
      }
    }
  }

  private StepBuffers buffers() {
    int bytes = Float.BYTES;
    StepBuffers b =
        new StepBuffers(shape.rows(), width * bytes, cell.gates(), cell.states(), stride * bytes);
    b.z = z.bytes();
    b.dz = dz.bytes();
    b.h = xh.bytes();
    b.state = state.bytes();
    b.dh = dh.bytes();
    b.dState = dState.bytes();
    b.vectors = weights.vectors().bytes();
    b.dVectors = weights.vectorGradients().bytes();
    return b;
  }

  Shape shape() {
    return shape;
  }

  /** Takes the parameters from the layer's flat vector. */
  void load(FloatBlock parameters) {
    weights.load(parameters);
  }

  /** Writes the gradients of the last {@link #backward} in the layout of the flat vector. */
  void store(FloatBlock gradients) {
    weights.store(gradients);
  }

  /** The memory of the inputs: value {@code i} of (t, row) lies at {@link #inputAt} + i. */
  FloatBlock inputs() {
    return xh;
  }

  int inputAt(int t, int row) {
    return (t * shape.rows() + row) * stride + width;
  }

  /** Copies h_t of every step to {@code [T][N][H]}. */
  void copyHidden(FloatBlock target) {
    int count = shape.steps() * shape.rows();
    int first = shape.rows() * stride; // slot 0 holds the state before the first step
    for (int i = 0; i < count; i++) {
      target.copyFrom(i * shape.hidden(), xh, first + i * stride, shape.hidden());
    }
  }

  /** h_1 ... h_T from the inputs, starting at zero. */
  void forward() {
    int rows = shape.rows();
    for (int t = 0; t < shape.steps(); t++) {
      int slot = cell.keepsActivations() ? t : 0;
      weights
          .forward()
          .multiply(
              xh.bytes(),
              t * rows * stride,
              stride,
              rows,
              z.bytes(),
              slot * rows * gateWidth,
              gateWidth);
      moveTo(t, slot, slot);
      cell.forward(step);
    }
  }

  /**
   * Gradients of the parameters from dL/dh of every step.
   *
   * @param epsilon dL/dh as {@code [T][N][H]}
   * @param dInput where dL/dx goes as {@code [T][N][I]}, or null when nobody needs it
   */
  void backward(FloatBlock epsilon, FloatBlock dInput) {
    weights.clearGradients();
    dState.clear(0, dState.length());
    int steps = shape.steps();
    float sum = 0f;
    int end = steps;
    for (int t = steps - 1; t >= 0; t--) {
      int slot = cell.keepsActivations() ? t : t % chunk;
      receive(epsilon, t);
      if (t < steps - 1) {
        int next = cell.keepsActivations() ? t + 1 : (t + 1) % chunk;
        weights
            .backward()
            .multiplyAdd(
                dz.bytes(),
                next * shape.rows() * gateWidth,
                gateWidth,
                shape.rows(),
                dh.bytes(),
                0,
                width);
      }
      moveTo(t, cell.keepsActivations() ? t : 0, slot);
      cell.backward(step);
      if (t % chunk == 0) {
        addWeightGradient(t, end, slot, sum, dInput);
        sum = 1f;
        end = t;
      }
    }
  }

  private void receive(FloatBlock epsilon, int t) {
    int hidden = shape.hidden();
    for (int row = 0; row < shape.rows(); row++) {
      dh.copyFrom(row * width, epsilon, (t * shape.rows() + row) * hidden, hidden);
    }
  }

  /** Steps [from, to) lie together, starting at {@code slot}: one product for all of them. */
  private void addWeightGradient(int from, int to, int slot, float sum, FloatBlock dInput) {
    int rows = (to - from) * shape.rows();
    Gemm.multiply(
        Op.TRANSPOSED,
        Op.PLAIN,
        shape.extent(),
        gateWidth,
        rows,
        xhAt[from],
        stride,
        dzAt[slot],
        gateWidth,
        sum,
        weights.gradient(),
        gateWidth);
    if (dInput != null) {
      Gemm.multiply(
          Op.PLAIN,
          Op.TRANSPOSED,
          rows,
          shape.inputs(),
          gateWidth,
          dzAt[slot],
          gateWidth,
          weights.inputMatrix(),
          gateWidth,
          0f,
          dInput.at((long) from * shape.rows() * shape.inputs()),
          shape.inputs());
    }
  }

  private void moveTo(int t, int zSlot, int dzSlot) {
    int rowBlock = shape.rows() * Float.BYTES;
    step.zAt = zSlot * rowBlock * gateWidth;
    step.dzAt = dzSlot * rowBlock * gateWidth;
    step.hAt = (t + 1) * rowBlock * stride;
    step.stateBeforeAt = t * rowBlock * cell.states() * width;
    step.stateAfterAt = (t + 1) * rowBlock * cell.states() * width;
  }

  @Override
  public void close() {
    List.of(xh, z, state, dh, dState).forEach(FloatBlock::close);
    if (!cell.keepsActivations()) {
      dz.close();
    }
    weights.close();
  }
}
