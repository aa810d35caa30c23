package dev.eigenspark.train;

import dev.eigenspark.Failure;
import java.util.Collection;
import java.util.List;
import org.apache.spark.SparkContext;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.deeplearning4j.core.storage.StatsStorageRouter;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.deeplearning4j.spark.api.TrainingHook;
import org.deeplearning4j.spark.api.TrainingMaster;
import org.deeplearning4j.spark.api.TrainingResult;
import org.deeplearning4j.spark.api.TrainingWorker;
import org.deeplearning4j.spark.api.stats.SparkTrainingStats;
import org.deeplearning4j.spark.impl.graph.SparkComputationGraph;
import org.deeplearning4j.spark.impl.multilayer.SparkDl4jMultiLayer;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.dataset.api.MultiDataSet;

/**
 * The parts of DL4J's interface that a master which reads its own data by row id has no use for:
 * streams of ready-made minibatches, worker hooks, statistics. Each says so in a line.
 */
abstract class DatasetTrainingMaster
    implements TrainingMaster<TrainingResult, TrainingWorker<TrainingResult>> {

  /** Checks that the handle was asked to train on the dataset that the plan was made for. */
  static void requireOnly(JavaRDD<String> paths, String uri) {
    List<String> given = paths.collect();
    if (!given.equals(List.of(uri))) {
      throw Failure.usage("this master trains on " + uri + ", not on " + given);
    }
  }

  private static UnsupportedOperationException refuse(String what) {
    return new UnsupportedOperationException(
        what + " is not offered: rows are read by id; call fitPaths with the dataset's path");
  }

  @Override
  public void executeTraining(SparkComputationGraph handle, JavaRDD<DataSet> data) {
    throw refuse("training on an RDD of DataSet");
  }

  @Override
  public void executeTrainingMDS(SparkComputationGraph handle, JavaRDD<MultiDataSet> data) {
    throw refuse("training on an RDD of MultiDataSet");
  }

  @Override
  public void executeTraining(SparkDl4jMultiLayer handle, JavaRDD<DataSet> data) {
    throw refuse("training a MultiLayerNetwork");
  }

  @Override
  public TrainingWorker<TrainingResult> getWorkerInstance(SparkComputationGraph handle) {
    throw refuse("a DL4J worker");
  }

  @Override
  public TrainingWorker<TrainingResult> getWorkerInstance(SparkDl4jMultiLayer handle) {
    throw refuse("a DL4J worker");
  }

  @Override
  public void addHook(TrainingHook hook) {
    throw refuse("a training hook");
  }

  @Override
  public void removeHook(TrainingHook hook) {
    throw refuse("a training hook");
  }

  @Override
  public String toJson() {
    throw refuse("JSON of the master");
  }

  @Override
  public String toYaml() {
    throw refuse("YAML of the master");
  }

  @Override
  public void setCollectTrainingStats(boolean collect) {
    if (collect) {
      throw refuse("a DL4J statistics collection");
    }
  }

  @Override
  public boolean getIsCollectTrainingStats() {
    return false;
  }

  @Override
  public SparkTrainingStats getTrainingStats() {
    return null;
  }

  @Override
  public void setListeners(Collection<TrainingListener> listeners) {
    if (!listeners.isEmpty()) {
      throw refuse("a DL4J training listener");
    }
  }

  @Override
  public void setListeners(StatsStorageRouter router, Collection<TrainingListener> listeners) {
    setListeners(listeners);
  }

  @Override
  public boolean deleteTempFiles(JavaSparkContext spark) {
    return true; // there are none
  }

  @Override
  public boolean deleteTempFiles(SparkContext spark) {
    return true;
  }
}
