package dev.eigenspark.nn.tape;

import java.util.Arrays;

/**
 * Attention of each head h and query row i over the rows t of keys and values, by themselves for
 * every trial:
 *
 * <pre>
 *   w = softmax_t(scale q_ih . k_th)      y_ih = sum_t w_t v_th
 *   dw_t = dy . v_t      ds = w (dw - sum w dw)      dq = scale sum ds_t k_t      dk_t = scale ds_t q
 * </pre>
 *
 * <p>Heads lie side by side in the columns; keys or values of one head's width serve all heads.
 */
final class Attention implements Op {
  private final Tensor q;
  private final Tensor k;
  private final Tensor v;
  private final int heads;
  private final float scale;
  private final int keyWidth;
  private final int valueWidth;
  private final int keyStep;
  private final int valueStep;
  private final Tensor y;
  private final double[] scores;
  private float[] weights = {};

  /**
   * Attention.
   *
   * @param q [n, heads width]
   * @param k [m, heads width] or [m, width]
   * @param v values
   * @param valueHeads heads that the values lie in: {@code heads} or 1
   */
  Attention(Tensor q, Tensor k, Tensor v, int heads, int valueHeads, float scale) {
    Shapes.checkRows(k, v);
    this.q = q;
    this.k = k;
    this.v = v;
    this.heads = heads;
    this.scale = scale;
    keyWidth = q.columns() / heads;
    valueWidth = v.columns() / valueHeads;
    keyStep = k.columns() == keyWidth ? 0 : keyWidth;
    valueStep = valueHeads == 1 ? 0 : valueWidth;
    y = new Tensor(q.rows(), heads * valueWidth);
    scores = new double[k.rows()];
  }

  @Override
  public Tensor y() {
    return y;
  }

  private interface Head {
    /** At positions of one query, of the first key and value, of the result and its weights. */
    void visit(int query, int key, int value, int result, int weight);
  }

  private void forEachHead(int trials, Head visitor) {
    int weight = 0;
    for (int trial = 0; trial < trials; trial++) {
      for (int i = 0; i < q.rows(); i++) {
        int row = trial * q.rows() + i;
        for (int h = 0; h < heads; h++) {
          visitor.visit(
              row * q.columns() + h * keyWidth,
              trial * k.size() + h * keyStep,
              trial * v.size() + h * valueStep,
              row * y.columns() + h * valueWidth,
              weight);
          weight += k.rows();
        }
      }
    }
  }

  @Override
  public void forward(int trials) {
    int needed = trials * q.rows() * heads * k.rows();
    weights = weights.length < needed ? new float[needed] : weights;
    forEachHead(trials, this::attend);
  }

  private void attend(int query, int key, int value, int result, int weight) {
    double largest = Double.NEGATIVE_INFINITY;
    for (int t = 0; t < scores.length; t++) {
      int at = key + t * k.columns();
      scores[t] = scale * dot(q.value(), query, k.value(), at, keyWidth);
      largest = Math.max(largest, scores[t]);
    }
    double sum = 0;
    for (int t = 0; t < scores.length; t++) {
      scores[t] = Math.exp(scores[t] - largest);
      sum += scores[t];
    }
    Arrays.fill(y.value(), result, result + valueWidth, 0f);
    for (int t = 0; t < scores.length; t++) {
      float w = (float) (scores[t] / sum);
      weights[weight + t] = w;
      add(w, v.value(), value + t * v.columns(), y.value(), result, valueWidth);
    }
  }

  @Override
  public void backward(int trials) {
    forEachHead(trials, this::attendBack);
  }

  private void attendBack(int query, int key, int value, int result, int weight) {
    double mean = 0;
    for (int t = 0; t < scores.length; t++) {
      int at = value + t * v.columns();
      scores[t] = dot(y.gradient(), result, v.value(), at, valueWidth);
      mean += weights[weight + t] * scores[t];
      add(weights[weight + t], y.gradient(), result, v.gradient(), at, valueWidth);
    }
    for (int t = 0; t < scores.length; t++) {
      int at = key + t * k.columns();
      float ds = (float) (scale * weights[weight + t] * (scores[t] - mean));
      add(ds, k.value(), at, q.gradient(), query, keyWidth);
      add(ds, q.value(), query, k.gradient(), at, keyWidth);
    }
  }

  private static double dot(float[] a, int aAt, float[] b, int bAt, int count) {
    double sum = 0;
    for (int i = 0; i < count; i++) {
      sum += (double) a[aAt + i] * b[bAt + i];
    }
    return sum;
  }

  private static void add(float factor, float[] from, int at, float[] sum, int to, int count) {
    for (int i = 0; i < count; i++) {
      sum[to + i] += factor * from[at + i];
    }
  }
}
