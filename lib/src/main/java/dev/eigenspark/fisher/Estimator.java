package dev.eigenspark.fisher;

/**
 * Ways to estimate the trace of F. Each runs errors e of the logits back, with {@code E e e^T =
 * diag(p) - p p^T} and independent over the steps of a trial, so that cross terms of steps vanish.
 */
public enum Estimator {
  /**
   * No draw: {@code sum_k p_k |g(x, k)|^2}, one pass for each class and labelled step; {@code e =
   * sqrt(p_k) (p - 1[k])} at that step and 0 at the others.
   */
  EXACT {
    @Override
    public int passes(int draws, int steps, int classes) {
      return Math.multiplyExact(steps, classes);
    }

    @Override
    public double weight(int draws) {
      return 1;
    }

    @Override
    public void replace(Draws draws, int pass, long row, int step, double[] p) {
      double part = pass / p.length == step ? Math.sqrt(p[pass % p.length]) : 0;
      p[pass % p.length] -= 1;
      for (int k = 0; k < p.length; k++) {
        p[k] *= part;
      }
    }
  },
  /** {@code |g(x, y)|^2} with all labels y of the trial drawn at once. */
  MC {
    @Override
    public void replace(Draws draws, int pass, long row, int step, double[] p) {
      p[draws.label(row, pass, step, p)] -= 1;
    }
  },
  /**
   * {@code e = sqrt(p) s - p (sqrt(p) . s)} with random signs s: less noise than labels where there
   * are many classes.
   */
  LOGIT {
    @Override
    public void replace(Draws draws, int pass, long row, int step, double[] p) {
      double[] signed = new double[p.length];
      draws.signs(row, pass, step, signed);
      double dot = 0;
      for (int k = 0; k < p.length; k++) {
        signed[k] *= Math.sqrt(p[k]);
        dot += signed[k];
      }
      for (int k = 0; k < p.length; k++) {
        p[k] = signed[k] - p[k] * dot;
      }
    }
  },
  /**
   * {@code B |mean of g over a minibatch|^2} with drawn labels: one pass for B trials, since
   * gradients of different trials are independent and E g = 0. The noisiest.
   */
  BATCH {
    @Override
    public void replace(Draws draws, int pass, long row, int step, double[] p) {
      MC.replace(draws, pass, row, step, p);
    }
  };

  /**
   * Backward passes for an estimate.
   *
   * @param draws times that labels or signs are drawn
   * @param steps labelled steps of a trial
   * @param classes outputs of the network
   */
  public int passes(int draws, int steps, int classes) {
    return draws;
  }

  /** What the squared norm of a pass counts in the sum over passes. */
  public double weight(int draws) {
    return 1.0 / draws;
  }

  /**
   * Replaces the probabilities of a row by its error.
   *
   * @param pass in [0, {@link #passes})
   * @param row the trial
   * @param step labelled step, from 0
   */
  public abstract void replace(Draws draws, int pass, long row, int step, double[] p);
}
