package dev.eigenspark.nn.tape;

import dev.eigenspark.nn.Init;

/**
 * How a layer starts.
 *
 * @param weights its weights
 * @param biases its biases
 */
public record Start(Init weights, Init biases) {
  /** For a layer before a ReLU: He et al. (2015), biases 0. */
  public static final Start HE = new Start(Init.HE_NORMAL, Init.ZERO);

  /** Glorot, Bengio (2010), biases 0. */
  public static final Start GLOROT = new Start(Init.GLOROT_NORMAL, Init.ZERO);

  /** Before a tanh: the same with its gain 5/3, biases 0. */
  public static final Start GLOROT_TANH = new Start(Init.GLOROT_TANH, Init.ZERO);

  /** As PyTorch's linear layers: all uniform in +-1/sqrt(inputs). */
  public static final Start UNIFORM = new Start(Init.UNIFORM_FAN_IN, Init.UNIFORM_FAN_IN);
}
