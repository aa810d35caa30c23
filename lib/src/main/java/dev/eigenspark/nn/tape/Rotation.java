package dev.eigenspark.nn.tape;

import java.util.Arrays;

/**
 * {@code y_i = s_0 w_{i+1} + s_1 w_i + s_2 w_{i-1}}: the circular convolution of one row w with the
 * weights s of the shifts -1, 0 and 1.
 */
final class Rotation implements Op {
  private static final int SHIFTS = 3;

  private final Tensor w;
  private final Tensor s;
  private final Tensor y;
  private final int n;

  Rotation(Tensor w, Tensor s) {
    if (w.rows() != 1 || s.rows() != 1 || s.columns() != SHIFTS) {
      throw new IllegalArgumentException("one row is shifted by three weights");
    }
    this.w = w;
    this.s = s;
    n = w.columns();
    y = new Tensor(1, n);
  }

  @Override
  public Tensor y() {
    return y;
  }

  private int source(int i, int shift) {
    return Math.floorMod(i + 1 - shift, n);
  }

  @Override
  public void forward(int trials) {
    Arrays.fill(y.value(), 0, trials * n, 0f);
    for (int trial = 0; trial < trials; trial++) {
      for (int i = 0; i < n; i++) {
        for (int shift = 0; shift < SHIFTS; shift++) {
          y.value()[trial * n + i] +=
              s.value()[trial * SHIFTS + shift] * w.value()[trial * n + source(i, shift)];
        }
      }
    }
  }

  @Override
  public void backward(int trials) {
    for (int trial = 0; trial < trials; trial++) {
      for (int i = 0; i < n; i++) {
        float dy = y.gradient()[trial * n + i];
        for (int shift = 0; shift < SHIFTS; shift++) {
          int from = trial * n + source(i, shift);
          s.gradient()[trial * SHIFTS + shift] += dy * w.value()[from];
          w.gradient()[from] += dy * s.value()[trial * SHIFTS + shift];
        }
      }
    }
  }
}
