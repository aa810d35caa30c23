package dev.eigenspark.train;

import dev.eigenspark.config.PenaltyOptions;
import dev.eigenspark.nn.BackwardPass;
import dev.eigenspark.nn.FloatBlock;
import dev.eigenspark.nn.InputGradients;
import dev.eigenspark.nn.OutputErrors;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The penalty {@code alpha / B sum_i |dl_i/dx_i|^2} on how the losses l_i of B trials depend on
 * their inputs x_i, with the labels of the data (Drucker and LeCun, Improving generalization
 * performance using double backpropagation, IEEE Trans. Neural Networks 1992). With L the mean loss
 * and {@code w = dL/dx} the gradient is {@code 2 B d/dr grad L(x + r w)} at r = 0, a central
 * difference.
 */
final class InputPenalty implements PenaltyGradient {
  private static final OutputErrors LOSS = (step, trial, label, values) -> values[label] -= 1;

  private final BackwardPass pass;
  private final InputGradients inputs;
  private final PenaltyOptions options;
  private final int size;

  InputPenalty(ComputationGraph graph, PenaltyOptions options) {
    pass = BackwardPass.of(graph);
    inputs = InputGradients.of(graph);
    this.options = options;
    size = Math.toIntExact(graph.numParams());
  }

  @Override
  public double[] at(SequenceBatch batch, long step) {
    FloatBlock features = FloatBlock.of(batch.timeMajorFeatures());
    float[] x = features.read(features.length());
    float[] w = inputs.run(batch.features(), batch.labels(), LOSS);
    double[] gradient = new double[size];
    double length = norm(w);
    if (length == 0) {
      return gradient;
    }
    double r = options.radius() * norm(x) / length;
    double factor = options.alpha() * batch.rows() / r;
    features.write(moved(x, w, r));
    add(factor, batch, gradient);
    features.write(moved(x, w, -r));
    add(-factor, batch, gradient);
    features.write(x);
    return gradient;
  }

  private void add(double factor, SequenceBatch batch, double[] sum) {
    FloatBlock gradient = pass.run(new INDArray[] {batch.features()}, batch.labels(), LOSS);
    for (int i = 0; i < sum.length; i++) {
      sum[i] += factor * gradient.get(i);
    }
  }

  private static float[] moved(float[] x, float[] w, double r) {
    float[] result = new float[x.length];
    for (int i = 0; i < x.length; i++) {
      result[i] = (float) (x[i] + r * w[i]);
    }
    return result;
  }

  private static double norm(float[] values) {
    double sum = 0;
    for (float value : values) {
      sum += (double) value * value;
    }
    return Math.sqrt(sum);
  }
}
