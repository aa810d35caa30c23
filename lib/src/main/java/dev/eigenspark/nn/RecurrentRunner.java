package dev.eigenspark.nn;

import dev.eigenspark.linalg.Gemm;
import dev.eigenspark.linalg.Gemm.Op;
import dev.eigenspark.linalg.PackedMatrix;
import java.util.List;
import org.bytedeco.javacpp.FloatPointer;

/**
 * Runs a {@link Cell} over a sequence and back (backpropagation through time), for one slice of the
 * rows of a batch. It owns the time-major scratch: rows {@code [h_{t-1} | x_t | 1]} so that one
 * product a step gives {@code z_t}, one product a step carries {@code dL/dz_{t+1}} to {@code
 * dL/dh_t}, and the weight gradient is summed over chunks of about {@value #CHUNK_ROWS} rows, where
 * the product is fastest.
 *
 * <p>Use: fill the inputs, {@link #forward}, {@link #backward}, read the {@link #gradients}. One
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
    /** The same with another number of rows. */
    Shape withRows(int other) {
      return new Shape(steps, other, inputs, hidden, bias);
    }

    /** Columns of {@code [h | x | 1]}, with h padded. */
    int extent() {
      return VectorMath.padded(hidden) + inputs + (bias ? 1 : 0);
    }
  }

  private final Cell cell;
  private final Shape shape;
  private final PackedWeights weights;
  private final WeightGradients gradients;
  private final PackedMatrix.Workspace workspace;
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

  /**
   * A runner of one slice.
   *
   * @param shape the slice's own shape
   * @param weights the parameters, which other slices may share
   */
  RecurrentRunner(Cell cell, Shape shape, PackedWeights weights) {
    this.cell = cell;
    this.shape = shape;
    this.weights = weights;
    WeightLayout layout = new WeightLayout(cell, shape);
    gradients = new WeightGradients(layout);
    workspace = new PackedMatrix.Workspace(Math.max(shape.extent(), layout.columns()));
    int steps = shape.steps();
    int rows = shape.rows();
    width = VectorMath.padded(shape.hidden());
    stride = VectorMath.padded(shape.extent());
    gateWidth = cell.gates() * width;
    chunk = Math.min(steps, Math.max(1, CHUNK_ROWS / rows));

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
    b.dVectors = gradients.vectors().bytes();
    return b;
  }

  Shape shape() {
    return shape;
  }

  WeightGradients gradients() {
    return gradients;
  }

  /** The memory of the inputs: value {@code i} of (t, row) lies at {@link #inputAt} + i. */
  FloatBlock inputs() {
    return xh;
  }

  int inputAt(int t, int row) {
    return (t * shape.rows() + row) * stride + width;
  }

  /** Copies the slice's rows of {@code [T][batch rows][I]}. */
  void copyInputs(FloatBlock inputs, int batchRows, int firstRow) {
    int width = shape.inputs();
    for (int t = 0; t < shape.steps(); t++) {
      for (int row = 0; row < shape.rows(); row++) {
        int from = (t * batchRows + firstRow + row) * width;
        xh.copyFrom(inputAt(t, row), inputs, from, width);
      }
    }
  }

  /** Floats from one row of the inputs, or of the hidden states, to the next. */
  int stride() {
    return stride;
  }

  /** The hidden states from step {@code t} on, one row for each (step, row). */
  FloatPointer hiddenFrom(int t) {
    // Slot 0 holds the state before the first step.
    return xhAt[t + 1];
  }

  /** Copies h_t of every step to {@code [T][batch rows][H]}. */
  void copyHidden(FloatBlock target, int batchRows, int firstRow) {
    int hidden = shape.hidden();
    for (int t = 0; t < shape.steps(); t++) {
      for (int row = 0; row < shape.rows(); row++) {
        int from = ((t + 1) * shape.rows() + row) * stride;
        target.copyFrom((t * batchRows + firstRow + row) * hidden, xh, from, hidden);
      }
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
              workspace,
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
   * dL/dh as it comes from above: {@code [steps][batch rows][H]} for the last steps of the
   * sequence, of which this slice reads its own rows.
   *
   * @param values the memory
   * @param firstStep the first step that has any
   * @param batchRows rows of the whole batch
   * @param firstRow the slice's first row
   */
  record Epsilon(FloatBlock values, int firstStep, int batchRows, int firstRow) {}

  /**
   * Gradients of the parameters from dL/dh.
   *
   * @param dInput where dL/dx goes as {@code [T][batch rows][I]}, or null when nobody needs it
   */
  void backward(Epsilon epsilon, FloatBlock dInput) {
    gradients.clear();
    dState.clear(0, dState.length());
    int steps = shape.steps();
    float sum = 0f;
    int end = steps;
    for (int t = steps - 1; t >= 0; t--) {
      int slot = cell.keepsActivations() ? t : t % chunk;
      receive(epsilon, t);
      moveTo(t, cell.keepsActivations() ? t : 0, slot);
      cell.backward(step);
      if (t % chunk == 0) {
        addWeightGradient(t, end, slot, sum);
        if (dInput != null) {
          inputGradient(t, end, slot, epsilon, dInput);
        }
        sum = 1f;
        end = t;
      }
    }
  }

  /** dL/dh_t: what comes from above, and through z of the next step. */
  private void receive(Epsilon epsilon, int t) {
    int rows = shape.rows();
    int hidden = shape.hidden();
    boolean above = t >= epsilon.firstStep();
    if (above) {
      int from = (t - epsilon.firstStep()) * epsilon.batchRows() + epsilon.firstRow();
      for (int row = 0; row < rows; row++) {
        dh.copyFrom(row * width, epsilon.values(), (from + row) * hidden, hidden);
      }
    }
    if (t == shape.steps() - 1) {
      return;
    }
    int next = cell.keepsActivations() ? t + 1 : (t + 1) % chunk;
    int dzNext = next * rows * gateWidth;
    PackedMatrix v = weights.backward();
    if (above) {
      v.multiplyAdd(workspace, dz.bytes(), dzNext, gateWidth, rows, dh.bytes(), 0, width);
    } else {
      v.multiply(workspace, dz.bytes(), dzNext, gateWidth, rows, dh.bytes(), 0, width);
    }
  }

  /** Steps [from, to) lie together, starting at {@code slot}: one product for all of them. */
  private void addWeightGradient(int from, int to, int slot, float sum) {
    Gemm.multiply(
        Op.TRANSPOSED,
        Op.PLAIN,
        shape.extent(),
        gateWidth,
        (to - from) * shape.rows(),
        xhAt[from],
        stride,
        dzAt[slot],
        gateWidth,
        sum,
        gradients.matrix(),
        gateWidth);
  }

  private void inputGradient(int from, int to, int slot, Epsilon batch, FloatBlock dInput) {
    for (int t = from; t < to; t++) {
      Gemm.multiply(
          Op.PLAIN,
          Op.TRANSPOSED,
          shape.rows(),
          shape.inputs(),
          gateWidth,
          dzAt[slot + t - from],
          gateWidth,
          weights.inputMatrix(),
          gateWidth,
          0f,
          dInput.at((long) (t * batch.batchRows() + batch.firstRow()) * shape.inputs()),
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
    gradients.close();
  }
}
