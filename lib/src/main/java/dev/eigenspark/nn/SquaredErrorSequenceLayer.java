package dev.eigenspark.nn;

import org.deeplearning4j.nn.conf.layers.BaseOutputLayer;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/**
 * The {@link SequenceOutputLayer} for real numbers: the outputs are the predictions, the loss is
 * their squared error, summed over the O outputs. Labels are D = O reals.
 */
public final class SquaredErrorSequenceLayer extends SequenceOutputLayer {
  private static final long serialVersionUID = 1L;

  private SquaredErrorSequenceLayer() {}

  private SquaredErrorSequenceLayer(Builder builder) {
    super(builder);
  }

  @Override
  SequenceLoss loss() {
    return new SquaredErrorLoss(Math.toIntExact(nOut));
  }

  /** Builds the configuration; {@code nOut}, how many reals to predict, is required. */
  public static final class Builder extends BaseOutputLayer.Builder<Builder> {
    /** Starts a configuration. */
    public Builder() {
      // DL4J checks this against nOut, though it never computes it.
      super(LossFunction.MSE);
    }

    @SuppressWarnings("unchecked")
    @Override
    public SquaredErrorSequenceLayer build() {
      return new SquaredErrorSequenceLayer(this);
    }
  }
}
