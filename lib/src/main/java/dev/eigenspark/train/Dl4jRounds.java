package dev.eigenspark.train;

import dev.eigenspark.Failure;
import dev.eigenspark.data.Dataset;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.spark.api.RDDTrainingApproach;
import org.deeplearning4j.spark.impl.graph.SparkComputationGraph;
import org.deeplearning4j.spark.impl.paramavg.ParameterAveragingTrainingMaster;
import org.nd4j.linalg.dataset.DataSet;

/**
 * The baseline: the same minibatches through DL4J's own {@link ParameterAveragingTrainingMaster},
 * one call of {@code fit} a round. It restarts the optimizer's step count every round, does not
 * weight by examples and gives other bits on every cluster run; it is here to be compared with.
 */
final class Dl4jRounds {
  private final Dataset dataset;
  private final TrainPlan plan;

  /**
   * The baseline on a dataset.
   *
   * @throws Failure of kind CONFIGURATION when its trials are objects
   */
  Dl4jRounds(Dataset dataset, TrainPlan plan) {
    if (dataset.manifest().objects().isPresent()) {
      throw Failure.configuration(
          "train.averaging.master = dl4j cannot take trials of objects, whose minibatches are two"
              + " arrays; choose eigenspark");
    }
    this.dataset = dataset;
    this.plan = plan;
  }

  void run(JavaSparkContext spark, ComputationGraph network, RoundListener listener) {
    ParameterAveragingTrainingMaster master =
        new ParameterAveragingTrainingMaster.Builder(plan.workers(), plan.batch())
            .batchSizePerWorker(plan.batch())
            .averagingFrequency(plan.every())
            .workerPrefetchNumBatches(0)
            .saveUpdater(true)
            .rngSeed(plan.seed())
            // The export path refuses local-cluster masters.
            .rddTrainingApproach(RDDTrainingApproach.Direct)
            .build();
    SparkComputationGraph handle = new SparkComputationGraph(spark, network, master);
    LocalRunner.Factory engine = new ReplicaFactory(network.getConfiguration().toJson());
    RoundGuard guard = new RoundGuard(plan, network);
    for (long round = 0; round < plan.rounds(); round++) {
      long began = System.nanoTime();
      handle.fit(minibatches(spark, engine, round));
      double seconds = (System.nanoTime() - began) / 1e9;
      long step = plan.firstStep(round + 1);
      RoundReport report =
          new RoundReport(
              round + 1,
              step,
              step * plan.batch() * plan.workers(),
              handle.getScore(),
              OptionalDouble.empty(),
              seconds,
              seconds,
              0,
              List.of());
      TrainingState state = Replica.stateOf(handle.getNetwork(), step);
      RoundState reached = new RoundState(state, new float[0], List.of());
      guard.check(round, reached);
      listener.roundDone(report, reached);
    }
  }

  private JavaRDD<DataSet> minibatches(
      JavaSparkContext spark, LocalRunner.Factory engine, long round) {
    TrainPlan.Cursor cursor = plan.new Cursor();
    List<long[]> rowIds = new ArrayList<>();
    for (int s = 0; s < plan.stepsIn(round); s++) {
      for (int worker = 0; worker < plan.workers(); worker++) {
        long[] ids = new long[plan.batch()];
        cursor.fill(worker, plan.firstStep(round) + s, ids);
        rowIds.add(ids);
      }
    }
    Dataset data = dataset;
    return spark
        .parallelize(rowIds, plan.workers())
        .map(
            ids -> {
              WorkerSession session = WorkerSession.acquire(engine, data);
              DataSet copy = session.copy(RoundTask.SPLIT, ids);
              session.release();
              return copy;
            });
  }
}
