package dev.eigenspark.nn;

import static dev.eigenspark.nn.VectorMath.LANES;
import static dev.eigenspark.nn.VectorMath.ORDER;
import static dev.eigenspark.nn.VectorMath.SPECIES;
import static dev.eigenspark.nn.VectorMath.all;

import java.nio.ByteBuffer;
import java.util.Optional;
import jdk.incubator.vector.FloatVector;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.config.RmsProp;
import org.nd4j.linalg.learning.config.Sgd;

/**
 * An optimizer step fused over a network's flat vectors: one pass over parameters, gradient and
 * memory, with the formulas and the memory layout of DL4J's updater of the same name.
 */
public abstract class FlatOptimizer {
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

  /**
   * One step.
   *
   * @param parameters changed in place
   * @param gradient of the same length
   * @param memory the optimizer's memory, changed in place; null for one that has none
   * @param step which step this is, from 1
   */
  public final void step(FloatBlock parameters, FloatBlock gradient, FloatBlock memory, long step) {
    begin(step);
    int length = parameters.length();
    int whole = length - length % LANES;
    ByteBuffer p = parameters.bytes();
    ByteBuffer g = gradient.bytes();
    ByteBuffer m = memory == null ? null : memory.bytes();
    for (int i = 0; i < whole; i += LANES) {
      FloatVector change = change(load(g, i), m, i, length);
      load(p, i).sub(change).intoByteBuffer(p, Float.BYTES * i, ORDER);
    }
    for (int i = whole; i < length; i++) {
      parameters.put(i, parameters.get(i) - change(gradient.get(i), memory, i, length));
    }
  }

  /** Prepares what is the same for all parameters of a step. */
  void begin(long step) {}

  abstract FloatVector change(FloatVector g, ByteBuffer memory, int at, int length);

  abstract float change(float g, FloatBlock memory, int at, int length);

  private static FloatVector load(ByteBuffer values, int at) {
    return FloatVector.fromByteBuffer(SPECIES, values, Float.BYTES * at, ORDER);
  }

  private static void store(FloatVector value, ByteBuffer values, int at) {
    value.intoByteBuffer(values, Float.BYTES * at, ORDER);
  }

  /** {@code p -= lr g}. */
  private static final class Gradient extends FlatOptimizer {
    private final float lr;

    Gradient(Sgd updater) {
      lr = (float) updater.getLearningRate();
    }

    @Override
    FloatVector change(FloatVector g, ByteBuffer memory, int at, int length) {
      return g.mul(lr);
    }

    @Override
    float change(float g, FloatBlock memory, int at, int length) {
      return g * lr;
    }
  }

  /** {@code v = a v + (1-a) g^2}, {@code p -= lr g / (sqrt(v) + eps)}. */
  private static final class Rms extends FlatOptimizer {
    private final float lr;
    private final float decay;
    private final float rest;
    private final float epsilon;

    Rms(RmsProp updater) {
      lr = (float) updater.getLearningRate();
      decay = (float) updater.getRmsDecay();
      rest = (float) (1 - updater.getRmsDecay());
      epsilon = (float) updater.getEpsilon();
    }

    @Override
    FloatVector change(FloatVector g, ByteBuffer memory, int at, int length) {
      FloatVector v = load(memory, at).mul(decay).add(g.mul(g).mul(rest));
      store(v, memory, at);
      return g.mul(lr).div(v.sqrt().add(epsilon));
    }

    @Override
    float change(float g, FloatBlock memory, int at, int length) {
      float v = memory.get(at) * decay + g * g * rest;
      memory.put(at, v);
      return g * lr / ((float) Math.sqrt(v) + epsilon);
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
    FloatVector change(FloatVector g, ByteBuffer memory, int at, int length) {
      FloatVector m = load(memory, at).mul(beta1).add(g.mul(rest1));
      FloatVector v = load(memory, length + at).mul(beta2).add(g.mul(g).mul(rest2));
      store(m, memory, at);
      store(v, memory, length + at);
      return m.mul(all(rate)).div(v.sqrt().add(epsilon));
    }

    @Override
    float change(float g, FloatBlock memory, int at, int length) {
      float m = memory.get(at) * beta1 + g * rest1;
      float v = memory.get(length + at) * beta2 + g * g * rest2;
      memory.put(at, m);
      memory.put(length + at, v);
      return m * rate / ((float) Math.sqrt(v) + epsilon);
    }
  }
}
