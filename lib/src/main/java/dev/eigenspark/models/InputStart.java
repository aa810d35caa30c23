package dev.eigenspark.models;

import dev.eigenspark.nn.Init;

/** How the input matrix U is drawn. */
public enum InputStart {
  /** Gaussian with variance 2 / (inputs + units) ("xavier" in Kerg et al. 2019). */
  GLOROT(Init.GLOROT_NORMAL),
  /** Gaussian with variance 2 / inputs ("kaiming" there; theirs for characters). */
  HE(Init.HE_NORMAL);

  private final Init init;

  InputStart(Init init) {
    this.init = init;
  }

  /** The start of U. */
  Init init() {
    return init;
  }
}
