package dev.eigenspark.nn;

import org.deeplearning4j.nn.conf.layers.BaseOutputLayer;

/**
 * The {@link SequenceOutputLayer} for symbols: softmax over O classes and cross-entropy in nats.
 * Labels are class indices, D = 1.
 */
public final class SoftmaxSequenceLayer extends SequenceOutputLayer {
  private static final long serialVersionUID = 1L;

  private SoftmaxSequenceLayer() {}

  private SoftmaxSequenceLayer(Builder builder) {
    super(builder);
  }

  @Override
  SequenceLoss loss() {
    return new SoftmaxLoss(Math.toIntExact(nOut));
  }

  /** Builds the configuration; {@code nOut}, the number of classes, is required. */
  public static final class Builder extends BaseOutputLayer.Builder<Builder> {
    @SuppressWarnings("unchecked")
    @Override
    public SoftmaxSequenceLayer build() {
      return new SoftmaxSequenceLayer(this);
    }
  }
}
