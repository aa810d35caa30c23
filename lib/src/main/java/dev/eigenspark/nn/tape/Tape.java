package dev.eigenspark.nn.tape;

import dev.eigenspark.nn.Init;
import dev.eigenspark.nn.ParameterSpec;
import java.util.ArrayList;
import java.util.List;

/**
 * A function of a trial, recorded operation by operation while it is laid out, and then run forward
 * and backward on any number of trials. A tensor that several operations read sums their gradients.
 * One thread at a time runs a tape; several tapes may share their {@link Parameters}.
 */
public final class Tape {
  private final Parameters parameters;
  private final Products products = new Products();
  private final List<Op> ops = new ArrayList<>();
  private final List<Tensor> tensors = new ArrayList<>();
  private int room;

  /** An empty tape. */
  public Tape(Parameters parameters) {
    this.parameters = parameters;
  }

  /** A tensor whose values the caller sets before {@link #forward}. */
  public Tensor input(int rows, int columns) {
    return keep(new Tensor(rows, columns));
  }

  /** The same numbers for every trial. */
  public Tensor constant(float[][] matrix) {
    return record(new Constant(matrix));
  }

  /** A trained matrix that every trial begins with. */
  public Tensor learned(ParameterSpec spec) {
    Learned matrix = parameters.get(spec.name(), Learned.class, () -> new Learned(spec));
    return record(matrix.new Copies());
  }

  /** {@code x W} for every row; W is the parameter {@code spec}. */
  public Tensor project(ParameterSpec spec, Tensor x) {
    return linear(List.of(spec), x);
  }

  /** {@code x W} for every row, with the parameter W followed by {@code name}. */
  public Tensor project(String name, Tensor x, int outputs, Init start) {
    return project(matrix("W" + name, x.columns(), outputs, start), x);
  }

  /** {@code x W + b} for every row, with the parameters W and b followed by {@code name}. */
  public Tensor dense(String name, Tensor x, int outputs, Start start) {
    return dense(matrix("W" + name, x.columns(), outputs, start.weights()), start.biases(), x);
  }

  /** {@code x W + b} for every row; b is called as W, with another letter. */
  public Tensor dense(ParameterSpec w, Init biases, Tensor x) {
    String name = "b" + w.name().substring(1);
    return linear(
        List.of(w, new ParameterSpec(name, 1, w.cols(), w.fanIn(), w.fanOut(), biases)), x);
  }

  private static ParameterSpec matrix(String name, int inputs, int outputs, Init start) {
    return new ParameterSpec(name, inputs, outputs, inputs, outputs, start);
  }

  private Tensor linear(List<ParameterSpec> specs, Tensor x) {
    String name = specs.get(0).name();
    Weights weights = parameters.get(name, Weights.class, () -> new Weights(specs));
    return record(new Linear(weights, products, x));
  }

  /** max(x, 0). */
  public Tensor rectify(Tensor x) {
    return pointwise(Pointwise.Function.RECTIFIER, x);
  }

  /** 1 / (1 + exp(-x)). */
  public Tensor sigmoid(Tensor x) {
    return pointwise(Pointwise.Function.SIGMOID, x);
  }

  /** tanh x. */
  public Tensor tanh(Tensor x) {
    return pointwise(Pointwise.Function.TANH, x);
  }

  /** log(1 + exp x). */
  public Tensor softplus(Tensor x) {
    return pointwise(Pointwise.Function.SOFTPLUS, x);
  }

  private Tensor pointwise(Pointwise.Function function, Tensor x) {
    return record(new Pointwise(function, x));
  }

  /** {@code a + b}. */
  public Tensor add(Tensor a, Tensor b) {
    return weightedSum(1, a, 1, b);
  }

  /** {@code a - b}. */
  public Tensor subtract(Tensor a, Tensor b) {
    return weightedSum(1, a, -1, b);
  }

  /** {@code a b}, number by number, or every row of a times the one number of that row of b. */
  public Tensor multiply(Tensor a, Tensor b) {
    return record(new Product(a, b));
  }

  private Tensor weightedSum(float a, Tensor u, float b, Tensor v) {
    return record(new WeightedSum(a, u, b, v));
  }

  /** The columns of tensors beside each other. */
  public Tensor beside(Tensor... parts) {
    return record(new Beside(List.of(parts)));
  }

  /** The columns [from, to). */
  public Tensor columns(Tensor x, int from, int to) {
    return part(x, 0, x.rows(), from, to - from);
  }

  /** One row. */
  public Tensor row(Tensor x, int row) {
    return part(x, row, 1, 0, x.columns());
  }

  private Tensor part(Tensor x, int firstRow, int rows, int firstColumn, int columns) {
    return record(new Part(x, firstRow, rows, firstColumn, columns));
  }

  /** The same numbers in another shape. */
  public Tensor reshape(Tensor x, int rows, int columns) {
    return x.as(rows, columns);
  }

  /** The sum of the rows. */
  public Tensor sumRows(Tensor x) {
    return rowSum(x, 1);
  }

  /** The mean of the rows. */
  public Tensor meanRows(Tensor x) {
    return rowSum(x, 1f / x.rows());
  }

  private Tensor rowSum(Tensor x, float factor) {
    return record(new RowSum(x, factor));
  }

  /** {@code relu(a_i + b_j)} for all n^2 ordered pairs of rows, j running fastest. */
  public Tensor rectifiedPairs(Tensor a, Tensor b) {
    return record(new Pairs(a, b));
  }

  /** Layer normalisation of every row, with a gain and a shift called after {@code name}. */
  public Tensor layerNorm(String name, Tensor x) {
    Gain gain = parameters.get("norm_" + name, Gain.class, () -> new Gain(name, x.columns()));
    return record(new LayerNorm(gain, x));
  }

  /**
   * Attention with dot products over the square root of their width (Vaswani et al. 2017); heads
   * lie side by side.
   *
   * @param q [n, heads d]
   * @param k [m, heads d]
   * @param v [m, heads e]
   * @return [n, heads e]
   */
  public Tensor attend(Tensor q, Tensor k, Tensor v, int heads) {
    float scale = (float) (1 / Math.sqrt(q.columns() / (double) heads));
    return record(new Attention(q, k, v, heads, heads, scale));
  }

  /**
   * Attention of many heads to the same keys and values, with plain dot products.
   *
   * @param q [n, heads d]
   * @param k [m, d]
   * @param v [m, e]
   * @return [n, heads e]
   */
  public Tensor attendShared(Tensor q, Tensor k, Tensor v, int heads) {
    return record(new Attention(q, k, v, heads, 1, 1));
  }

  /** The n x n matrix whose lower triangle is the one row of x, row by row. */
  public Tensor lowerTriangle(Tensor x, int n) {
    return record(new Triangle(x, n));
  }

  /** The softmax of every row. */
  public Tensor softmax(Tensor x) {
    return record(new Softmax(x));
  }

  /** The cosines between one row and each row of m, [1, rows of m]. */
  public Tensor cosines(Tensor row, Tensor m) {
    return record(new Cosine(row, m));
  }

  /** One row of weights, shifted around by -1, 0 and 1 as far as the three numbers of s say. */
  public Tensor rotate(Tensor w, Tensor s) {
    return record(new Rotation(w, s));
  }

  /** One row of weights to the power of one number, made to sum to 1 again. */
  public Tensor sharpen(Tensor w, Tensor exponent) {
    return record(new Sharpening(w, exponent));
  }

  /** The sum of the rows of m, weighted by one row. */
  public Tensor mixRows(Tensor weights, Tensor m) {
    return record(new RowMix(weights, m));
  }

  /** {@code m_i (1 - w_i erase) + w_i add}. */
  public Tensor rewrite(Tensor m, Tensor w, Tensor erase, Tensor add) {
    return record(new Rewrite(m, w, erase, add));
  }

  /**
   * What an LSTM hands on.
   *
   * @param h its output, [1, H]
   * @param c its cell, [1, H]
   */
  public record LstmState(Tensor h, Tensor c) {}

  /** A step of an LSTM, from the sums of its gates i, f, g, o and the cell before. */
  public LstmState lstm(Tensor sums, Tensor c) {
    LstmUnit op = new LstmUnit(sums, c);
    keep(op.next());
    return new LstmState(record(op), op.next());
  }

  private Tensor record(Op op) {
    ops.add(op);
    return keep(op.y());
  }

  private Tensor keep(Tensor tensor) {
    tensors.add(tensor);
    return tensor;
  }

  /** Makes room for so many trials; the caller may then write to its inputs. */
  public void resize(int trials) {
    if (room < trials) {
      products.allocate();
      tensors.forEach(tensor -> tensor.resize(trials));
      room = trials;
    }
  }

  /** Computes all values of so many trials, for which there is room. */
  public void forward(int trials) {
    for (Op op : ops) {
      op.forward(trials);
    }
  }

  /** Makes all gradients zero; the caller then writes that of its output. */
  public void clearGradients(int trials) {
    tensors.forEach(tensor -> tensor.clearGradient(trials));
  }

  /** Computes all gradients of the trials of the last {@link #forward}. */
  public void backward(int trials) {
    for (int i = ops.size() - 1; i >= 0; i--) {
      ops.get(i).backward(trials);
    }
  }
}
