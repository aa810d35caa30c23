package dev.eigenspark.nn;

import java.util.Optional;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.conf.GradientNormalization;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.BaseLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.optimize.api.BaseTrainingListener;

/**
 * Bounds the norm of a network's gradient before the optimizer sees it: {@code g <- g bound / |g|}
 * where {@code |g| > bound}, with |g| the Euclidean norm over all parameters of all layers
 * (Pascanu, Mikolov, Bengio, On the difficulty of training recurrent neural networks, ICML 2013,
 * algorithm 1). The squares are summed in double in the order of the flat vector, so the result has
 * the same bits for any number of threads.
 *
 * <p>The bound stands in the network's configuration as DL4J's {@code ClipL2PerLayer}. DL4J clips
 * each layer by itself: after this listener nothing is left for it to do, and without it, as under
 * DL4J's own training master, that is what happens.
 */
public final class GlobalNormClip extends BaseTrainingListener {
  private static final int CHUNK = 1024;

  private final double bound;
  private final float[] values = new float[CHUNK];

  private GlobalNormClip(double bound) {
    this.bound = bound;
  }

  /** Sets the bound for all layers of a network to come. */
  public static void configure(NeuralNetConfiguration.Builder network, double bound) {
    network
        .gradientNormalization(GradientNormalization.ClipL2PerLayer)
        .gradientNormalizationThreshold(bound);
  }

  /** What clips the gradients of a network, or empty when its configuration has no bound. */
  public static Optional<GlobalNormClip> of(ComputationGraph graph) {
    for (Layer layer : graph.getLayers()) {
      if (layer.conf().getLayer() instanceof BaseLayer conf
          && conf.getGradientNormalization() == GradientNormalization.ClipL2PerLayer) {
        return Optional.of(new GlobalNormClip(conf.getGradientNormalizationThreshold()));
      }
    }
    return Optional.empty();
  }

  /** Called by DL4J between backpropagation and its optimizer. */
  @Override
  public void onGradientCalculation(Model model) {
    clip(FloatBlock.of(((ComputationGraph) model).getFlattenedGradients()));
  }

  /** Clips the gradient of all parameters in place. */
  void clip(FloatBlock gradient) {
    double squares = 0;
    for (int at = 0; at < gradient.length(); at += CHUNK) {
      int count = read(gradient, at);
      for (int i = 0; i < count; i++) {
        squares += (double) values[i] * values[i];
      }
    }
    double norm = Math.sqrt(squares);
    if (norm > bound) {
      scale(gradient, bound / norm);
    }
  }

  private void scale(FloatBlock gradient, double factor) {
    for (int at = 0; at < gradient.length(); at += CHUNK) {
      int count = read(gradient, at);
      for (int i = 0; i < count; i++) {
        values[i] = (float) (values[i] * factor);
      }
      gradient.put(at, values, 0, count);
    }
  }

  private int read(FloatBlock gradient, int at) {
    int count = Math.min(CHUNK, gradient.length() - at);
    gradient.get(at, values, 0, count);
    return count;
  }
}
