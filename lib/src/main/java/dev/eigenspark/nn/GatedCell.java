package dev.eigenspark.nn;

import static dev.eigenspark.nn.VectorMath.LANES;
import static dev.eigenspark.nn.VectorMath.all;
import static dev.eigenspark.nn.VectorMath.load;

import java.util.List;
import jdk.incubator.vector.FloatVector;

/**
 * What the gated recurrent units share: a reset gate r and an update gate u, the product q that
 * only reads the state, and the part a of the candidate c that only reads the input:
 *
 * <pre>
 *   r, u = sigmoid(z_r, z_u)      c = phi(r q + a)      h_t = u h_{t-1} + (1 - u) c
 * </pre>
 *
 * <p>The blocks of z are {@code z_r, z_u, q, a}. Because h_t also holds a part of h_{t-1} that went
 * through no product, h is carried as state too, and its gradient arrives in two parts. With d
 * their sum, and dc the candidate's: {@code dz_u = d (h_{t-1} - c) u (1-u)}, {@code dc = d (1-u)},
 * {@code da = dc phi'(r q + a)}, {@code dq = da r}, {@code dz_r = da q r (1-r)}, and {@code d u}
 * goes on to step t-1.
 */
abstract class GatedCell extends Cell {
  /** Blocks of z. */
  static final int RESET = 0;

  static final int UPDATE = 1;
  static final int RECURRENT = 2;
  static final int CANDIDATE = 3;

  GatedCell(String name, int vectors) {
    super(name, 4, 1, vectors);
  }

  @Override
  public final String[] gateNames() {
    return new String[] {"V.reset", "V.update", "V.candidate"};
  }

  @Override
  final boolean keepsActivations() {
    return true;
  }

  @Override
  final boolean parametrizable() {
    return true;
  }

  @Override
  final boolean stateIsHidden() {
    return true;
  }

  @Override
  final List<StepKernel> forward() {
    return List.of(new LstmCell.SigmoidGates(RESET, RECURRENT), candidate(), new Output());
  }

  @Override
  final List<StepKernel> backward() {
    return List.of(new UpdateGate(), candidateSlope(), new ResetGate());
  }

  /** From r, q and a to c, in place of a. */
  abstract StepKernel candidate();

  /** From c, and dc in the scratch, to da, in place of c. */
  abstract StepKernel candidateSlope();

  /** h_t from u, c and h_{t-1}. */
  private record Output() implements StepKernel {
    @Override
    public void run(StepBuffers step) {
      float[] z = step.z;
      int w = step.width;
      for (int row = 0; row < step.rows; row++) {
        int zAt = step.zAt + row * step.zStride;
        int before = step.stateBeforeAt + row * w;
        int after = step.stateAfterAt + row * w;
        int hAt = step.hAt + row * step.hStride;
        for (int i = 0; i < w; i += LANES) {
          FloatVector c = load(z, zAt + CANDIDATE * w + i);
          FloatVector u = load(z, zAt + UPDATE * w + i);
          FloatVector h = load(step.state, before + i).sub(c).fma(u, c);
          h.intoArray(step.state, after + i);
          h.intoArray(step.h, hAt + i);
        }
      }
    }
  }

  /** Turns u into dz_u, leaves dc in the scratch, and in dState what goes on to the step before. */
  private record UpdateGate() implements StepKernel {
    @Override
    public void run(StepBuffers step) {
      float[] z = step.z;
      float[] dState = step.dState;
      int w = step.width;
      for (int row = 0; row < step.rows; row++) {
        int zAt = step.zAt + row * step.zStride;
        int before = step.stateBeforeAt + row * w;
        int dAt = row * w;
        for (int i = 0; i < w; i += LANES) {
          FloatVector d = load(step.dh, dAt + i).add(load(dState, dAt + i));
          FloatVector u = load(z, zAt + UPDATE * w + i);
          FloatVector through = d.mul(all(1f).sub(u));
          through.intoArray(step.scratch, dAt + i);
          FloatVector change = load(step.state, before + i).sub(load(z, zAt + CANDIDATE * w + i));
          VectorMath.flush(through.mul(change).mul(u)).intoArray(z, zAt + UPDATE * w + i);
          VectorMath.flush(d.mul(u)).intoArray(dState, dAt + i);
        }
      }
    }
  }

  /** Turns q into dq and r into dz_r. */
  private record ResetGate() implements StepKernel {
    @Override
    public void run(StepBuffers step) {
      float[] z = step.z;
      int w = step.width;
      for (int row = 0; row < step.rows; row++) {
        int at = step.zAt + row * step.zStride;
        for (int i = at; i < at + w; i += LANES) {
          FloatVector r = load(z, i + RESET * w);
          FloatVector q = load(z, i + RECURRENT * w);
          FloatVector dq = load(z, i + CANDIDATE * w).mul(r);
          VectorMath.flush(dq).intoArray(z, i + RECURRENT * w);
          VectorMath.flush(dq.mul(q).mul(all(1f).sub(r))).intoArray(z, i + RESET * w);
        }
      }
    }
  }
}
