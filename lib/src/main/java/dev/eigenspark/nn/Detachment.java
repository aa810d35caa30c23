package dev.eigenspark.nn;

import dev.eigenspark.rng.CounterRandom;
import dev.eigenspark.rng.Streams;
import java.io.Serializable;

/**
 * Blocks recurrent edges at random on the way back (h-detach: Arpit, Kanuparthi, Kerg, Ke,
 * Mitliagkas, Bengio, h-detach: Modifying the LSTM gradient towards better optimization, ICLR 2019,
 * algorithm 1): with {@code xi_t, eta_t} in {0, 1}, one coin each for all rows and units of a
 * minibatch and fresh at every step t,
 *
 * <pre>
 *   dL/dh_{t-1} = (from above) + xi_t dz_t V^T      P(xi_t = 0) = blockProb
 *   dL/dc_{t-1} = (through h_{t-1}) + eta_t f_t dL/dc_t      P(eta_t = 0) = cBlockProb
 * </pre>
 *
 * <p>Forward values, and the weight gradients h_{t-1}^T dz_t, are never blocked. The gradient is
 * affine in every coin, so its mean is the gradient with every xi at 1 - blockProb. The coins are a
 * pure function of (network seed, worker, local step, t); all recurrent layers of a network share
 * them.
 *
 * @param blockProb probability that the edge h_{t-1} to the gates is blocked, in [0, 1]
 * @param cBlockProb probability that the edge c_{t-1} to c_t is blocked, in [0, 1]
 * @param steps first local steps that block; 0 stands for all
 */
public record Detachment(double blockProb, double cBlockProb, long steps) implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Tosses the coins of one minibatch. */
  void toss(RecurrentEdges edges, long seed, int worker, int step) {
    if (steps > 0 && step >= steps) {
      edges.open();
      return;
    }
    long row = ((long) worker << Integer.SIZE) + step;
    CounterRandom random = new CounterRandom(seed, Streams.DETACH, row);
    for (int t = 0; t < edges.steps(); t++) {
      // Both are drawn whatever the probabilities, so that one does not change the other's coins.
      edges.blockHidden(t, random.nextFloat() < blockProb);
      edges.blockState(t, random.nextFloat() < cBlockProb);
    }
  }
}
