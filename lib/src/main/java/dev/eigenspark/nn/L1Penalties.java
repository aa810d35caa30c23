package dev.eigenspark.nn;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.layers.BaseLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.learning.regularization.L1Regularization;
import org.nd4j.linalg.learning.regularization.Regularization;

/**
 * Joins the gradient of a network by that of its penalties {@code l1 |w|}, which DL4J adds after
 * the bound of the gradient and before the optimizer: {@code g <- g + l1 sign(w)}, with sign(0) =
 * 0.
 */
final class L1Penalties {
  private static final int CHUNK = 1024;

  private record Penalty(L1Regularization rule, int from, int length) {}

  private final List<Penalty> penalties;
  private final float[] weights = new float[CHUNK];
  private final float[] values = new float[CHUNK];

  private L1Penalties(List<Penalty> penalties) {
    this.penalties = penalties;
  }

  /** Those of a network, which may be none; empty if it has penalties of another kind. */
  static Optional<L1Penalties> of(ComputationGraph graph) {
    List<Penalty> penalties = new ArrayList<>();
    int at = 0;
    for (Layer layer : graph.getLayers()) {
      BaseLayer conf = (BaseLayer) layer.conf().getLayer();
      for (Map.Entry<String, INDArray> parameter : layer.paramTable().entrySet()) {
        int size = Math.toIntExact(parameter.getValue().length());
        List<Regularization> rules = conf.getRegularizationByParam(parameter.getKey());
        // DL4J has no list for what is neither weight nor bias.
        for (Regularization rule : rules == null ? List.<Regularization>of() : rules) {
          if (!(rule instanceof L1Regularization l1)) {
            return Optional.empty();
          }
          penalties.add(new Penalty(l1, at, size));
        }
        at += size;
      }
    }
    return Optional.of(new L1Penalties(penalties));
  }

  /**
   * Changes the gradient in place.
   *
   * @param step steps done
   * @param epoch epochs done; DL4J lets a penalty depend on both
   */
  void add(FloatBlock parameters, FloatBlock gradient, int step, int epoch) {
    for (Penalty penalty : penalties) {
      float l1 = (float) penalty.rule().getL1().valueAt(step, epoch);
      for (int at = 0; at < penalty.length(); at += CHUNK) {
        int count = Math.min(CHUNK, penalty.length() - at);
        add(parameters, gradient, penalty.from() + at, count, l1);
      }
    }
  }

  private void add(FloatBlock parameters, FloatBlock gradient, int from, int count, float l1) {
    parameters.get(from, weights, 0, count);
    gradient.get(from, values, 0, count);
    for (int i = 0; i < count; i++) {
      values[i] += l1 * Math.signum(weights[i]);
    }
    gradient.put(from, values, 0, count);
  }
}
