package dev.eigenspark.config;

import java.io.Serializable;

/**
 * The {@code train.penalty} section: the loss of a minibatch of B trials is joined by {@code alpha
 * |g|^2}, g the mean gradient of the minibatch with labels of some kind. Each worker penalises its
 * own minibatches, so with the network's own labels the penalty is {@code alpha Tr F / B} on
 * average, whatever the number of workers. With {@link Kind#INPUT} it is alpha times the mean of
 * the trials' {@code |dl/dx|^2} instead.
 *
 * @param kind whose labels
 * @param alpha weight of the penalty; alpha / B is what to keep when B changes
 * @param every local steps for which the penalty's gradient is used; counted from the beginning of
 *     a round, so that a round depends on nothing before it
 * @param scoreTerm whether the gradient also follows the probabilities with which labels are drawn
 * @param radius length of the step of central differences, as a part of the norm of what moves
 */
public record PenaltyOptions(
    @Setting(
            doc =
                "loss joined by alpha times the squared norm of the minibatch's gradient, with labels"
                    + " from the network (fisher), of the data (data) or drawn evenly (uniform), or"
                    + " of each trial's gradient by its inputs (input)",
            or = "none")
        Kind kind,
    @Setting(
            doc = "weight of the penalty, which for fisher is Tr F / batch on average; 0: none",
            or = "0")
        double alpha,
    @Setting(
            doc = "local steps of a round for which a gradient of the penalty is used again",
            or = "10")
        int every,
    @Setting(
            doc = "fisher: also follow the probabilities of the labels, which the paper does not",
            or = "false")
        boolean scoreTerm,
    @Setting(
            doc =
                "step of the central differences, as a part of the norm of the parameters or inputs",
            or = "1e-3")
        double radius)
    implements Serializable {
  /** Whose labels the penalised gradient has. */
  public enum Kind {
    /** There is no penalty. */
    NONE,
    /** Drawn from the network's predictions: the Fisher penalty (Jastrzebski et al. 2021). */
    FISHER,
    /** Those of the data: the gradient norm penalty GP. */
    DATA,
    /** Drawn with the same probability for each class: GP_r. */
    UNIFORM,
    /** Those of the data, and the gradient is by the inputs: GP_x. */
    INPUT
  }

  /** Validates the ranges. */
  public PenaltyOptions {
    if (!(alpha >= 0)) {
      throw new IllegalArgumentException("alpha = " + alpha + " must be at least 0");
    }
    Limits.atLeast("every", every, 1);
    Limits.positive("radius", radius);
    if (scoreTerm && kind != Kind.FISHER) {
      throw new IllegalArgumentException(
          "scoreTerm = true needs kind = fisher: other labels do not depend on the parameters");
    }
  }

  /** Whether it changes anything. */
  public boolean isOn() {
    return kind != Kind.NONE && alpha > 0;
  }
}
