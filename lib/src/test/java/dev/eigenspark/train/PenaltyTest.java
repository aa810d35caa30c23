package dev.eigenspark.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.typesafe.config.ConfigFactory;
import dev.eigenspark.Failure;
import dev.eigenspark.config.PenaltyOptions;
import dev.eigenspark.config.PenaltyOptions.Kind;
import dev.eigenspark.config.Section;
import dev.eigenspark.config.TrainOptions;
import dev.eigenspark.data.Dataset;
import dev.eigenspark.models.ConfiguredModel;
import dev.eigenspark.nn.DoubleLstm;
import dev.eigenspark.nn.LabelledTrials;
import dev.eigenspark.nn.Threads;
import dev.eigenspark.progress.Progress;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.LongStream;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.learning.config.Sgd;

class PenaltyTest {
  private static final int HIDDEN = 4;
  private static final int TRIALS = 12;
  private static final String TRAIN =
      "batch = 16, optimizer = adam, lr = 1e-2, steps = 30, workers = 2, averaging.every = 10";

  @TempDir static Path directory;
  private static Dataset sequences;
  private static Dataset objects;

  @BeforeAll
  static void makeDatasets() {
    sequences = TestDataset.write(directory.resolve("sequences"));
    objects = ObjectTestDataset.write(directory.resolve("objects"));
  }

  @AfterEach
  void oneThreadAgain() {
    Threads.allow(1);
  }

  private static ComputationGraph lstm() {
    ComputationGraph graph = TestGraphs.of(sequences, "lstm", Map.of("hidden", HIDDEN), 4);
    // Away from the small start values.
    graph.params().muli(3);
    return graph;
  }

  private static PenaltyOptions options(Kind kind, double alpha) {
    return new PenaltyOptions(kind, alpha, 5, false, 1e-3);
  }

  private static SequenceBatch batch() {
    return new TrialBatches(sequences).of("train", LongStream.range(0, TRIALS).toArray());
  }

  private static double squaredNorm(double[] parameters, LabelledTrials trials) {
    double[] open = new double[TestDataset.STEPS];
    Arrays.fill(open, 1);
    double[] gradient =
        new DoubleLstm(HIDDEN, parameters, trials)
            .gradient(DoubleLstm.Loss.MEAN, open, open)
            .parameters();
    return Arrays.stream(gradient).map(g -> g * g).sum();
  }

  @Test
  void isTheDerivativeOfTheSquaredNorm() {
    ComputationGraph graph = lstm();
    double[] actual = PenaltyGradient.of(graph, options(Kind.DATA, 2), 1).at(batch(), 0);
    double[] point = graph.params().reshape(graph.numParams()).toDoubleVector();
    LabelledTrials trials = FirstTrials.of(sequences, "train", TRIALS);
    double[] expected = new double[point.length];
    double size = 0;
    for (int i = 0; i < point.length; i++) {
      double kept = point[i];
      point[i] = kept + 1e-5;
      double above = squaredNorm(point, trials);
      point[i] = kept - 1e-5;
      double below = squaredNorm(point, trials);
      point[i] = kept;
      expected[i] = 2 * (above - below) / 2e-5;
      size += expected[i] * expected[i];
    }
    for (int i = 0; i < point.length; i++) {
      assertThat(actual[i]).isCloseTo(expected[i], within(1e-3 * Math.sqrt(size)));
    }
  }

  /** {@code 1/B sum |dl_i/dx_i|^2}, with differences of the loss that are exact in the inputs. */
  private static double inputPenalty(double[] parameters, LabelledTrials trials) {
    float step = 1f / 1024;
    double sum = 0;
    for (int i = 0; i < trials.features().length; i++) {
      float kept = trials.features()[i];
      trials.features()[i] = kept + step;
      double above = new DoubleLstm(HIDDEN, parameters, trials).loss();
      trials.features()[i] = kept - step;
      double below = new DoubleLstm(HIDDEN, parameters, trials).loss();
      trials.features()[i] = kept;
      double slope = trials.rows() * (above - below) / (2 * step);
      sum += slope * slope / trials.rows();
    }
    return sum;
  }

  @Test
  void ofInputsIsTheDerivativeOfTheMeanSquaredNorm() {
    int few = 3;
    ComputationGraph graph = lstm();
    SequenceBatch batch =
        new TrialBatches(sequences).of("train", LongStream.range(0, few).toArray());
    float[] before = batch.timeMajorFeatures().data().asFloat();
    double[] actual = PenaltyGradient.of(graph, options(Kind.INPUT, 2), 1).at(batch, 0);
    assertThat(batch.timeMajorFeatures().data().asFloat()).isEqualTo(before);
    double[] point = graph.params().reshape(graph.numParams()).toDoubleVector();
    LabelledTrials trials = FirstTrials.of(sequences, "train", few);
    double[] expected = new double[point.length];
    double size = 0;
    for (int i = 0; i < point.length; i++) {
      double kept = point[i];
      point[i] = kept + 1e-4;
      double above = inputPenalty(point, trials);
      point[i] = kept - 1e-4;
      double below = inputPenalty(point, trials);
      point[i] = kept;
      expected[i] = 2 * (above - below) / 2e-4;
      size += expected[i] * expected[i];
    }
    assertThat(size).isGreaterThan(1e-3);
    for (int i = 0; i < point.length; i++) {
      assertThat(actual[i]).isCloseTo(expected[i], within(1e-3 * Math.sqrt(size)));
    }
  }

  @Test
  void ofInputsNeedsARecurrentNetwork() {
    String input = ", penalty { kind = input, alpha = 0.1 }";
    assertThat(lstmRun("local[2]", input).modelSha256())
        .isEqualTo(lstmRun("local[1]", input).modelSha256())
        .isNotEqualTo(lstmRun("local[2]", "").modelSha256());
    assertThatThrownBy(
            () -> run("local[1]", objects, "corelnet", Map.of("encoder", "random"), input))
        .isInstanceOf(Failure.class)
        .hasMessageStartingWith("gradients by the inputs are of networks of one recurrent layer");
  }

  @Test
  void leavesTheParametersAndDrawsByStep() {
    ComputationGraph graph = lstm();
    float[] before = Replica.stateOf(graph, 0).parameters();
    PenaltyGradient penalty = PenaltyGradient.of(graph, options(Kind.FISHER, 1), 1);
    double[] first = penalty.at(batch(), 0);
    double[] second = penalty.at(batch(), 1);
    assertThat(Replica.stateOf(graph, 0).parameters()).isEqualTo(before);
    assertThat(second).isNotEqualTo(first);
    assertThat(penalty.at(batch(), 0)).isEqualTo(first);
    Threads.allow(3);
    assertThat(penalty.at(batch(), 0)).isEqualTo(first);
    assertThat(PenaltyGradient.of(graph, options(Kind.FISHER, 1), 2).at(batch(), 0))
        .isNotEqualTo(first);
    assertThat(PenaltyGradient.of(graph, options(Kind.UNIFORM, 1), 1).at(batch(), 0))
        .isNotEqualTo(first);
  }

  private static TrainOptions train(String more) {
    return Section.of(ConfigFactory.parseString("train { " + TRAIN + more + " }"), "train")
        .read(TrainOptions.class);
  }

  private static TrainSummary run(
      String master, Dataset dataset, String model, Map<String, Object> settings, String more) {
    SparkConf conf =
        new SparkConf()
            .setMaster(master)
            .setAppName("penalty-test")
            .set("spark.task.cpus", "1")
            .set("spark.ui.enabled", "false")
            .set("spark.driver.host", "localhost");
    try (JavaSparkContext spark = new JavaSparkContext(conf)) {
      return Trainer.train(
          spark,
          new TrainRequest(
              ConfiguredModel.of(model, settings),
              dataset,
              train(more),
              "test = true",
              directory.resolve("run" + System.nanoTime()),
              Progress.Style.QUIET));
    }
  }

  private static TrainSummary lstmRun(String master, String more) {
    return run(master, sequences, "lstm", Map.of("hidden", 12), more);
  }

  @Test
  void noWeightIsThePlainTraining() {
    assertThat(lstmRun("local[2]", ", penalty { kind = fisher, alpha = 0 }").modelSha256())
        .isEqualTo(lstmRun("local[2]", "").modelSha256());
  }

  @Test
  void coresAndThreadsChangeNoBit() {
    String fisher = ", penalty { kind = fisher, alpha = 3, every = 4 }";
    String one = lstmRun("local[1]", fisher).modelSha256();
    assertThat(lstmRun("local[2]", fisher + ", threads = 2").modelSha256()).isEqualTo(one);
    assertThat(lstmRun("local[2]", "").modelSha256()).isNotEqualTo(one);
  }

  /** Gradient descent with g + q, q from the first step of a state and kept for five. */
  @Test
  void stepsHaveThePenaltysGradient() {
    check(sequences, "lstm", Map.of("hidden", 12));
    check(objects, "corelnet", Map.of("encoder", "random", "hidden", 32));
  }

  private static void check(Dataset dataset, String model, Map<String, Object> settings) {
    double rate = 0.5;
    ComputationGraph graph =
        new ComputationGraph(
            ConfiguredModel.of(model, settings)
                .network(
                    dataset.manifest().format(),
                    new NeuralNetConfiguration.Builder()
                        .seed(4)
                        .updater(new Sgd(rate))
                        .miniBatch(false))
                .configuration());
    graph.init();
    String json = graph.getConfiguration().toJson();
    PenaltyOptions options = options(Kind.FISHER, 10);
    SequenceBatch batch =
        new TrialBatches(dataset).of("train", LongStream.range(0, TRIALS).toArray());
    TrainingState start = Replica.stateOf(graph, 7);
    LocalRunner penalised = new PenalizedRunner.Factory(json, options, 1).create();
    LocalRunner plain = new ReplicaFactory(json).create();
    double[] q = PenaltyGradient.of(graph, options, 1).at(batch, 7);
    penalised.set(start);
    plain.set(start);
    double largest = 0;
    for (int step = 0; step < 2; step++) {
      assertThat(penalised.fit(batch)).usingRecursiveComparison().isEqualTo(plain.fit(batch));
      float[] actual = penalised.state(8 + step).parameters();
      float[] without = plain.state(8 + step).parameters();
      for (int i = 0; i < q.length; i++) {
        largest = Math.max(largest, Math.abs(rate * q[i]));
        assertThat(actual[i]).isCloseTo((float) (without[i] - rate * q[i]), within(2e-6f));
      }
      plain.set(penalised.state(8 + step));
    }
    assertThat(largest).isGreaterThan(1e-3);
  }

  @Test
  void refusesSettingsThatCannotWork() {
    assertThatThrownBy(() -> train(", penalty { kind = fisher, alpha = -1 }"))
        .isInstanceOf(Failure.class)
        .hasMessageContaining("alpha = -1.0 must be at least 0");
    assertThatThrownBy(() -> train(", penalty { kind = data, alpha = 1, scoreTerm = true }"))
        .isInstanceOf(Failure.class)
        .hasMessageContaining("scoreTerm = true needs kind = fisher");
    assertThatThrownBy(() -> train(", penalty { kind = data, alpha = 1 }, averaging.master = dl4j"))
        .isInstanceOf(Failure.class)
        .hasMessageContaining("dl4j knows no penalty");
  }
}
