package dev.eigenspark.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.typesafe.config.ConfigFactory;
import dev.eigenspark.config.Section;
import dev.eigenspark.config.TrainOptions;
import dev.eigenspark.data.Dataset;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.RnnOutputLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.spark.impl.graph.SparkComputationGraph;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** Rounds with an engine of the test, whose arithmetic is known. */
class RoundTrainingMasterTest {
  private static final double LR = 2;

  @TempDir static Path directory;
  private static Dataset dataset;

  /** What the listener was told after each round. */
  private record Rounds(List<RoundReport> reports, float[] parameters) {}

  @BeforeAll
  static void makeDataset() {
    dataset = TestDataset.write(directory.resolve("data"));
  }

  @Test
  void trainsWithAnyEngine() {
    Rounds rounds = train("steps = 150, batch = 10, workers = 2, averaging.every = 5");
    assertThat(rounds.reports()).hasSize(30);
    RoundReport last = rounds.reports().get(29);
    assertThat(last.loss()).isLessThan(0.3 * rounds.reports().get(0).loss());
    assertThat(last.accuracy()).hasValue(1.0);
    assertThat(last.examples()).isEqualTo(150 * 10 * 2);
  }

  @Test
  void workersThatMeetAtEveryStepEqualOneBigBatch() {
    float[] one = train("steps = 40, batch = 30, workers = 1, averaging.every = 1").parameters();
    float[] three = train("steps = 40, batch = 10, workers = 3, averaging.every = 1").parameters();
    for (int i = 0; i < one.length; i++) {
      assertThat((double) three[i]).isCloseTo(one[i], within(1e-6));
    }
  }

  private static Rounds train(String settings) {
    TrainOptions options =
        Section.of(ConfigFactory.parseString("train { " + settings + " }"), "train")
            .read(TrainOptions.class);
    TrainPlan plan =
        TrainPlan.of(options, dataset.rows(RoundTask.SPLIT), dataset.manifest().shardRows());
    ComputationGraph network = network();
    List<RoundReport> reports = new ArrayList<>();
    RoundTrainingMaster master =
        new RoundTrainingMaster(
            new LinearRunner.Factory(LR),
            dataset,
            plan,
            options,
            new RoundStart(0, RoundState.initial(Replica.stateOf(network, 0))),
            (report, state) -> reports.add(report));
    SparkConf conf =
        new SparkConf()
            .setMaster("local[2]")
            .setAppName("round-test")
            .set("spark.ui.enabled", "false")
            .set("spark.driver.host", "localhost");
    try (JavaSparkContext spark = new JavaSparkContext(conf)) {
      new SparkComputationGraph(spark, network, master)
          .fitPaths(spark.parallelize(List.of(dataset.uri()), 1));
    }
    return new Rounds(reports, Replica.stateOf(network, 0).parameters());
  }

  /** Holds as many parameters as {@link LinearRunner} has; its own arithmetic is not used. */
  private static ComputationGraph network() {
    ComputationGraph network =
        new ComputationGraph(
            new NeuralNetConfiguration.Builder()
                .seed(1)
                .updater(new Sgd(LR))
                .graphBuilder()
                .addInputs("in")
                .addLayer(
                    "out",
                    new RnnOutputLayer.Builder(LossFunction.MCXENT)
                        .activation(Activation.SOFTMAX)
                        .nIn(TestDataset.SYMBOLS)
                        .nOut(TestDataset.SYMBOLS)
                        .build(),
                    "in")
                .setOutputs("out")
                .build());
    network.init();
    assertThat(network.numParams()).isEqualTo(LinearRunner.PARAMETERS);
    return network;
  }
}
