package dev.eigenspark.nn;

import java.util.ArrayList;
import java.util.List;

/**
 * A recurrent layer on a whole batch: the rows are cut into slices that run on their own, on as
 * many threads as {@link Threads} allows, and the slices' gradients are summed in order. The cut
 * depends on the number of rows alone.
 */
final class BatchRunner {
  // The kernels take 5 rows at once. Many slices keep many threads busy, and what one slice leaves
  // behind in its forward pass is still in the cache when it runs back.
  private static final int SLICE_UNIT = 5;
  private static final int MOST_SLICES = 10;

  private final RecurrentRunner.Shape shape;
  private final PackedWeights weights;
  private final RecurrentEdges edges;
  private final List<RecurrentRunner> slices = new ArrayList<>();
  private final List<Integer> firstRows = new ArrayList<>();

  BatchRunner(Cell cell, RecurrentRunner.Shape shape) {
    this.shape = shape;
    weights = new PackedWeights(new WeightLayout(cell, shape));
    edges = new RecurrentEdges(shape.steps());
    int units = units(shape.rows());
    int count = sliceCount(shape.rows());
    for (int i = 0; i < count; i++) {
      int first = units * i / count * SLICE_UNIT;
      int end = Math.min(shape.rows(), units * (i + 1) / count * SLICE_UNIT);
      slices.add(new RecurrentRunner(cell, shape.withRows(end - first), weights, edges));
      firstRows.add(first);
    }
  }

  /** How many slices a batch of {@code rows} rows is cut into. */
  static int sliceCount(int rows) {
    return Math.min(MOST_SLICES, units(rows));
  }

  private static int units(int rows) {
    return (rows + SLICE_UNIT - 1) / SLICE_UNIT;
  }

  RecurrentRunner.Shape shape() {
    return shape;
  }

  /** What carries the gradient back in {@link #backward}. */
  RecurrentEdges edges() {
    return edges;
  }

  int slices() {
    return slices.size();
  }

  RecurrentRunner slice(int index) {
    return slices.get(index);
  }

  int firstRow(int slice) {
    return firstRows.get(slice);
  }

  /** Takes the parameters from the layer's flat vector. */
  void load(FloatBlock parameters) {
    weights.load(parameters);
  }

  /** Copies {@code [T][N][I]} to the slices. */
  void copyInputs(FloatBlock inputs) {
    Threads.forEach(
        slices.size(), i -> slices.get(i).copyInputs(inputs, shape.rows(), firstRows.get(i)));
  }

  /** h_1 ... h_T of every row. */
  void forward() {
    Threads.forEach(slices.size(), i -> slices.get(i).forward());
  }

  /** Copies h_t of every step to {@code [T][N][H]}. */
  void copyHidden(FloatBlock target) {
    Threads.forEach(
        slices.size(), i -> slices.get(i).copyHidden(target, shape.rows(), firstRows.get(i)));
  }

  /**
   * Gradients of the parameters.
   *
   * @param epsilon dL/dh of every step as {@code [T][N][H]}
   * @param dInput where dL/dx goes as {@code [T][N][I]}, or null when nobody needs it
   */
  void backward(FloatBlock epsilon, FloatBlock dInput) {
    Threads.forEach(
        slices.size(),
        i -> {
          int first = firstRows.get(i);
          RecurrentRunner slice = slices.get(i);
          slice.backward(
              new WholeBatch(epsilon, shape, first, slice.shape().rows()),
              dInput == null ? null : (t, row, dx, at) -> store(dInput, t, first + row, dx, at));
        });
  }

  private void store(FloatBlock dInput, int t, int row, float[] dx, int at) {
    dInput.put((t * shape.rows() + row) * shape.inputs(), dx, at, shape.inputs());
  }

  /** A slice's rows of a {@code [T][N][H]} gradient. */
  private record WholeBatch(FloatBlock values, RecurrentRunner.Shape batch, int firstRow, int rows)
      implements RecurrentRunner.Epsilon {
    @Override
    public int firstStep() {
      return 0;
    }

    @Override
    public void read(int t, float[] dh, int width) {
      for (int row = 0; row < rows; row++) {
        int from = (t * batch.rows() + firstRow + row) * batch.hidden();
        values.get(from, dh, row * width, batch.hidden());
      }
    }
  }

  /** Sums the slices' gradients and writes them in the layout of the flat vector. */
  void store(FloatBlock flat) {
    WeightGradients sum = slices.get(0).gradients();
    for (RecurrentRunner slice : slices.subList(1, slices.size())) {
      sum.add(slice.gradients());
    }
    sum.store(flat);
  }
}
