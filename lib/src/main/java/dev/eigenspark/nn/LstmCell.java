package dev.eigenspark.nn;

import static dev.eigenspark.nn.VectorMath.LANES;
import static dev.eigenspark.nn.VectorMath.all;
import static dev.eigenspark.nn.VectorMath.load;

import java.util.List;
import jdk.incubator.vector.FloatVector;

/**
 * Long short-term memory with a forget gate (Hochreiter, Schmidhuber 1997; Gers et al. 2000). Gates
 * i, f, g, o lie side by side in z:
 *
 * <pre>
 *   i, f, o = sigmoid(z_i, z_f, z_o)    g = tanh(z_g)
 *   c_t = f c_{t-1} + i g               h_t = o tanh(c_t)
 * </pre>
 *
 * <p>Backward, with {@code dc} the sum of what comes through h_t and from step t+1: {@code dz_i =
 * dc g i(1-i)}, {@code dz_f = dc c_{t-1} f(1-f)}, {@code dz_g = dc i (1-g^2)}, {@code dz_o = dh
 * tanh(c_t) o(1-o)}, and {@code dc f} goes on to step t-1.
 */
final class LstmCell extends Cell {
  LstmCell() {
    super("lstm", 4, 1, 0);
  }

  @Override
  public String[] gateNames() {
    return new String[] {"V.input", "V.forget", "V.candidate", "V.output"};
  }

  @Override
  boolean keepsActivations() {
    return true;
  }

  @Override
  ParameterSpec vector(int index, int hidden) {
    throw new IndexOutOfBoundsException(index);
  }

  @Override
  List<StepKernel> forward() {
    return List.of(
        new SigmoidGates(0, 2), new TanhGates(2, 3), new SigmoidGates(3, 4), new Output());
  }

  @Override
  List<StepKernel> backward() {
    return List.of(new StateTanh(), new OutputGate(), new InputGate(), new ForgetGate());
  }

  /** Gates [from, to) through the logistic function, in place. */
  record SigmoidGates(int from, int to) implements StepKernel {
    @Override
    public void run(StepBuffers step) {
      float[] z = step.z;
      for (int row = 0; row < step.rows; row++) {
        int at = step.zAt + row * step.zStride;
        for (int i = at + from * step.width; i < at + to * step.width; i += LANES) {
          VectorMath.sigmoid(load(z, i)).intoArray(z, i);
        }
      }
    }
  }

  /** Gates [from, to) through tanh, in place. */
  private record TanhGates(int from, int to) implements StepKernel {
    @Override
    public void run(StepBuffers step) {
      float[] z = step.z;
      for (int row = 0; row < step.rows; row++) {
        int at = step.zAt + row * step.zStride;
        for (int i = at + from * step.width; i < at + to * step.width; i += LANES) {
          VectorMath.tanh(load(z, i)).intoArray(z, i);
        }
      }
    }
  }

  /** c_t and h_t from the gates. */
  private record Output() implements StepKernel {
    @Override
    public void run(StepBuffers step) {
      float[] z = step.z;
      float[] c = step.state;
      int w = step.width;
      for (int row = 0; row < step.rows; row++) {
        int zAt = step.zAt + row * step.zStride;
        int before = step.stateBeforeAt + row * w;
        int after = step.stateAfterAt + row * w;
        int hAt = step.hAt + row * step.hStride;
        for (int i = 0; i < w; i += LANES) {
          FloatVector kept = load(z, zAt + w + i).mul(load(c, before + i));
          FloatVector cell = load(z, zAt + i).fma(load(z, zAt + 2 * w + i), kept);
          cell.intoArray(c, after + i);
          load(z, zAt + 3 * w + i).mul(VectorMath.tanh(cell)).intoArray(step.h, hAt + i);
        }
      }
    }
  }

  /** tanh(c_t) again, which is cheaper than keeping it. */
  private record StateTanh() implements StepKernel {
    @Override
    public void run(StepBuffers step) {
      int w = step.width;
      for (int i = 0; i < step.rows * w; i += LANES) {
        FloatVector c = load(step.state, step.stateAfterAt + i);
        VectorMath.tanh(c).intoArray(step.scratch, i);
      }
    }
  }

  /** Turns o into dz_o and adds what comes through h_t to dc. */
  private record OutputGate() implements StepKernel {
    @Override
    public void run(StepBuffers step) {
      float[] z = step.z;
      float[] dc = step.dState;
      int w = step.width;
      for (int row = 0; row < step.rows; row++) {
        int oAt = step.zAt + row * step.zStride + 3 * w;
        int at = row * w;
        for (int i = 0; i < w; i += LANES) {
          FloatVector o = load(z, oAt + i);
          FloatVector t = load(step.scratch, at + i);
          FloatVector grad = load(step.dh, at + i);
          FloatVector through = grad.mul(o).mul(all(1f).sub(t.mul(t)));
          load(dc, at + i).add(through).intoArray(dc, at + i);
          FloatVector slope = o.mul(all(1f).sub(o));
          VectorMath.flush(grad.mul(t).mul(slope)).intoArray(z, oAt + i);
        }
      }
    }
  }

  /** Turns i and g into dz_i and dz_g. */
  private record InputGate() implements StepKernel {
    @Override
    public void run(StepBuffers step) {
      float[] z = step.z;
      int w = step.width;
      for (int row = 0; row < step.rows; row++) {
        int zAt = step.zAt + row * step.zStride;
        int dAt = row * w;
        for (int j = 0; j < w; j += LANES) {
          FloatVector d = load(step.dState, dAt + j);
          FloatVector i = load(z, zAt + j);
          FloatVector g = load(z, zAt + 2 * w + j);
          FloatVector di = d.mul(g).mul(i).mul(all(1f).sub(i));
          VectorMath.flush(di).intoArray(z, zAt + j);
          FloatVector dg = d.mul(i).mul(all(1f).sub(g.mul(g)));
          VectorMath.flush(dg).intoArray(z, zAt + 2 * w + j);
        }
      }
    }
  }

  /** Turns f into dz_f and dc into what goes on to the step before. */
  private record ForgetGate() implements StepKernel {
    @Override
    public void run(StepBuffers step) {
      float[] z = step.z;
      float[] dc = step.dState;
      int w = step.width;
      for (int row = 0; row < step.rows; row++) {
        int fAt = step.zAt + row * step.zStride + w;
        int before = step.stateBeforeAt + row * w;
        int dAt = row * w;
        for (int j = 0; j < w; j += LANES) {
          FloatVector d = load(dc, dAt + j);
          FloatVector f = load(z, fAt + j);
          FloatVector df = d.mul(load(step.state, before + j)).mul(f).mul(all(1f).sub(f));
          VectorMath.flush(df).intoArray(z, fAt + j);
          VectorMath.flush(d.mul(f)).intoArray(dc, dAt + j);
        }
      }
    }
  }
}
