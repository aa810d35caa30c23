package dev.eigenspark.nn;

/**
 * A recurrence {@code s_t = F(s_{t-1}, x_t)} in double, with its exact derivative by the state: for
 * analyses that follow small deviations over many steps.
 */
public interface StateDynamics {
  /** Numbers of the state s. */
  int size();

  /**
   * One step, in place.
   *
   * @param x the input x_t
   * @param state s_{t-1} before, s_t after
   * @param tangents in each row a deviation v from s_{t-1} before, {@code J_t v} after, with {@code
   *     J_t = ds_t/ds_{t-1}}
   */
  void step(double[] x, double[] state, double[][] tangents);
}
