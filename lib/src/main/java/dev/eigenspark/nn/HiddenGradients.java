package dev.eigenspark.nn;

import dev.eigenspark.Failure;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.graph.ComputationGraph;

/**
 * How the gradient of a loss fares on its way back in time, for any network of one recurrent layer
 * and a softmax read-out.
 */
public final class HiddenGradients {
  private HiddenGradients() {}

  /**
   * {@code sqrt(mean over trials of |dl_n/dh_t|^2)} for each step t from 0, with l_n the mean loss
   * of trial n over its labelled steps. Recurrent edges are not blocked.
   *
   * @throws Failure of kind USAGE for a network of another shape
   */
  public static double[] norms(ComputationGraph graph, LabelledTrials trials) {
    Layer[] layers = graph.getLayers();
    if (layers.length != 2
        || !(layers[0].conf().getLayer() instanceof RecurrentLayer recurrent)
        || !(layers[1].conf().getLayer() instanceof SoftmaxSequenceLayer readOut)) {
      throw Failure.usage(
          "the gradient over time needs a network of one recurrent layer and a softmax read-out");
    }
    DirectBatch.Shape shape =
        new DirectBatch.Shape(
            new RecurrentRunner.Shape(
                trials.steps(),
                trials.rows(),
                trials.inputs(),
                Math.toIntExact(recurrent.getNOut()),
                recurrent.isBias()),
            trials.labelledSteps(),
            readOut.loss());
    GradientWatch watch = new GradientWatch(Cells.get(recurrent.getCell()), trials.steps());
    DirectBatch batch = new DirectBatch(watch, shape);
    EngineParameters engine = EngineParameters.of(recurrent, graph.numParams());
    try (FloatBlock inputs = FloatBlock.allocate(trials.features().length);
        FloatBlock labels = FloatBlock.allocate(trials.labels().length);
        FloatBlock gradients = FloatBlock.allocate(graph.numParams())) {
      inputs.write(trials.features());
      labels.write(trials.labels());
      batch.load(engine.parameters(FloatBlock.of(graph.params())), inputs, labels);
      batch.forwardAndBackward(engine.gradients(gradients));
    }
    double[] norms = watch.squares();
    for (int t = 0; t < norms.length; t++) {
      // The engine's loss is the mean over the trials.
      norms[t] = Math.sqrt(trials.rows() * norms[t]);
    }
    return norms;
  }
}
