package dev.eigenspark.nn;

import static dev.eigenspark.nn.VectorMath.LANES;
import static dev.eigenspark.nn.VectorMath.all;
import static dev.eigenspark.nn.VectorMath.load;

import java.util.EnumSet;
import java.util.Set;
import jdk.incubator.vector.FloatVector;

/**
 * Gated recurrent unit (Cho et al. 2014) in the form that applies the reset gate after the product,
 * as PyTorch and cuDNN do, so that one product a step gives all blocks:
 *
 * <pre>
 *   r, u = sigmoid(h_{t-1} V_{r,u} + x_t U_{r,u} + b_{r,u})
 *   c = tanh(r (h_{t-1} V_c + b_q) + x_t U_c + b_a)
 *   h_t = u h_{t-1} + (1 - u) c
 * </pre>
 *
 * <p>Backward as in {@link GatedCell}, with {@code da = dc (1 - c^2)}.
 */
final class GruCell extends GatedCell {
  GruCell() {
    super("gru", 0);
  }

  @Override
  Set<Operand> reads(int block) {
    return switch (block) {
      case RECURRENT -> EnumSet.of(Operand.HIDDEN, Operand.ONE);
      case CANDIDATE -> EnumSet.of(Operand.INPUT, Operand.ONE);
      default -> super.reads(block);
    };
  }

  @Override
  ParameterSpec vector(int index, int hidden) {
    throw new IndexOutOfBoundsException(index);
  }

  @Override
  StepKernel candidate() {
    return new Candidate();
  }

  @Override
  StepKernel candidateSlope() {
    return new CandidateSlope();
  }

  private record Candidate() implements StepKernel {
    @Override
    public void run(StepBuffers step) {
      float[] z = step.z;
      int w = step.width;
      for (int row = 0; row < step.rows; row++) {
        int at = step.zAt + row * step.zStride;
        for (int i = at; i < at + w; i += LANES) {
          FloatVector q = load(z, i + RECURRENT * w);
          FloatVector sum = load(z, i + RESET * w).fma(q, load(z, i + CANDIDATE * w));
          VectorMath.tanh(sum).intoArray(z, i + CANDIDATE * w);
        }
      }
    }
  }

  private record CandidateSlope() implements StepKernel {
    @Override
    public void run(StepBuffers step) {
      float[] z = step.z;
      int w = step.width;
      for (int row = 0; row < step.rows; row++) {
        int at = step.zAt + row * step.zStride + CANDIDATE * w;
        int dcAt = row * w;
        for (int i = 0; i < w; i += LANES) {
          FloatVector c = load(z, at + i);
          FloatVector d = load(step.scratch, dcAt + i).mul(all(1f).sub(c.mul(c)));
          VectorMath.flush(d).intoArray(z, at + i);
        }
      }
    }
  }
}
