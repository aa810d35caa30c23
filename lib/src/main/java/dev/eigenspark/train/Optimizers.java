package dev.eigenspark.train;

import dev.eigenspark.config.TrainOptions;
import dev.eigenspark.nn.GlobalNormClip;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.WorkspaceMode;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.config.RmsProp;
import org.nd4j.linalg.learning.config.Sgd;

/**
 * The local optimizers, as DL4J computes them. RMSprop: {@code v = a v + (1-a) g^2, p -= lr g /
 * (sqrt(v) + eps)} from v = 0. Adam: bias-corrected moments, with eps added before the correction
 * of the second moment (PyTorch adds it after).
 */
final class Optimizers {
  private Optimizers() {}

  /** What every network of a run shares: seed, optimizer, clipping, memory mode, mean loss. */
  static NeuralNetConfiguration.Builder base(TrainOptions options) {
    NeuralNetConfiguration.Builder base = new NeuralNetConfiguration.Builder();
    if (options.clip() > 0) {
      GlobalNormClip.configure(base, options.clip());
    }
    return base.seed(options.seed())
        .dataType(DataType.FLOAT)
        .updater(updater(options))
        // The output layer's gradient is of the mean loss already.
        .miniBatch(false)
        .trainingWorkspaceMode(WorkspaceMode.ENABLED)
        .inferenceWorkspaceMode(WorkspaceMode.ENABLED);
  }

  private static IUpdater updater(TrainOptions options) {
    return switch (options.optimizer()) {
      case RMSPROP -> new RmsProp(options.lr(), options.smoothing(), options.epsilon());
      case ADAM -> new Adam(options.lr(), options.beta1(), options.beta2(), options.epsilon());
      case SGD -> new Sgd(options.lr());
    };
  }
}
