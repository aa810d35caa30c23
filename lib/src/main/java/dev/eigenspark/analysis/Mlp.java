package dev.eigenspark.analysis;

import dev.eigenspark.linalg.Matrix;
import dev.eigenspark.rng.CounterRandom;
import dev.eigenspark.rng.Streams;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A multilayer perceptron in double, for experiments that look into its layers. For rows h_0 = x,
 *
 * <pre>
 * h_l = max(h_{l-1} W_l + b_l, 0)       z = h_L W_{L+1} + b_{L+1}
 * </pre>
 *
 * and back, with D_l = dL/d(h_{l-1} W_l + b_l) and whatever else reads h_l:
 *
 * <pre>
 * dL/dW_l = h_{l-1}^T D_l     dL/db_l = sums of D_l's columns
 * D_l = (D_{l+1} W_{l+1}^T + dL/dh_l) where h_l &gt; 0
 * </pre>
 *
 * The parameters are one vector: W_1 row by row, b_1, W_2, ...
 *
 * @param sizes of x, of the hidden layers, at least one, and of z
 */
record Mlp(List<Integer> sizes) implements Serializable {
  /**
   * What the network makes of points.
   *
   * @param x the points
   * @param hidden h_1 ... h_L
   * @param logits z
   */
  record Pass(Matrix x, List<Matrix> hidden, Matrix logits) {
    private Matrix into(int layer) {
      return layer == 0 ? x : hidden.get(layer - 1);
    }
  }

  /** Number of hidden layers, L. */
  int depth() {
    return sizes.size() - 2;
  }

  /** Length of the vector of parameters. */
  int parameters() {
    return start(depth() + 1);
  }

  /** Start values: normal with variance 2 / inputs (He et al., ICCV 2015), biases 0. */
  double[] start(long seed) {
    double[] parameters = new double[parameters()];
    for (int l = 0; l <= depth(); l++) {
      CounterRandom random = new CounterRandom(seed, Streams.INIT, l);
      double deviation = Math.sqrt(2.0 / sizes.get(l));
      for (int k = start(l); k < biases(l); k++) {
        parameters[k] = deviation * random.nextGaussian();
      }
    }
    return parameters;
  }

  Pass forward(double[] parameters, Matrix x) {
    List<Matrix> hidden = new ArrayList<>();
    Matrix from = x;
    for (int l = 0; l < depth(); l++) {
      double[] values = affine(parameters, l, from);
      Arrays.setAll(values, k -> Math.max(values[k], 0));
      from = new Matrix(x.rows(), sizes.get(l + 1), values);
      hidden.add(from);
    }
    double[] logits = affine(parameters, depth(), from);
    return new Pass(x, hidden, new Matrix(x.rows(), sizes.get(depth() + 1), logits));
  }

  /**
   * The derivative of a loss by the parameters.
   *
   * @param logits its derivative by z
   * @param hidden its derivative by each h_l beside what it has through z; none if it has no other
   */
  double[] backward(double[] parameters, Pass pass, Matrix logits, List<Matrix> hidden) {
    double[] gradient = new double[parameters.length];
    Matrix delta = logits;
    for (int l = depth(); l >= 0; l--) {
      Matrix weights = pass.into(l).transposed().times(delta);
      System.arraycopy(weights.values(), 0, gradient, start(l), weights.values().length);
      addColumns(delta, gradient, biases(l));
      if (l > 0) {
        double[] back = delta.times(weights(parameters, l).transposed()).values();
        if (!hidden.isEmpty()) {
          double[] other = hidden.get(l - 1).values();
          Arrays.setAll(back, k -> back[k] + other[k]);
        }
        Matrix h = pass.into(l);
        Arrays.setAll(back, k -> h.values()[k] > 0 ? back[k] : 0);
        delta = new Matrix(h.rows(), h.cols(), back);
      }
    }
    return gradient;
  }

  /** Share of the points that get their own class. */
  double accuracy(double[] parameters, GaussianClasses.Points points) {
    Matrix logits = forward(parameters, points.x()).logits();
    int hits = 0;
    for (int i = 0; i < logits.rows(); i++) {
      int best = 0;
      for (int k = 1; k < logits.cols(); k++) {
        best = logits.at(i, k) > logits.at(i, best) ? k : best;
      }
      hits += best == points.labels()[i] ? 1 : 0;
    }
    return (double) hits / logits.rows();
  }

  private double[] affine(double[] parameters, int layer, Matrix from) {
    double[] out = from.times(weights(parameters, layer)).values();
    int columns = sizes.get(layer + 1);
    int biases = biases(layer);
    for (int k = 0; k < out.length; k++) {
      out[k] += parameters[biases + k % columns];
    }
    return out;
  }

  private static void addColumns(Matrix from, double[] to, int offset) {
    for (int i = 0; i < from.rows(); i++) {
      for (int j = 0; j < from.cols(); j++) {
        to[offset + j] += from.at(i, j);
      }
    }
  }

  private Matrix weights(double[] parameters, int layer) {
    double[] values = Arrays.copyOfRange(parameters, start(layer), biases(layer));
    return new Matrix(sizes.get(layer), sizes.get(layer + 1), values);
  }

  /** Where the parameters of a layer begin. */
  private int start(int layer) {
    int start = 0;
    for (int l = 0; l < layer; l++) {
      start += (sizes.get(l) + 1) * sizes.get(l + 1);
    }
    return start;
  }

  private int biases(int layer) {
    return start(layer) + sizes.get(layer) * sizes.get(layer + 1);
  }
}
