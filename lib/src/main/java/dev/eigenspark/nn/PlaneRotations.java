package dev.eigenspark.nn;

import java.util.List;

/**
 * An orthogonal recurrent matrix as a product of layers of rotations of neighbouring planes, {@code
 * V = L_1 L_2 ... L_capacity} (EUNN, the tunable form of Jing et al., Tunable efficient unitary
 * neural networks, ICML 2017, section 3.2; real case). Odd layers turn the planes (0,1), (2,3) ...,
 * even ones (1,2), (3,4) ..., each by its own angle: {@code h_i, h_{i+1} -> c h_i - s h_{i+1}, s
 * h_i + c h_{i+1}}. A unit that is left without a neighbour stays as it is.
 *
 * <p>Parameters: {@code theta}, the angles, layer by layer. Each layer widens the band of V by one,
 * and H layers have H (H - 1) / 2 angles, as many as a rotation of H dimensions has degrees of
 * freedom; det V is always +1.
 *
 * @param capacity number of layers, from 1 to H
 */
public record PlaneRotations(int capacity) implements Parametrization {
  private static final long serialVersionUID = 1L;

  @Override
  public List<ParameterSpec> specs(int hidden) {
    if (capacity < 1 || capacity > hidden || hidden < 2) {
      throw new IllegalArgumentException(
          "capacity " + capacity + " must be in [1, " + hidden + "] and hidden at least 2");
    }
    int angles = 0;
    for (int layer = 0; layer < capacity; layer++) {
      angles += planes(layer, hidden);
    }
    return List.of(new ParameterSpec("theta", 1, angles, hidden, hidden, Init.UNIFORM_TURN));
  }

  /** Planes that a layer turns, counted from 0; the first begins at unit {@code layer % 2}. */
  static int planes(int layer, int hidden) {
    return (hidden - layer % 2) / 2;
  }

  @Override
  public MatrixMap map(int hidden) {
    return new PlaneRotationsMap(capacity, hidden);
  }
}
