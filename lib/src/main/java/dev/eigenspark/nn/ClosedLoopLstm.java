package dev.eigenspark.nn;

import java.util.ArrayList;
import java.util.List;

/**
 * The engine's LSTM on a batch, in a closed loop: what it reads at a step is made from its hidden
 * states at the steps before. The rows are cut into slices, each with its {@link Loop}; the cut
 * depends on the number of rows alone. Parameters: {@code V [H, 4H], U [I, 4H], b [4H]}, gates i,
 * f, g, o, with one bias where PyTorch has two that are added.
 */
public final class ClosedLoopLstm {
  // Each slice has a gradient as large as the weights, and streams through them at each step.
  private static final int SLICE_ROWS = 16;
  private static final int MOST_SLICES = 4;
  private static final String CELL = "lstm";

  /**
   * What lies between h and x for one slice. Rows of an array lie {@code stride} apart; one thread
   * runs it.
   */
  public interface Loop {
    /** Writes x_t. Where it writes nothing, there is what the last batch had, zero at first. */
    void input(int t, float[] x, int at, int stride);

    /** Takes h_t. */
    void hidden(int t, float[] h, int at, int stride);

    /** Writes dL/dh_t, less what comes through the recurrence; dL/dx_{t+1} has been taken. */
    void hiddenGradient(int t, float[] dh, int stride);

    /** Takes dL/dx_t of one row of the slice. */
    void inputGradient(int t, int row, float[] dx, int at);
  }

  private final int steps;
  private final PackedWeights weights;
  private final List<RecurrentRunner> slices = new ArrayList<>();
  private final List<Integer> firstRows = new ArrayList<>();

  /**
   * An LSTM.
   *
   * @param steps its steps
   * @param rows sequences of a batch
   * @param inputs numbers of x_t, I
   * @param hidden units, H
   */
  public ClosedLoopLstm(int steps, int rows, int inputs, int hidden) {
    this.steps = steps;
    Cell cell = Cells.get(CELL);
    RecurrentRunner.Shape shape = new RecurrentRunner.Shape(steps, rows, inputs, hidden, true);
    weights = new PackedWeights(new WeightLayout(cell, shape));
    RecurrentEdges edges = new RecurrentEdges(steps);
    int count = Math.min(MOST_SLICES, (rows + SLICE_ROWS - 1) / SLICE_ROWS);
    for (int i = 0; i < count; i++) {
      int first = rows * i / count;
      int end = rows * (i + 1) / count;
      slices.add(new RecurrentRunner(cell, shape.withRows(end - first), weights, edges));
      firstRows.add(first);
    }
  }

  /** The parameters, in the order of the flat vector. */
  public static List<ParameterSpec> parameters(int inputs, int hidden) {
    int width = Cells.get(CELL).gates() * hidden;
    return List.of(
        new ParameterSpec("V", hidden, width, hidden, hidden, Init.GLOROT_LSTM),
        new ParameterSpec("U", inputs, width, inputs, hidden, Init.GLOROT_LSTM),
        new ParameterSpec("b", 1, width, inputs, hidden, Init.ZERO));
  }

  /** How many slices there are. */
  public int slices() {
    return slices.size();
  }

  /** The first row of a slice. */
  public int firstRow(int slice) {
    return firstRows.get(slice);
  }

  /** Rows of a slice. */
  public int rows(int slice) {
    return slices.get(slice).shape().rows();
  }

  /** Takes the parameters, which begin the flat vector. */
  public void load(FloatBlock parameters) {
    weights.load(parameters);
  }

  /** Runs all steps, each slice with its loop. */
  public void forward(List<? extends Loop> loops) {
    Threads.forEach(slices.size(), i -> forward(slices.get(i), loops.get(i)));
  }

  private void forward(RecurrentRunner slice, Loop loop) {
    for (int t = 0; t < steps; t++) {
      loop.input(t, slice.hidden(), slice.inputsAt(t), slice.stride());
      slice.forward(t);
      loop.hidden(t, slice.hidden(), slice.hiddenAt(t), slice.stride());
    }
  }

  /** Runs all steps back. */
  public void backward(List<? extends Loop> loops) {
    Threads.forEach(
        slices.size(),
        i -> {
          Loop loop = loops.get(i);
          slices.get(i).backward(new HiddenGradient(loop), loop::inputGradient);
        });
  }

  private record HiddenGradient(Loop loop) implements RecurrentRunner.Epsilon {
    @Override
    public int firstStep() {
      return 0;
    }

    @Override
    public void read(int t, float[] dh, int width) {
      loop.hiddenGradient(t, dh, width);
    }
  }

  /** Writes the gradients of the parameters, which begin the flat vector. */
  public void store(FloatBlock gradients) {
    WeightGradients sum = slices.get(0).gradients();
    for (RecurrentRunner slice : slices.subList(1, slices.size())) {
      sum.add(slice.gradients());
    }
    sum.store(gradients);
  }
}
