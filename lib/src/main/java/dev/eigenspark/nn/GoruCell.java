package dev.eigenspark.nn;

import static dev.eigenspark.nn.VectorMath.LANES;
import static dev.eigenspark.nn.VectorMath.flush;
import static dev.eigenspark.nn.VectorMath.load;
import static dev.eigenspark.nn.VectorMath.modRelu;
import static dev.eigenspark.nn.VectorMath.nonZero;
import static dev.eigenspark.nn.VectorMath.sign;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;

/**
 * Gated orthogonal recurrent unit (Jing et al. 2019, arXiv:1706.02761): the candidate is a modReLU
 * of an orthogonal matrix's product, which a {@link Parametrization} of V's last matrix makes:
 *
 * <pre>
 *   r, u = sigmoid(h_{t-1} V_{r,u} + x_t U_{r,u} + b_{r,u})
 *   c = modReLU(r (h_{t-1} Q) + x_t U_c; b)      modReLU(v; b) = sign(v) max(|v| + b, 0)
 *   h_t = u h_{t-1} + (1 - u) c
 * </pre>
 *
 * <p>Backward as in {@link GatedCell}, with {@code da = dc} where c is not 0, else 0, and {@code db
 * = sum sign(c) da}. The reset gates start open, with a bias of 2, and b at 0.01.
 */
final class GoruCell extends GatedCell {
  GoruCell() {
    super("goru", 1);
  }

  @Override
  Set<Operand> reads(int block) {
    return switch (block) {
      case RECURRENT -> EnumSet.of(Operand.HIDDEN);
      case CANDIDATE -> EnumSet.of(Operand.INPUT);
      default -> super.reads(block);
    };
  }

  @Override
  List<ParameterSpec> biases(int hidden, int fanIn) {
    return List.of(
        new ParameterSpec("br", 1, hidden, fanIn, hidden, Init.TWO),
        new ParameterSpec("bu", 1, hidden, fanIn, hidden, Init.UNIFORM_FAN_IN));
  }

  @Override
  ParameterSpec vector(int index, int hidden) {
    return new ParameterSpec("modrelu", 1, hidden, hidden, hidden, Init.SMALL);
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
        for (int i = 0; i < w; i += LANES) {
          FloatVector q = load(z, at + RECURRENT * w + i);
          FloatVector a = load(z, at + CANDIDATE * w + i);
          FloatVector sum = load(z, at + RESET * w + i).fma(q, a);
          modRelu(sum, load(step.vectors, i)).intoArray(z, at + CANDIDATE * w + i);
        }
      }
    }
  }

  private record CandidateSlope() implements StepKernel {
    @Override
    public void run(StepBuffers step) {
      float[] z = step.z;
      float[] db = step.dVectors;
      int w = step.width;
      for (int row = 0; row < step.rows; row++) {
        int at = step.zAt + row * step.zStride + CANDIDATE * w;
        int dcAt = row * w;
        for (int i = 0; i < w; i += LANES) {
          FloatVector c = load(z, at + i);
          IntVector active = load(step.scratch, dcAt + i).viewAsIntegralLanes().and(nonZero(c));
          FloatVector d = flush(active.viewAsFloatingLanes());
          d.intoArray(z, at + i);
          IntVector signed = d.viewAsIntegralLanes().lanewise(VectorOperators.XOR, sign(c));
          load(db, i).add(signed.viewAsFloatingLanes()).intoArray(db, i);
        }
      }
    }
  }
}
