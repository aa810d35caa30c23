package dev.eigenspark.fisher;

/** Matrices that say how a loss curves. */
public enum CurvatureMatrix {
  /**
   * The Fisher information F. Of a sum over steps it is the Hessian but for the curvature of the
   * logits.
   */
  FISHER {
    @Override
    public double factor(Reduction loss, int steps) {
      return loss.traceFactor(steps) / steps;
    }
  },
  /** The Hessian H of the mean loss of the trials, with the labels of the data. */
  HESSIAN {
    @Override
    public double factor(Reduction loss, int steps) {
      return loss == Reduction.SUM ? steps : 1;
    }
  };

  /**
   * What the matrix is as a multiple of {@code 1/(N L) sum over trials and labelled steps} of the
   * steps' matrices.
   *
   * @param loss of a trial
   * @param steps labelled steps L of a trial
   */
  public abstract double factor(Reduction loss, int steps);
}
