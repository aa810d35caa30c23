package dev.eigenspark.nn.tape;

/** {@code y = f(x)}, number by number. The way back needs y alone. */
final class Pointwise implements Op {
  /** The functions. */
  enum Function {
    /** max(x, 0). */
    RECTIFIER {
      @Override
      float value(float x) {
        return Math.max(x, 0f);
      }

      @Override
      float slope(float y) {
        return y > 0 ? 1f : 0f;
      }
    },
    /** 1 / (1 + exp(-x)). */
    SIGMOID {
      @Override
      float value(float x) {
        return (float) (1 / (1 + Math.exp(-x)));
      }

      @Override
      float slope(float y) {
        return y * (1 - y);
      }
    },
    /** tanh x. */
    TANH {
      @Override
      float value(float x) {
        return (float) Math.tanh(x);
      }

      @Override
      float slope(float y) {
        return 1 - y * y;
      }
    },
    /** log(1 + exp x), whose slope is 1 - exp(-y). */
    SOFTPLUS {
      @Override
      float value(float x) {
        return (float) (Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x))));
      }

      @Override
      float slope(float y) {
        return (float) -Math.expm1(-y);
      }
    };

    abstract float value(float x);

    /** The derivative where the value is y. */
    abstract float slope(float y);
  }

  private final Function function;
  private final Tensor x;
  private final Tensor y;

  Pointwise(Function function, Tensor x) {
    this.function = function;
    this.x = x;
    y = new Tensor(x.rows(), x.columns());
  }

  @Override
  public Tensor y() {
    return y;
  }

  @Override
  public void forward(int trials) {
    float[] from = x.value();
    float[] to = y.value();
    for (int i = 0; i < trials * x.size(); i++) {
      to[i] = function.value(from[i]);
    }
  }

  @Override
  public void backward(int trials) {
    float[] value = y.value();
    float[] dy = y.gradient();
    float[] dx = x.gradient();
    for (int i = 0; i < trials * x.size(); i++) {
      dx[i] += dy[i] * function.slope(value[i]);
    }
  }
}
