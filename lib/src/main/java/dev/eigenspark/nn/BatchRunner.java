package dev.eigenspark.nn;

import java.util.ArrayList;
import java.util.List;

/**
 * A recurrent layer on a whole batch: the rows are cut into slices that run on their own, on as
 * many threads as {@link Threads} allows, and the slices' gradients are summed in order. The cut
 * depends on the number of rows alone.
 */
final class BatchRunner implements AutoCloseable {
  // The kernels take 12 rows at once; four slices keep four threads busy.
  private static final int SLICE_UNIT = 12;
  private static final int MOST_SLICES = 4;

  private final RecurrentRunner.Shape shape;
  private final PackedWeights weights;
  private final List<RecurrentRunner> slices = new ArrayList<>();
  private final List<Integer> firstRows = new ArrayList<>();

  BatchRunner(Cell cell, RecurrentRunner.Shape shape) {
    this.shape = shape;
    weights = new PackedWeights(new WeightLayout(cell, shape));
    int count = shape.rows() >= MOST_SLICES * SLICE_UNIT ? MOST_SLICES : Math.min(2, shape.rows());
    for (int i = 0; i < count; i++) {
      int first = border(i, count, shape.rows());
      int rows = border(i + 1, count, shape.rows()) - first;
      slices.add(new RecurrentRunner(cell, shape.withRows(rows), weights));
      firstRows.add(first);
    }
  }

  /** Where slice {@code i} starts: even shares, of whole units where there are many rows. */
  private static int border(int i, int count, int rows) {
    if (i == count) {
      return rows;
    }
    double share = (double) rows * i / count;
    return count < MOST_SLICES
        ? (int) Math.ceil(share)
        : (int) Math.round(share / SLICE_UNIT) * SLICE_UNIT;
  }

  RecurrentRunner.Shape shape() {
    return shape;
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
        i ->
            slices
                .get(i)
                .backward(
                    new RecurrentRunner.Epsilon(epsilon, 0, shape.rows(), firstRows.get(i)),
                    dInput));
  }

  /** Sums the slices' gradients and writes them in the layout of the flat vector. */
  void store(FloatBlock flat) {
    WeightGradients sum = slices.get(0).gradients();
    for (RecurrentRunner slice : slices.subList(1, slices.size())) {
      sum.add(slice.gradients());
    }
    sum.store(flat);
  }

  @Override
  public void close() {
    slices.forEach(RecurrentRunner::close);
    weights.close();
  }
}
