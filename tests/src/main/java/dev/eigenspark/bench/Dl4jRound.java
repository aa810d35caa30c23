package dev.eigenspark.bench;

import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.EmbeddingLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.misc.FrozenLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.spark.api.RDDTrainingApproach;
import org.deeplearning4j.spark.impl.graph.SparkComputationGraph;
import org.deeplearning4j.spark.impl.paramavg.ParameterAveragingTrainingMaster;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/**
 * A round of DL4J's own {@link ParameterAveragingTrainingMaster}, one step of one row a worker, on
 * a network of many parameters and next to no work.
 */
final class Dl4jRound implements Runnable {
  private static final int WIDTH = 8;
  private static final int CLASSES = 2;

  private final SparkComputationGraph handle;
  private final JavaRDD<DataSet> minibatches;

  Dl4jRound(JavaSparkContext spark, int workers, ComputationGraph graph) {
    ParameterAveragingTrainingMaster master =
        new ParameterAveragingTrainingMaster.Builder(workers, 1)
            .batchSizePerWorker(1)
            .averagingFrequency(1)
            .workerPrefetchNumBatches(0)
            .saveUpdater(true)
            // The export path refuses local-cluster masters.
            .rddTrainingApproach(RDDTrainingApproach.Direct)
            .build();
    handle = new SparkComputationGraph(spark, graph, master);
    List<Integer> rows = IntStream.range(0, workers).boxed().toList();
    minibatches = spark.parallelize(rows, workers).map(row -> minibatch());
  }

  private static DataSet minibatch() {
    return new DataSet(
        Nd4j.zeros(DataType.FLOAT, 1, 1), Nd4j.create(new float[] {1, 0}, new long[] {1, CLASSES}));
  }

  /**
   * A network of about so many parameters: most are a frozen table, of which a step reads a row.
   */
  static ComputationGraph network(long parameters) {
    ComputationGraphConfiguration configuration =
        new NeuralNetConfiguration.Builder()
            .seed(1)
            .dataType(DataType.FLOAT)
            .updater(new Sgd(1e-6))
            .graphBuilder()
            .addInputs("x")
            .addLayer("table", new FrozenLayer(table(Math.max(1, parameters / WIDTH))), "x")
            .addLayer("out", readOut(), "table")
            .setOutputs("out")
            .build();
    ComputationGraph graph = new ComputationGraph(configuration);
    graph.init();
    return graph;
  }

  private static EmbeddingLayer table(long rows) {
    return new EmbeddingLayer.Builder().nIn(rows).nOut(WIDTH).build();
  }

  private static OutputLayer readOut() {
    return new OutputLayer.Builder(LossFunction.MCXENT)
        .nIn(WIDTH)
        .nOut(CLASSES)
        .activation(Activation.SOFTMAX)
        .build();
  }

  @Override
  public void run() {
    handle.fit(minibatches);
  }
}
