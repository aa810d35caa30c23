package dev.eigenspark.analysis;

/**
 * Adam with decoupled weight decay (Loshchilov, Hutter, Decoupled weight decay regularization, ICLR
 * 2019) under a cosine schedule, in double. In step t of T, from 1, with r = rate / 2 (1 + cos(pi
 * (t-1) / T)):
 *
 * <pre>
 * m = b1 m + (1-b1) g     v = b2 v + (1-b2) g^2
 * p = p - r (decay p + m / (1-b1^t) / (sqrt(v / (1-b2^t)) + eps))
 * </pre>
 */
final class AdamW {
  private static final double BETA1 = 0.9;
  private static final double BETA2 = 0.999;
  private static final double EPSILON = 1e-8;
  private static final double DECAY = 5e-4;

  private final double rate;
  private final int steps;
  private final double[] m;
  private final double[] v;
  private int done;

  /**
   * Before the first step.
   *
   * @param parameters how many there are
   * @param rate learning rate of the first step
   * @param steps T
   */
  AdamW(int parameters, double rate, int steps) {
    this.rate = rate;
    this.steps = steps;
    m = new double[parameters];
    v = new double[parameters];
  }

  /** One step, which changes the parameters in place. */
  void step(double[] parameters, double[] gradient) {
    double r = rate / 2 * (1 + StrictMath.cos(Math.PI * done / steps));
    done++;
    double unbiased1 = 1 - StrictMath.pow(BETA1, done);
    double unbiased2 = 1 - StrictMath.pow(BETA2, done);
    for (int k = 0; k < parameters.length; k++) {
      m[k] = BETA1 * m[k] + (1 - BETA1) * gradient[k];
      v[k] = BETA2 * v[k] + (1 - BETA2) * gradient[k] * gradient[k];
      double direction = m[k] / unbiased1 / (Math.sqrt(v[k] / unbiased2) + EPSILON);
      parameters[k] -= r * (DECAY * parameters[k] + direction);
    }
  }
}
