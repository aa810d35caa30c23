package dev.eigenspark.nn.tape;

import dev.eigenspark.linalg.PackedMatrix;

/** {@code y = x W + b} for every row; {@code dx = dy W^T}. Weights sum dW and db themselves. */
final class Linear implements Op {
  private final Weights weights;
  private final Products products;
  private final Tensor x;
  private final Tensor y;
  private int items;

  Linear(Weights weights, Products products, Tensor x) {
    if (x.columns() != weights.inputs()) {
      throw new IllegalArgumentException(
          "weights for " + weights.inputs() + " inputs get " + x.columns());
    }
    this.weights = weights;
    this.products = products;
    this.x = x;
    y = new Tensor(x.rows(), weights.outputs());
    products.need(weights.inputs(), weights.outputs());
    products.need(weights.outputs(), weights.inputs());
    weights.addUse(this);
  }

  Tensor x() {
    return x;
  }

  @Override
  public Tensor y() {
    return y;
  }

  /** Rows of the last batch. */
  int items() {
    return items;
  }

  @Override
  public void forward(int trials) {
    items = trials * x.rows();
    int outputs = y.columns();
    int stride = PackedMatrix.padded(outputs);
    float[] value = y.value();
    float[] bias = weights.bias();
    for (int from = 0; from < items; from += Products.ROWS) {
      int n = Math.min(Products.ROWS, items - from);
      float[] rows =
          products.multiply(
              weights.packed(), x.value(), from * x.columns(), x.columns(), n, stride);
      for (int row = 0; row < n; row++) {
        int to = (from + row) * outputs;
        for (int o = 0; o < outputs; o++) {
          value[to + o] = rows[row * stride + o] + bias[o];
        }
      }
    }
  }

  @Override
  public void backward(int trials) {
    int inputs = x.columns();
    int stride = PackedMatrix.padded(inputs);
    float[] dx = x.gradient();
    for (int from = 0; from < items; from += Products.ROWS) {
      int n = Math.min(Products.ROWS, items - from);
      float[] rows =
          products.multiply(
              weights.transposed(), y.gradient(), from * y.columns(), y.columns(), n, stride);
      for (int row = 0; row < n; row++) {
        int to = (from + row) * inputs;
        for (int i = 0; i < inputs; i++) {
          dx[to + i] += rows[row * stride + i];
        }
      }
    }
  }
}
