package dev.eigenspark.nn;

import dev.eigenspark.rng.CounterRandom;
import java.util.Arrays;

/**
 * How a parameter starts. Matrices are {@code rows x cols}, row-major; a matrix that holds several
 * gates side by side is drawn gate by gate.
 */
public enum Init {
  /** All zero. */
  ZERO {
    @Override
    void fill(float[] values, Shape shape, CounterRandom random) {}
  },
  /** Uniform in {@code +-1/sqrt(fanIn)}. */
  UNIFORM_FAN_IN {
    @Override
    void fill(float[] values, Shape shape, CounterRandom random) {
      uniform(values, (float) (1 / Math.sqrt(shape.fanIn())), random);
    }
  },
  /** Uniform in {@code +-1/sqrt(fanOut)}; in a recurrent layer fanOut is the number of units. */
  UNIFORM_FAN_OUT {
    @Override
    void fill(float[] values, Shape shape, CounterRandom random) {
      uniform(values, (float) (1 / Math.sqrt(shape.fanOut())), random);
    }
  },
  /** Uniform in +-0.01: modReLU's bias, for a start close to linear, and EUNN's and GORU's U. */
  UNIFORM_SMALL {
    @Override
    void fill(float[] values, Shape shape, CounterRandom random) {
      uniform(values, 0.01f, random);
    }
  },
  /** Gaussian with standard deviation {@code sqrt(2 / (fanIn + fanOut))} (Glorot, Bengio 2010). */
  GLOROT_NORMAL {
    @Override
    void fill(float[] values, Shape shape, CounterRandom random) {
      gaussian(values, Math.sqrt(2.0 / (shape.fanIn() + shape.fanOut())), random);
    }
  },
  /** The same, times 5/3: before a tanh. */
  GLOROT_TANH {
    @Override
    void fill(float[] values, Shape shape, CounterRandom random) {
      gaussian(values, 5.0 / 3 * Math.sqrt(2.0 / (shape.fanIn() + shape.fanOut())), random);
    }
  },
  /**
   * The gates i, f, g, o of an LSTM side by side, Glorot normal: i and f as one block of outputs,
   * and g larger by the gain of tanh, 5/3 (released code of Webb, Sinha, Cohen 2021).
   */
  GLOROT_LSTM {
    @Override
    void fill(float[] values, Shape shape, CounterRandom random) {
      gaussian(values, 1, random);
      int units = shape.cols() / 4;
      float both = (float) Math.sqrt(2.0 / (shape.fanIn() + 2 * units));
      float one = (float) Math.sqrt(2.0 / (shape.fanIn() + units));
      float[] deviations = {both, both, one * 5 / 3, one};
      for (int i = 0; i < values.length; i++) {
        values[i] *= deviations[i % shape.cols() / units];
      }
    }
  },
  /** Gaussian with standard deviation {@code sqrt(2 / fanIn)} (He et al. 2015). */
  HE_NORMAL {
    @Override
    void fill(float[] values, Shape shape, CounterRandom random) {
      gaussian(values, Math.sqrt(2.0 / shape.fanIn()), random);
    }
  },
  /** Gaussian with standard deviation 1. */
  STANDARD_NORMAL {
    @Override
    void fill(float[] values, Shape shape, CounterRandom random) {
      gaussian(values, 1, random);
    }
  },
  /** Random orthogonal, uniform over the group: the Q factor of a Gaussian matrix. */
  ORTHOGONAL {
    @Override
    void fill(float[] values, Shape shape, CounterRandom random) {
      OrthogonalInit.haar(values, shape, random);
    }
  },
  /** Block rotations by angles uniform in (-pi, 0) (Henaff, Szlam, LeCun 2016). */
  HENAFF {
    @Override
    void fill(float[] values, Shape shape, CounterRandom random) {
      OrthogonalInit.henaff(values, shape, random);
    }
  },
  /**
   * Block rotations by angles -tan(u / 2), u uniform in (0, pi/2): exp of {@link #SKEW_CAYLEY}
   * (Helfrich et al. 2018).
   */
  CAYLEY {
    @Override
    void fill(float[] values, Shape shape, CounterRandom random) {
      OrthogonalInit.cayley(values, shape, random);
    }
  },
  /** The identity (Le, Jaitly, Hinton 2015). */
  IDENTITY {
    @Override
    void fill(float[] values, Shape shape, CounterRandom random) {
      OrthogonalInit.identity(values, shape);
    }
  },
  /** All 0.01: the modReLU bias of GORU. */
  SMALL {
    @Override
    void fill(float[] values, Shape shape, CounterRandom random) {
      Arrays.fill(values, 0.01f);
    }
  },
  /** All two: the bias of a gate that starts open. */
  TWO {
    @Override
    void fill(float[] values, Shape shape, CounterRandom random) {
      Arrays.fill(values, 2f);
    }
  },
  /** All one. */
  ONE {
    @Override
    void fill(float[] values, Shape shape, CounterRandom random) {
      Arrays.fill(values, 1f);
    }
  },
  /** Uniform in [0, 2 pi). */
  UNIFORM_ANGLE {
    @Override
    void fill(float[] values, Shape shape, CounterRandom random) {
      for (int i = 0; i < values.length; i++) {
        values[i] = (float) (2 * Math.PI * random.nextDouble());
      }
    }
  },
  /** Uniform in (-3.14, 3.14), as the angles of EUNN and GORU. */
  UNIFORM_TURN {
    @Override
    void fill(float[] values, Shape shape, CounterRandom random) {
      uniform(values, 3.14f, random);
    }
  },
  /** Strict triangle of the logarithm of {@link #HENAFF}. */
  SKEW_HENAFF {
    @Override
    void fill(float[] values, Shape shape, CounterRandom random) {
      SkewInit.henaff(values, shape, random);
    }
  },
  /**
   * Strict triangle of rotations of planes by -tan(u / 2), u in (0, pi/2) (Helfrich et al. 2018).
   */
  SKEW_CAYLEY {
    @Override
    void fill(float[] values, Shape shape, CounterRandom random) {
      SkewInit.cayley(values, shape, random);
    }
  },
  /** Strict triangle of rotations of random planes by angles in (-pi, pi). */
  SKEW_RANDOM {
    @Override
    void fill(float[] values, Shape shape, CounterRandom random) {
      SkewInit.random(values, shape, random);
    }
  };

  /**
   * Size of a parameter, and the fans that scale its spread.
   *
   * @param rows its rows
   * @param cols its columns
   * @param fanIn inputs of one unit
   * @param fanOut outputs of one unit
   */
  public record Shape(int rows, int cols, int fanIn, int fanOut) {}

  /** Writes the start values of one parameter. */
  abstract void fill(float[] values, Shape shape, CounterRandom random);

  private static void uniform(float[] values, float bound, CounterRandom random) {
    for (int i = 0; i < values.length; i++) {
      values[i] = (2 * random.nextFloat() - 1) * bound;
    }
  }

  private static void gaussian(float[] values, double deviation, CounterRandom random) {
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) (deviation * random.nextGaussian());
    }
  }
}
