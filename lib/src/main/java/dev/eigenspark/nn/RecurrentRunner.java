package dev.eigenspark.nn;

import dev.eigenspark.linalg.PackedMatrix;
import java.util.Arrays;

/**
 * Runs a {@link Cell} over a sequence and back (backpropagation through time), for one slice of the
 * rows of a batch. It owns the time-major scratch: rows {@code [h_{t-1} | x_t | 1]} so that one
 * product a step gives {@code z_t}, one product a step carries {@code dL/dz_{t+1}} to {@code
 * dL/dh_t}, and the weight gradient is summed over chunks of about {@value #CHUNK_ROWS} rows, which
 * is long enough for the kernels and short enough for a core's cache.
 *
 * <p>Use: fill the inputs, {@link #forward}, {@link #backward}, read the {@link #gradients}. One
 * thread; the same input gives the same bits.
 */
final class RecurrentRunner {
  /** Rows of a chunk, about. */
  static final int CHUNK_ROWS = 256;

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
      return PackedMatrix.padded(hidden) + inputs + (bias ? 1 : 0);
    }
  }

  private final Cell cell;
  private final Shape shape;
  private final PackedWeights weights;
  private final RecurrentEdges edges;
  private final WeightGradients gradients;
  private final PackedMatrix.Workspace workspace;
  private final int width;
  private final int stride;
  private final int gateWidth;
  private final int chunk;

  private final float[] xh;
  private final float[] z;
  private final float[] dz;
  private final float[] dh;
  private final float[] dState;
  private final PackedMatrix packedDz;
  private final float[] dx;
  private final StepBuffers step;
  private final StepKernels forward;
  private final StepKernels backward;

  /**
   * A runner of one slice.
   *
   * @param shape the slice's own shape
   * @param weights the parameters, which other slices may share
   * @param edges what carries the gradient back, for all slices
   */
  RecurrentRunner(Cell cell, Shape shape, PackedWeights weights, RecurrentEdges edges) {
    this.cell = cell;
    this.shape = shape;
    this.weights = weights;
    this.edges = edges;
    WeightLayout layout = new WeightLayout(cell, shape);
    gradients = new WeightGradients(layout);
    int steps = shape.steps();
    int rows = shape.rows();
    width = layout.width();
    stride = PackedMatrix.padded(shape.extent());
    gateWidth = layout.columns();
    chunk = Math.min(steps, Math.max(1, CHUNK_ROWS / rows));
    workspace =
        new PackedMatrix.Workspace(
            Math.max(Math.max(shape.extent(), gateWidth), Math.multiplyExact(chunk, rows)));

    xh = floats(steps + 1L, rows, stride);
    z = floats(cell.keepsActivations() ? steps : 1, rows, gateWidth);
    dz = cell.keepsActivations() ? z : floats(chunk, rows, gateWidth);
    dh = floats(1, rows, width);
    dState = floats(cell.states(), rows, width);
    packedDz = new PackedMatrix(chunk * rows, gateWidth);
    dx = floats(1, rows, layout.inputWidth());
    step = buffers();
    forward = new StepKernels(cell.forward());
    backward = new StepKernels(cell.backward());
    if (shape.bias()) {
      for (int i = 0; i < steps * rows; i++) {
        xh[i * stride + shape.extent() - 1] = 1f;
      }
    }
  }

  private static float[] floats(long blocks, int rows, int width) {
    long count = blocks * rows * width;
    if (count > Integer.MAX_VALUE - Long.BYTES) {
      throw new IllegalArgumentException(
          count + " floats do not fit one array; use a smaller batch or fewer steps");
    }
    return new float[(int) count];
  }

  private StepBuffers buffers() {
    StepBuffers b = new StepBuffers(shape.rows(), width, cell.gates(), cell.states(), stride);
    b.z = z;
    b.dz = dz;
    b.h = xh;
    b.state = floats((shape.steps() + 1L) * cell.states(), shape.rows(), width);
    b.dh = dh;
    b.dState = dState;
    b.scratch = floats(1, shape.rows(), width);
    b.vectors = weights.vectors();
    b.dVectors = gradients.vectors();
    return b;
  }

  Shape shape() {
    return shape;
  }

  WeightGradients gradients() {
    return gradients;
  }

  /** Copies the slice's rows of {@code [T][batch rows][I]}. */
  void copyInputs(FloatBlock inputs, int batchRows, int firstRow) {
    int count = shape.inputs();
    for (int t = 0; t < shape.steps(); t++) {
      for (int row = 0; row < shape.rows(); row++) {
        int to = (t * shape.rows() + row) * stride + width;
        inputs.get((t * batchRows + firstRow + row) * count, xh, to, count);
      }
    }
  }

  /** Floats from one row of the hidden states, or of the inputs, to the next. */
  int stride() {
    return stride;
  }

  /** The memory of the hidden states and inputs, one row for each (step, row). */
  float[] hidden() {
    return xh;
  }

  /** Where the inputs of step {@code t} begin. */
  int inputsAt(int t) {
    return t * shape.rows() * stride + width;
  }

  /** Where the hidden states of step {@code t} begin. */
  int hiddenAt(int t) {
    // Slot 0 holds the state before the first step.
    return (t + 1) * shape.rows() * stride;
  }

  /** Copies h_t of every step to {@code [T][batch rows][H]}. */
  void copyHidden(FloatBlock target, int batchRows, int firstRow) {
    int hidden = shape.hidden();
    for (int t = 0; t < shape.steps(); t++) {
      for (int row = 0; row < shape.rows(); row++) {
        int to = (t * batchRows + firstRow + row) * hidden;
        target.put(to, xh, hiddenAt(t) + row * stride, hidden);
      }
    }
  }

  /** h_1 ... h_T from the inputs, starting at zero. */
  void forward() {
    for (int t = 0; t < shape.steps(); t++) {
      forward(t);
    }
  }

  /** h_t from x_t and h_{t-1}. */
  void forward(int t) {
    int rows = shape.rows();
    int slot = cell.keepsActivations() ? t : 0;
    weights
        .forward()
        .multiply(
            workspace, xh, t * rows * stride, stride, rows, z, slot * rows * gateWidth, gateWidth);
    moveTo(t, slot, slot);
    forward.run(step);
  }

  /** dL/dh as it comes from above, for the last steps of the sequence. */
  interface Epsilon {
    /** The first step that has any. */
    int firstStep();

    /** Writes dL/dh_t of all rows of the slice to {@code dh}, rows {@code width} apart. */
    void read(int t, float[] dh, int width);
  }

  /** Where dL/dx goes. */
  interface InputGradients {
    /** Takes dL/dx_t of one row of the slice, from {@code dx[at]} on. */
    void accept(int t, int row, float[] dx, int at);
  }

  /**
   * Gradients of the parameters from dL/dh.
   *
   * @param inputGradients null when nobody needs dL/dx
   */
  void backward(Epsilon epsilon, InputGradients inputGradients) {
    gradients.clear();
    backward(epsilon, inputGradients, this::addWeightGradient);
  }

  /** Whether {@link #squaredNorms} knows all parameters, and dL/dz of all steps is kept. */
  static boolean keepsRowsApart(Cell cell) {
    return cell.keepsActivations() && cell.vectors() == 0;
  }

  /**
   * The squared norm of what each row adds to the gradient of the parameters, of a cell that {@link
   * #keepsRowsApart}.
   *
   * @param squares receives them, from {@code at} on, added to what is there
   */
  void squaredNorms(Epsilon epsilon, double[] squares, int at) {
    backward(epsilon, null, (from, to, slot) -> {});
    int rows = shape.rows();
    int most = chunk * rows;
    for (int row = 0; row < rows; row++) {
      gradients.clear();
      for (int from = 0; from < shape.steps(); from += most) {
        int first = from * rows + row;
        packedDz.pack(
            dz, first * gateWidth, rows * gateWidth, Math.min(most, shape.steps() - from));
        packedDz.addTransposedProduct(
            workspace,
            xh,
            first * stride,
            rows * stride,
            shape.extent(),
            gradients.matrix(),
            0,
            gateWidth);
      }
      squares[at + row] += gradients.squaredNormOfMatrices();
    }
  }

  /**
   * Shows the rows {@code [h_{t-1} | x_t | 1]} and dL/dz_t, both padded as the kernels have them,
   * whose outer products {@link #backward} sums.
   */
  void factors(Epsilon epsilon, Factors factors) {
    gradients.clear();
    int rows = shape.rows();
    backward(
        epsilon,
        null,
        (from, to, slot) -> {
          for (int i = 0; i < (to - from) * rows; i++) {
            factors.accept(xh, (from * rows + i) * stride, dz, (slot * rows + i) * gateWidth);
          }
        });
  }

  /** Takes the steps [from, to), whose dL/dz lie together from {@code slot} on. */
  private interface Chunk {
    void take(int from, int to, int slot);
  }

  private void backward(Epsilon epsilon, InputGradients inputGradients, Chunk chunkDone) {
    Arrays.fill(dState, 0f);
    int end = shape.steps();
    for (int t = shape.steps() - 1; t >= 0; t--) {
      int slot = cell.keepsActivations() ? t : t % chunk;
      receive(epsilon, t);
      moveTo(t, cell.keepsActivations() ? t : 0, slot);
      backward.run(step);
      if (!edges.carriesState(t)) {
        Arrays.fill(dState, 0f);
      }
      if (inputGradients != null) {
        sendInputGradients(t, slot, inputGradients);
      }
      if (t % chunk == 0) {
        chunkDone.take(t, end, slot);
        end = t;
      }
    }
  }

  /** dL/dh_t: what comes from above, and through z of the next step. */
  private void receive(Epsilon epsilon, int t) {
    int rows = shape.rows();
    boolean above = t >= epsilon.firstStep();
    if (above) {
      epsilon.read(t, dh, width);
    }
    if (t == shape.steps() - 1) {
      return;
    }
    if (!edges.carriesHidden(t + 1)) {
      if (!above) {
        Arrays.fill(dh, 0f);
      }
      return;
    }
    int next = cell.keepsActivations() ? t + 1 : (t + 1) % chunk;
    int dzNext = next * rows * gateWidth;
    PackedMatrix v = weights.backward();
    if (above) {
      v.addProduct(workspace, dz, dzNext, gateWidth, rows, dh, 0, width);
    } else {
      v.multiply(workspace, dz, dzNext, gateWidth, rows, dh, 0, width);
    }
  }

  /** Steps [from, to) lie together, starting at {@code slot}: one product for all of them. */
  private void addWeightGradient(int from, int to, int slot) {
    int rows = shape.rows();
    packedDz.pack(dz, slot * rows * gateWidth, gateWidth, (to - from) * rows);
    packedDz.addTransposedProduct(
        workspace,
        xh,
        from * rows * stride,
        stride,
        shape.extent(),
        gradients.matrix(),
        0,
        gateWidth);
  }

  private void sendInputGradients(int t, int slot, InputGradients target) {
    int rows = shape.rows();
    int inputWidth = PackedMatrix.padded(shape.inputs());
    weights
        .toInputs()
        .multiply(workspace, dz, slot * rows * gateWidth, gateWidth, rows, dx, 0, inputWidth);
    for (int row = 0; row < rows; row++) {
      target.accept(t, row, dx, row * inputWidth);
    }
  }

  private void moveTo(int t, int zSlot, int dzSlot) {
    int rows = shape.rows();
    step.zAt = zSlot * rows * gateWidth;
    step.dzAt = dzSlot * rows * gateWidth;
    step.hAt = hiddenAt(t);
    step.stateBeforeAt = t * rows * cell.states() * width;
    step.stateAfterAt = (t + 1) * rows * cell.states() * width;
  }
}
