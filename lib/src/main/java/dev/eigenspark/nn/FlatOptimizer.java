package dev.eigenspark.nn;

import java.util.Optional;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.config.RmsProp;
import org.nd4j.linalg.learning.config.Sgd;

/**
 * An optimizer step fused over a network's flat vectors: one pass over parameters, gradient and
 * memory, with the formulas and the memory layout of DL4J's updater of the same name.
 */
public abstract class FlatOptimizer {
  // Plain loops over short arrays, which stay in the first-level cache and which the compiler turns
  // into vectors by itself.
  private static final int CHUNK = 1024;

  private final int kept;
  private final float[] p = new float[CHUNK];
  private final float[] g = new float[CHUNK];
  private final float[][] memory;

  /**
   * An optimizer.
   *
   * @param kept values of memory for each parameter
   */
  FlatOptimizer(int kept) {
    this.kept = kept;
    memory = new float[kept][CHUNK];
  }

  /** The fused form of a DL4J updater, if there is one and its learning rate is constant. */
  public static Optional<FlatOptimizer> of(IUpdater updater) {
    if (updater instanceof RmsProp r && r.getLearningRateSchedule() == null) {
      return Optional.of(new Rms(r));
    }
    if (updater instanceof Adam a && a.getLearningRateSchedule() == null) {
      return Optional.of(new AdamStep(a));
    }
    if (updater instanceof Sgd s && s.getLearningRateSchedule() == null) {
      return Optional.of(new Gradient(s));
    }
    return Optional.empty();
  }

  /** Values of memory for each parameter. */
  final int kept() {
    return kept;
  }

  /**
   * One step.
   *
   * @param parameters changed in place
   * @param gradient of the same length
   * @param state the optimizer's memory, changed in place: the first value of all parameters, then
   *     the second; null for an optimizer that has none
   * @param step which step this is, from 1
   */
  public final void step(FloatBlock parameters, FloatBlock gradient, FloatBlock state, long step) {
    begin(step);
    int length = parameters.length();
    for (int at = 0; at < length; at += CHUNK) {
      int count = Math.min(CHUNK, length - at);
      parameters.get(at, p, 0, count);
      gradient.get(at, g, 0, count);
      for (int k = 0; k < kept; k++) {
        state.get(k * length + at, memory[k], 0, count);
      }
      change(p, g, memory);
      parameters.put(at, p, 0, count);
      for (int k = 0; k < kept; k++) {
        state.put(k * length + at, memory[k], 0, count);
      }
    }
  }

  /** Prepares what is the same for all parameters of a step. */
  void begin(long step) {}

  /** Changes parameters and memory; what lies beyond a short chunk is not used. */
  abstract void change(float[] p, float[] g, float[][] memory);

  /** {@code p -= lr g}. */
  private static final class Gradient extends FlatOptimizer {
    private final float lr;

    Gradient(Sgd updater) {
      super(0);
      lr = (float) updater.getLearningRate();
    }

    @Override
    void change(float[] p, float[] g, float[][] memory) {
      for (int i = 0; i < CHUNK; i++) {
        p[i] -= g[i] * lr;
      }
    }
  }

  /** {@code v = a v + (1-a) g^2}, {@code p -= lr g / (sqrt(v) + eps)}. */
  private static final class Rms extends FlatOptimizer {
    private final float lr;
    private final float decay;
    private final float rest;
    private final float epsilon;

    Rms(RmsProp updater) {
      super(1);
      lr = (float) updater.getLearningRate();
      decay = (float) updater.getRmsDecay();
      rest = (float) (1 - updater.getRmsDecay());
      epsilon = (float) updater.getEpsilon();
    }

    @Override
    void change(float[] p, float[] g, float[][] memory) {
      float[] v = memory[0];
      for (int i = 0; i < CHUNK; i++) {
        v[i] = v[i] * decay + g[i] * g[i] * rest;
        p[i] -= g[i] * lr / ((float) Math.sqrt(v[i]) + epsilon);
      }
    }
  }

  /**
   * {@code m = b1 m + (1-b1) g}, {@code v = b2 v + (1-b2) g^2}, {@code p -= lr sqrt(1-b2^t) /
   * (1-b1^t) m / (sqrt(v) + eps)} (Kingma, Ba 2015, section 2, the efficient order). Memory: all m,
   * then all v.
   */
  private static final class AdamStep extends FlatOptimizer {
    private final Adam updater;
    private final float beta1;
    private final float beta2;
    private final float rest1;
    private final float rest2;
    private final float epsilon;
    private float rate;

    AdamStep(Adam updater) {
      super(2);
      this.updater = updater;
      beta1 = (float) updater.getBeta1();
      beta2 = (float) updater.getBeta2();
      rest1 = (float) (1 - updater.getBeta1());
      rest2 = (float) (1 - updater.getBeta2());
      epsilon = (float) updater.getEpsilon();
    }

    @Override
    void begin(long step) {
      double unbiased1 = 1 - Math.pow(updater.getBeta1(), step);
      double unbiased2 = 1 - Math.pow(updater.getBeta2(), step);
      rate = (float) (updater.getLearningRate() * Math.sqrt(unbiased2) / unbiased1);
    }

    @Override
    void change(float[] p, float[] g, float[][] memory) {
      float[] m = memory[0];
      float[] v = memory[1];
      for (int i = 0; i < CHUNK; i++) {
        m[i] = m[i] * beta1 + g[i] * rest1;
        v[i] = v[i] * beta2 + g[i] * g[i] * rest2;
        p[i] -= m[i] * rate / ((float) Math.sqrt(v[i]) + epsilon);
      }
    }
  }
}
