package dev.eigenspark.bench;

import java.util.Optional;
import org.bytedeco.openblas.global.openblas;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.RnnOutputLayer;
import org.deeplearning4j.nn.conf.layers.recurrent.LastTimeStep;
import org.deeplearning4j.nn.conf.layers.recurrent.SimpleRnn;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.weights.WeightInit;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.config.RmsProp;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** Training through DL4J's own {@code fit}: of our network, and of DL4J's built-in layers. */
final class Dl4jNetworks {
  private Dl4jNetworks() {}

  /** Our network in a plain {@code ComputationGraph}, as a user of DL4J would train it. */
  static Contender graphFit(Workload workload, DataSet minibatch) {
    ComputationGraph graph = new ComputationGraph(workload.network().configuration());
    graph.init();
    return Contender.local("graph.fit", fit(graph, minibatch.getFeatures(), minibatch.getLabels()));
  }

  /**
   * DL4J's LSTM, or its SimpleRnn, where tanh stands in for modReLU; empty for expRNN and nnRNN,
   * which it does not have. BLAS gets {@code threads} threads while it runs; ND4J's own loops keep
   * the number of OMP_NUM_THREADS, which cannot be raised in a running JVM.
   */
  static Optional<Contender> builtIn(Workload workload, DataSet minibatch, int threads) {
    return workload.cell().parametrized()
        ? Optional.empty()
        : Optional.of(layer(workload, minibatch, threads));
  }

  private static Contender layer(Workload workload, DataSet minibatch, int threads) {
    ComputationGraph graph = new ComputationGraph(configuration(workload));
    graph.init();
    INDArray labels = oneHot(workload, minibatch.getLabels());
    Contender alone =
        Contender.local("DL4J layer", fit(graph, minibatch.getFeatures().dup('f'), labels));
    return new Contender() {
      @Override
      public String name() {
        return alone.name();
      }

      @Override
      public double[] block(double seconds) {
        openblas.blas_set_num_threads(threads);
        try {
          return alone.block(seconds);
        } finally {
          openblas.blas_set_num_threads(1);
        }
      }
    };
  }

  private static Runnable fit(ComputationGraph graph, INDArray features, INDArray labels) {
    INDArray[] inputs = {features};
    INDArray[] outputs = {labels};
    return () -> graph.fit(inputs, outputs);
  }

  private static ComputationGraphConfiguration configuration(Workload workload) {
    return new NeuralNetConfiguration.Builder()
        .seed(1)
        .dataType(DataType.FLOAT)
        .updater(updater(workload))
        .graphBuilder()
        .addInputs("x")
        .setInputTypes(InputType.recurrent(workload.inputs(), workload.steps()))
        .addLayer("recurrent", recurrent(workload), "x")
        .addLayer("out", readOut(workload), "recurrent")
        .setOutputs("out")
        .build();
  }

  private static Layer recurrent(Workload workload) {
    return switch (workload.cell()) {
      case LSTM -> new LSTM.Builder().nOut(workload.hidden()).activation(Activation.TANH).build();
      case MODRELU -> {
        SimpleRnn layer =
            new SimpleRnn.Builder()
                .nOut(workload.hidden())
                .activation(Activation.TANH)
                // Keeps gradients from fading into denormals; ND4J's orthogonal draw takes hours.
                .weightInitRecurrent(WeightInit.IDENTITY)
                .build();
        yield workload.everyStep() ? layer : new LastTimeStep(layer);
      }
      case EXPRNN, NNRNN ->
          throw new IllegalArgumentException("DL4J has no layer for " + workload.cell());
    };
  }

  private static Layer readOut(Workload workload) {
    return workload.everyStep()
        ? new RnnOutputLayer.Builder(LossFunction.MCXENT)
            .nOut(workload.classes())
            .activation(Activation.SOFTMAX)
            .build()
        : new OutputLayer.Builder(LossFunction.MCXENT)
            .nOut(workload.classes())
            .activation(Activation.SOFTMAX)
            .build();
  }

  private static IUpdater updater(Workload workload) {
    return switch (workload.optimizer()) {
      case ADAM -> new Adam(workload.lr());
      case RMSPROP ->
          new RmsProp(workload.lr(), workload.smoothing(), RmsProp.DEFAULT_RMSPROP_EPSILON);
      case SGD -> throw new IllegalArgumentException("no workload uses SGD");
    };
  }

  /**
   * Class indices {@code [N, 1, T]} as DL4J's losses want them: {@code [N, O, T]} or {@code [N,
   * O]}.
   */
  private static INDArray oneHot(Workload workload, INDArray indices) {
    INDArray labels =
        workload.everyStep()
            ? Nd4j.zeros(DataType.FLOAT, workload.rows(), workload.classes(), workload.steps())
            : Nd4j.zeros(DataType.FLOAT, workload.rows(), workload.classes());
    for (int row = 0; row < workload.rows(); row++) {
      for (int t = 0; t < indices.size(2); t++) {
        int label = indices.getInt(row, 0, t);
        if (workload.everyStep()) {
          labels.putScalar(row, label, t, 1);
        } else {
          labels.putScalar(row, label, 1);
        }
      }
    }
    return labels;
  }
}
