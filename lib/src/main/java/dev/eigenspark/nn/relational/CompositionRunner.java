package dev.eigenspark.nn.relational;

import dev.eigenspark.nn.FloatBlock;
import dev.eigenspark.nn.Threads;
import dev.eigenspark.nn.relational.Operator.Extent;
import dev.eigenspark.nn.tape.Parameters;
import dev.eigenspark.nn.tape.Tape;
import dev.eigenspark.nn.tape.Tensor;
import java.util.ArrayList;
import java.util.List;

/** Runs a {@link Composition} on batches, which are cut into slices with a tape each. */
final class CompositionRunner implements OperatorRunner {
  private static final int SLICES = 4;

  /** The trials of one slice. */
  private record Slice(Tape tape, Tensor x, Tensor y) {}

  private final Parameters parameters = new Parameters();
  private final List<Slice> slices = new ArrayList<>();
  private int rows;

  CompositionRunner(Composition composition, Extent input) {
    for (int i = 0; i < SLICES; i++) {
      Tape tape = new Tape(parameters);
      Tensor x = tape.input(input.steps(), input.features());
      slices.add(new Slice(tape, x, composition.compose(tape, x)));
    }
    parameters.allocate();
  }

  private int first(int slice) {
    return rows * slice / SLICES;
  }

  @Override
  public void forward(int batch, FloatBlock x, FloatBlock flat, FloatBlock y) {
    rows = batch;
    if (flat != null) {
      parameters.load(flat);
    }
    Threads.forEach(
        SLICES,
        i -> {
          Slice slice = slices.get(i);
          int trials = first(i + 1) - first(i);
          slice.tape.resize(trials);
          forEachRow(i, slice.x, (at, to, n) -> x.get(at, slice.x.value(), to, n));
          slice.tape.forward(trials);
          forEachRow(i, slice.y, (at, from, n) -> y.put(at, slice.y.value(), from, n));
        });
  }

  @Override
  public void backward(FloatBlock dy, FloatBlock gradients, FloatBlock dx) {
    parameters.startBackward();
    Threads.forEach(
        SLICES,
        i -> {
          Slice slice = slices.get(i);
          int trials = first(i + 1) - first(i);
          slice.tape.clearGradients(trials);
          forEachRow(i, slice.y, (at, to, n) -> dy.get(at, slice.y.gradient(), to, n));
          slice.tape.backward(trials);
          if (dx != null) {
            forEachRow(i, slice.x, (at, from, n) -> dx.put(at, slice.x.gradient(), from, n));
          }
        });
    if (gradients != null) {
      parameters.store(gradients);
    }
  }

  private interface Row {
    void visit(int outside, int inside, int count);
  }

  /** The rows of a slice's trials, outside in [T, N, d] and in a tensor trial by trial. */
  private void forEachRow(int slice, Tensor tensor, Row row) {
    int width = tensor.columns();
    int inside = 0;
    for (int trial = first(slice); trial < first(slice + 1); trial++) {
      for (int t = 0; t < tensor.rows(); t++) {
        row.visit((t * rows + trial) * width, inside, width);
        inside += width;
      }
    }
  }
}
