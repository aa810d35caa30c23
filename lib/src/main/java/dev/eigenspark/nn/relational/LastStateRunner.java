package dev.eigenspark.nn.relational;

import dev.eigenspark.nn.ClosedLoopLstm;
import dev.eigenspark.nn.FloatBlock;
import dev.eigenspark.nn.relational.Operator.Extent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Runs a {@link LastState} on batches. */
final class LastStateRunner implements OperatorRunner {
  private final Extent extent;
  private final int hidden;
  private final List<Reading> slices = new ArrayList<>();
  private TimeMajor layout = new TimeMajor(0, 0, 0);
  private ClosedLoopLstm lstm;
  private FloatBlock x;
  private FloatBlock y;
  private FloatBlock dy;
  private FloatBlock dx;

  LastStateRunner(Extent extent, int hidden) {
    this.extent = extent;
    this.hidden = hidden;
  }

  @Override
  public void forward(int rows, FloatBlock codes, FloatBlock parameters, FloatBlock last) {
    if (rows != layout.rows()) {
      resize(rows);
    }
    x = codes;
    y = last;
    lstm.load(parameters);
    lstm.forward(slices);
  }

  @Override
  public void backward(FloatBlock dLast, FloatBlock gradients, FloatBlock dCodes) {
    dy = dLast;
    dx = dCodes;
    lstm.backward(slices);
    lstm.store(gradients);
  }

  private void resize(int rows) {
    layout = new TimeMajor(extent.steps(), rows, extent.features());
    lstm = new ClosedLoopLstm(extent.steps(), rows, extent.features(), hidden);
    slices.clear();
    for (int i = 0; i < lstm.slices(); i++) {
      slices.add(new Reading(lstm.firstRow(i), lstm.rows(i)));
    }
  }

  /** What one slice of the trials reads and answers: a loop that does not close. */
  private final class Reading implements ClosedLoopLstm.Loop {
    private final int firstRow;
    private final int rows;

    Reading(int firstRow, int rows) {
      this.firstRow = firstRow;
      this.rows = rows;
    }

    private int code(int t, int row) {
      return layout.at(firstRow + row) + t * layout.stride();
    }

    private boolean isLast(int t) {
      return t == extent.steps() - 1;
    }

    @Override
    public void input(int t, float[] target, int at, int stride) {
      for (int row = 0; row < rows; row++) {
        x.get(code(t, row), target, at + row * stride, extent.features());
      }
    }

    @Override
    public void hidden(int t, float[] h, int at, int stride) {
      for (int row = 0; isLast(t) && row < rows; row++) {
        y.put((firstRow + row) * hidden, h, at + row * stride, hidden);
      }
    }

    @Override
    public void hiddenGradient(int t, float[] dh, int stride) {
      Arrays.fill(dh, 0f);
      for (int row = 0; isLast(t) && row < rows; row++) {
        dy.get((firstRow + row) * hidden, dh, row * stride, hidden);
      }
    }

    @Override
    public void inputGradient(int t, int row, float[] gradient, int at) {
      if (dx != null) {
        dx.put(code(t, row), gradient, at, extent.features());
      }
    }
  }
}
