package dev.eigenspark.nn.relational;

import dev.eigenspark.nn.relational.LayerStack.Convolutions;
import dev.eigenspark.nn.relational.LayerStack.Last;

/** A {@link LayerStack} in plain double arithmetic, straight from its equations. */
record StackReference(LayerStack stack, int features) {

  /** The outputs of all items, one after the other. */
  double[] outputs(double[] p, double[] x) {
    int width = stack.dense().get(stack.dense().size() - 1);
    int items = x.length / features;
    double[] all = new double[items * width];
    for (int item = 0; item < items; item++) {
      double[] v = new double[features];
      System.arraycopy(x, item * features, v, 0, features);
      System.arraycopy(one(p, v), 0, all, item * width, width);
    }
    return all;
  }

  private double[] one(double[] p, double[] x) {
    double[] v = x;
    int at = 0;
    Convolutions image = stack.convolutions();
    if (image != null) {
      int h = image.height();
      int w = image.width();
      int c = image.channels();
      for (int filters : image.filters()) {
        v = convolve(p, at, v, h, w, c, filters);
        at += (16 * c + 1) * filters;
        h = (h - 2) / 2 + 1;
        w = (w - 2) / 2 + 1;
        c = filters;
      }
    }
    for (int i = 0; i < stack.dense().size(); i++) {
      boolean rectified = i < stack.dense().size() - 1 || stack.last() == Last.RECTIFIED;
      int inputs = v.length;
      v = dense(p, at, v, stack.dense().get(i), rectified);
      at += (inputs + 1) * stack.dense().get(i);
    }
    return v;
  }

  private static double[] dense(double[] p, int at, double[] x, int outputs, boolean rectified) {
    double[] y = new double[outputs];
    for (int o = 0; o < outputs; o++) {
      y[o] = p[at + x.length * outputs + o];
      for (int i = 0; i < x.length; i++) {
        y[o] += x[i] * p[at + i * outputs + o];
      }
      y[o] = rectified ? Math.max(y[o], 0) : y[o];
    }
    return y;
  }

  /** 4 x 4, stride 2, one pixel of zeros around; [height][width][channels] in and out. */
  private static double[] convolve(
      double[] p, int at, double[] image, int height, int width, int channels, int filters) {
    int rows = (height - 2) / 2 + 1;
    int columns = (width - 2) / 2 + 1;
    double[] y = new double[rows * columns * filters];
    for (int o = 0; o < filters; o++) {
      for (int place = 0; place < rows * columns; place++) {
        double sum = p[at + 16 * channels * filters + o];
        for (int tap = 0; tap < 16 * channels; tap++) {
          int row = place / columns * 2 - 1 + tap / channels / 4;
          int column = place % columns * 2 - 1 + tap / channels % 4;
          if (row >= 0 && row < height && column >= 0 && column < width) {
            double pixel = image[(row * width + column) * channels + tap % channels];
            sum += pixel * p[at + tap * filters + o];
          }
        }
        y[place * filters + o] = Math.max(sum, 0);
      }
    }
    return y;
  }
}
