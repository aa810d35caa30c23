package dev.eigenspark.analysis;

import dev.eigenspark.linalg.GramSchmidt;
import dev.eigenspark.nn.StateDynamics;
import java.util.Arrays;
import java.util.function.IntFunction;

/**
 * The k largest Lyapunov exponents along one trajectory by the QR method (Benettin, Galgani,
 * Giorgilli, Strelcyn, Lyapunov characteristic exponents for smooth dynamical systems; a method for
 * computing all of them, Meccanica 15, 1980): with J_t the Jacobian of step t and orthonormal
 * columns Q_0,
 *
 * <pre>
 *   J_t Q_{t-1} = Q_t R_t, diag(R_t) > 0        lambda_j = mean over t of ln (R_t)_jj
 * </pre>
 *
 * <p>They come from large to small when the mean is long. A direction that a step takes to nothing
 * has minus infinity.
 */
final class LyapunovExponents {
  private LyapunovExponents() {}

  /**
   * Where to go along.
   *
   * @param start s_0
   * @param steps number of steps
   * @param burnIn steps at the start that the mean leaves out, fewer than all
   * @param input x_t of the steps t from 0
   */
  record Trajectory(double[] start, int steps, int burnIn, IntFunction<double[]> input) {}

  /**
   * The exponents, in nats per step; NaN where the state left the range of double.
   *
   * @param directions Q_0, its columns as rows; they are used up
   */
  static double[] along(StateDynamics dynamics, Trajectory trajectory, double[][] directions) {
    double[] state = trajectory.start().clone();
    double[] means = new double[directions.length];
    int counted = trajectory.steps() - trajectory.burnIn();
    for (int t = 0; t < trajectory.steps(); t++) {
      dynamics.step(trajectory.input().apply(t), state, directions);
      double[] stretch = GramSchmidt.orthonormalize(directions);
      if (t >= trajectory.burnIn()) {
        Arrays.setAll(means, j -> means[j] + Math.log(stretch[j]) / counted);
      }
    }
    if (!Arrays.stream(state).allMatch(Double::isFinite)) {
      Arrays.fill(means, Double.NaN);
    }
    return means;
  }
}
