package dev.eigenspark.models;

import dev.eigenspark.nn.Init;

/** How the skew-symmetric generator A of an orthogonal matrix exp(A) is drawn. */
public enum SkewStart {
  /** Rotations of the planes (2i, 2i+1) by angles uniform in (-pi, 0). */
  HENAFF(Init.SKEW_HENAFF),
  /** Rotations of the planes (2i, 2i+1) by -tan(u / 2), u uniform in (0, pi/2). */
  CAYLEY(Init.SKEW_CAYLEY),
  /** Rotations of random planes by angles uniform in (-pi, pi). */
  RANDOM(Init.SKEW_RANDOM);

  private final Init init;

  SkewStart(Init init) {
    this.init = init;
  }

  /** The start of the elements above the diagonal. */
  Init init() {
    return init;
  }
}
