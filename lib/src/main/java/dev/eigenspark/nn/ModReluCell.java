package dev.eigenspark.nn;

import static dev.eigenspark.nn.VectorMath.LANES;
import static dev.eigenspark.nn.VectorMath.flush;
import static dev.eigenspark.nn.VectorMath.load;
import static dev.eigenspark.nn.VectorMath.modRelu;
import static dev.eigenspark.nn.VectorMath.nonZero;
import static dev.eigenspark.nn.VectorMath.sign;

import java.util.List;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;

/**
 * Vanilla recurrence with the modReLU nonlinearity (Arjovsky, Shah, Bengio 2016; real form as in
 * Helfrich et al. 2018 and Kerg et al. 2019, section 2): {@code h_t = sign(z_t) max(|z_t| + b, 0)}
 * with one b for each unit and sign(0) = 0.
 *
 * <p>Backward: {@code dz = dh} where the unit is active, else 0; {@code db = sum sign(z) dz}. A
 * unit is active exactly where h is not 0, and then sign(h) = sign(z), so h alone is needed.
 */
final class ModReluCell extends Cell {
  ModReluCell() {
    super("modrelu", 1, 0, 1);
  }

  @Override
  public String[] gateNames() {
    return new String[] {"V"};
  }

  @Override
  boolean keepsActivations() {
    return false;
  }

  @Override
  ParameterSpec vector(int index, int hidden) {
    return new ParameterSpec("modrelu", 1, hidden, hidden, hidden, Init.UNIFORM_SMALL);
  }

  @Override
  List<StepKernel> forward() {
    return List.of(new Activation());
  }

  @Override
  List<StepKernel> backward() {
    return List.of(new Slope());
  }

  private record Activation() implements StepKernel {
    @Override
    public void run(StepBuffers step) {
      for (int row = 0; row < step.rows; row++) {
        int zAt = step.zAt + row * step.zStride;
        int hAt = step.hAt + row * step.hStride;
        for (int i = 0; i < step.width; i += LANES) {
          modRelu(load(step.z, zAt + i), load(step.vectors, i)).intoArray(step.h, hAt + i);
        }
      }
    }
  }

  private record Slope() implements StepKernel {
    @Override
    public void run(StepBuffers step) {
      float[] db = step.dVectors;
      for (int row = 0; row < step.rows; row++) {
        int hAt = step.hAt + row * step.hStride;
        int dhAt = row * step.width;
        int dzAt = step.dzAt + row * step.zStride;
        for (int i = 0; i < step.width; i += LANES) {
          FloatVector h = load(step.h, hAt + i);
          IntVector active = load(step.dh, dhAt + i).viewAsIntegralLanes().and(nonZero(h));
          FloatVector d = flush(active.viewAsFloatingLanes());
          d.intoArray(step.dz, dzAt + i);
          IntVector signed = d.viewAsIntegralLanes().lanewise(VectorOperators.XOR, sign(h));
          load(db, i).add(signed.viewAsFloatingLanes()).intoArray(db, i);
        }
      }
    }
  }
}
