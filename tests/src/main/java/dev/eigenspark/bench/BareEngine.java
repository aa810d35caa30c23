package dev.eigenspark.bench;

import dev.eigenspark.nn.DirectStep;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;

/**
 * The engine on a ready minibatch: forward, backward, optimizer. What {@code train} does around it,
 * to choose rows and to encode trials, is left out, so the difference is what that costs.
 */
final class BareEngine {
  private BareEngine() {}

  /**
   * A contender.
   *
   * @param minibatch features {@code [N, I, T]}, labels {@code [N, 1, steps]}
   */
  static Contender of(Workload workload, DataSet minibatch) {
    ComputationGraph graph = new ComputationGraph(workload.network().configuration());
    graph.init();
    DirectStep engine = DirectStep.of(graph).orElseThrow();
    INDArray inputs = timeMajor(minibatch.getFeatures());
    INDArray labels = timeMajor(minibatch.getLabels());
    return Contender.local("bare engine", () -> engine.fit(inputs, labels));
  }

  private static INDArray timeMajor(INDArray array) {
    return array.permute(2, 0, 1).dup('c');
  }
}
