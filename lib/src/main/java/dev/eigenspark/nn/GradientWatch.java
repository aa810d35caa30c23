package dev.eigenspark.nn;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * A cell that also notes the squared norm of dL/dh_t, over all rows and units, at every step of the
 * way back. It does so in kernels of its own, before those of the cell that it stands for, so that
 * training pays nothing for it.
 */
final class GradientWatch extends Cell {
  private final Cell cell;
  private final int steps;
  private final List<Watch> watches = new ArrayList<>();

  /** A cell for one way back over {@code steps} steps. */
  GradientWatch(Cell cell, int steps) {
    super(cell.name(), cell.gates(), cell.states(), cell.vectors());
    this.cell = cell;
    this.steps = steps;
  }

  /** What was noted, for each step t from 0. */
  double[] squares() {
    double[] sums = new double[steps];
    for (Watch watch : watches) {
      for (int t = 0; t < steps; t++) {
        sums[t] += watch.squares[t];
      }
    }
    return sums;
  }

  @Override
  Set<Operand> reads(int block) {
    return cell.reads(block);
  }

  @Override
  boolean parametrizable() {
    return cell.parametrizable();
  }

  @Override
  boolean stateIsHidden() {
    return cell.stateIsHidden();
  }

  @Override
  public String[] gateNames() {
    return cell.gateNames();
  }

  @Override
  boolean keepsActivations() {
    return cell.keepsActivations();
  }

  @Override
  List<ParameterSpec> biases(int hidden, int fanIn) {
    return cell.biases(hidden, fanIn);
  }

  @Override
  ParameterSpec vector(int index, int hidden) {
    return cell.vector(index, hidden);
  }

  @Override
  List<StepKernel> forward() {
    return cell.forward();
  }

  /** Called once for each slice of the batch; each gets a watch of its own. */
  @Override
  List<StepKernel> backward() {
    Watch watch = new Watch(steps, cell.stateIsHidden());
    watches.add(watch);
    List<StepKernel> kernels = new ArrayList<>(List.of(watch));
    kernels.addAll(cell.backward());
    return kernels;
  }

  private static final class Watch implements StepKernel {
    private final double[] squares;
    private final boolean inTwoParts;
    private int t;

    Watch(int steps, boolean inTwoParts) {
      squares = new double[steps];
      this.inTwoParts = inTwoParts;
      t = steps;
    }

    @Override
    public void run(StepBuffers step) {
      double sum = 0;
      for (int i = 0; i < step.rows * step.width; i++) {
        double gradient = step.dh[i];
        if (inTwoParts) {
          gradient += step.dState[i];
        }
        sum += gradient * gradient;
      }
      squares[--t] = sum;
    }
  }
}
