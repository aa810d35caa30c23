package dev.eigenspark.analysis;

import dev.eigenspark.nn.DoubleLstm;
import dev.eigenspark.nn.FloatBlock;
import dev.eigenspark.nn.HiddenGradients;
import dev.eigenspark.nn.LabelledTrials;
import java.io.Serializable;
import java.util.List;
import java.util.OptionalInt;
import org.apache.spark.api.java.function.Function;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.graph.ComputationGraph;

/**
 * Measures the gradients of a network at one point of its parameters, in a Spark task.
 *
 * @param network its configuration as JSON
 * @param trials what it is shown
 * @param followed last labelled steps whose loss is followed back through the hidden states
 * @param blockProbs blocking probabilities beside 0 and 1
 * @param scales factors of an LSTM's recurrent and input weights
 */
record GradientTask(
    String network,
    LabelledTrials trials,
    int followed,
    List<Double> blockProbs,
    List<Double> scales)
    implements Function<float[], GradientTask.Found> {
  private static final long serialVersionUID = 1L;

  /** What was measured; as in {@link GradientsAt}. */
  record Found(double[] hidden, List<LstmPaths> paths) implements Serializable {}

  @Override
  public Found call(float[] parameters) {
    ComputationGraph graph = new ComputationGraph(ComputationGraphConfiguration.fromJson(network));
    graph.init();
    FloatBlock.of(graph.params()).write(parameters);
    double[] hidden = HiddenGradients.norms(graph, trials.labelledAtLast(followed));
    OptionalInt units = DoubleLstm.units(graph);
    if (units.isEmpty()) {
      return new Found(hidden, List.of());
    }
    LstmPaths.Point point = new LstmPaths.Point(units.getAsInt(), parameters, trials);
    return new Found(hidden, scales.stream().map(s -> point.measure(s, blockProbs)).toList());
  }
}
