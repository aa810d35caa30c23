package dev.eigenspark.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.typesafe.config.ConfigFactory;
import dev.eigenspark.analysis.LstmPaths.Part;
import dev.eigenspark.config.Section;
import dev.eigenspark.data.SequenceFormat;
import dev.eigenspark.data.SequenceFormat.Channel;
import dev.eigenspark.data.SequenceFormat.Kind;
import dev.eigenspark.data.Table;
import dev.eigenspark.models.Goru;
import dev.eigenspark.models.Gru;
import dev.eigenspark.models.InputStart;
import dev.eigenspark.models.LstmHDetach;
import dev.eigenspark.models.Model;
import dev.eigenspark.models.Nonlinearity;
import dev.eigenspark.models.RnnOrth;
import dev.eigenspark.nn.HiddenGradients;
import dev.eigenspark.nn.LabelledTrials;
import dev.eigenspark.rng.CounterRandom;
import dev.eigenspark.rng.Streams;
import java.util.Arrays;
import java.util.List;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.ndarray.INDArray;

class GradientsTest {
  private static final int SYMBOLS = 10;
  private static final int RECALL = 10;
  private static final int CLASSES = 9;
  private static final int ALL = LstmPaths.BLOCKS.size() - 1;

  @ParameterizedTest
  @EnumSource(Nonlinearity.class)
  void anOrthogonalMatrixKeepsTheNorm(Nonlinearity nonlinearity) {
    int steps = 200;
    ComputationGraph graph =
        graph(
            new RnnOrth(),
            new RnnOrth.Options(40, nonlinearity, true, RnnOrth.Start.RANDOM, InputStart.GLOROT),
            steps,
            1);
    // Both nonlinearities are then the identity, tanh at 0.
    zero(graph, "recurrent_b");
    if (nonlinearity == Nonlinearity.MODRELU) {
      zero(graph, "recurrent_modrelu");
    } else {
      zero(graph, "recurrent_U");
    }
    double[] norms = HiddenGradients.norms(graph, copy(steps - 2 * RECALL, 7, 1).labelledAtLast(1));
    assertThat(norms).hasSize(steps);
    assertThat(norms[steps - 1]).isPositive();
    for (double norm : norms) {
      assertThat(norm).isCloseTo(norms[steps - 1], within(1e-5 * norms[steps - 1]));
    }
  }

  @Test
  void aScaledMatrixLosesItsFactorInEveryStep() {
    ComputationGraph graph =
        graph(
            new RnnOrth(),
            new RnnOrth.Options(
                40, Nonlinearity.TANH, true, RnnOrth.Start.RANDOM, InputStart.GLOROT),
            40,
            1);
    zero(graph, "recurrent_b");
    zero(graph, "recurrent_U");
    INDArray v = graph.getParam("recurrent_V");
    v.muli(0.5);
    double[] norms = HiddenGradients.norms(graph, copy(20, 7, 1).labelledAtLast(1));
    for (int lag = 0; lag < 40; lag++) {
      double expected = norms[39] * Math.pow(0.5, lag);
      assertThat(norms[39 - lag]).isCloseTo(expected, within(1e-5 * expected));
    }
  }

  /** A unit with u = 1 is the one before, and the gradient passes by every product. */
  @Test
  void aHeldGatedUnitKeepsTheNorm() {
    ComputationGraph gru = graph(new Gru(), new Gru.Options(40), 60, 1);
    INDArray gates = gru.getParam("recurrent_b").reshape(4, 40);
    gates.getRow(1).assign(100);
    ComputationGraph goru = graph(new Goru(), new Goru.Options(40, 2), 60, 1);
    goru.getParam("recurrent_bu").assign(100);
    for (ComputationGraph graph : List.of(gru, goru)) {
      double[] norms = HiddenGradients.norms(graph, copy(40, 7, 1).labelledAtLast(1));
      assertThat(norms[59]).isPositive();
      for (double norm : norms) {
        assertThat(norm).isCloseTo(norms[59], within(1e-5 * norms[59]));
      }
    }
  }

  @Test
  void theNormDoesNotDependOnHowOftenATrialIsThere() {
    ComputationGraph graph = graph(new LstmHDetach(), lstm(16), 40, 3);
    LabelledTrials once = copy(20, 1, 5);
    LabelledTrials often = repeated(once, 13);
    double[] expected = HiddenGradients.norms(graph, once);
    double[] actual = HiddenGradients.norms(graph, often);
    for (int t = 0; t < 40; t++) {
      assertThat(actual[t]).isCloseTo(expected[t], within(1e-5 * expected[t]));
    }
  }

  /**
   * The claim of h-detach at random LSTMs of growing weights, T = 100: whatever the matrices do,
   * the gradient along the cell state keeps its size, the whole gradient drowns it, and blocking
   * half of the edges brings its direction back.
   */
  @ParameterizedTest
  @ValueSource(longs = {0, 1})
  void largeWeightsDrownTheLinearPathAndHalfBlockingKeepsIt(long seed) {
    ComputationGraph graph = graph(new LstmHDetach(), lstm(128), 120, seed);
    float[] parameters = graph.params().reshape(graph.numParams()).toFloatVector();
    LstmPaths.Point point = new LstmPaths.Point(128, parameters, copy(100, 10, seed));
    for (double scale : new double[] {1, 8, 12}) {
      LstmPaths paths = point.measure(scale, List.of(0.5));
      assertThat(paths.blockProbs()).containsExactly(0.0, 0.5, 1.0);
      Part whole = paths.parameters().get(0)[ALL];
      Part half = paths.parameters().get(1)[ALL];
      Part linear = paths.parameters().get(2)[ALL];
      assertThat(linear.norm()).as("linear path at scale %s", scale).isBetween(0.05, 1.0);
      assertThat(linear.cosine()).isCloseTo(1, within(1e-12));
      assertThat(half.cosine()).as("half blocked at scale %s", scale).isGreaterThan(0.6);
      if (scale == 1) {
        assertThat(whole.cosine()).isGreaterThan(0.9);
        assertThat(whole.norm()).isBetween(0.5 * linear.norm(), 2 * linear.norm());
      } else {
        assertThat(whole.norm()).as("whole at scale %s", scale).isGreaterThan(1e3);
        assertThat(Math.abs(whole.cosine())).isLessThan(0.2);
      }
    }
  }

  @Test
  void blocksMakeUpTheWhole() {
    LstmPaths paths = smallPoint().measure(1, List.of(0.25, 0.5));
    for (Part[] parts : paths.parameters()) {
      double squares = Arrays.stream(parts).limit(ALL).mapToDouble(p -> p.norm() * p.norm()).sum();
      assertThat(Math.sqrt(squares)).isCloseTo(parts[ALL].norm(), within(1e-12));
    }
  }

  @Test
  void theStateGradientsMeetAtTheLastStep() {
    LstmPaths paths = smallPoint().measure(1, List.of());
    Part[] whole = paths.state().get(0);
    Part[] linear = paths.state().get(1);
    assertThat(whole[39]).isEqualTo(linear[39]);
    for (int t = 0; t < 39; t++) {
      // Forget gates are below 1.
      assertThat(linear[t].norm()).isLessThan(linear[t + 1].norm());
      assertThat(linear[t].cosine()).isCloseTo(1, within(1e-12));
    }
    assertThat(whole[0].norm()).isNotEqualTo(linear[0].norm());
  }

  @Test
  void tableScalarsAndFiguresSayTheSame() {
    LstmPaths.Point point = smallPoint();
    GradientsAt first =
        new GradientsAt("a", 0, new double[] {0, 2, 3}, List.of(point.measure(1, List.of(0.5))));
    GradientsAt last =
        new GradientsAt("a", 9, new double[] {1, 2, 3}, List.of(point.measure(2, List.of(0.5))));
    AnalysisResult result = GradientsResult.of(List.of(first, last));

    Table table = result.table();
    // Three lags of h; 13 blocks at 3 probabilities; 40 lags of c at 2.
    assertThat(table.rows()).hasSize(2 * (3 + 13 * 3 + 40 * 2));
    assertThat(table.rows().get(0)).containsExactly("a", 0L, "h", 1.0, 0.0, 0L, 3.0, 0.0);
    assertThat(result.scalars())
        .containsEntry("hidden_first_step_last", 1.0)
        .containsEntry("hidden_last_step_last", 3.0)
        .containsEntry("linear_first", first.paths().get(0).parameters().get(2)[ALL].norm())
        .containsEntry("cosine_last", last.paths().get(0).parameters().get(0)[ALL].cosine());
    assertThat(result.figures().stream().map(AnalysisResult.Figure::name))
        .containsExactly("hidden", "state", "paths");
    assertThat(result.figures().get(0).svg()).contains(">step 0<", ">step 9<");
    assertThat(result.figures().get(2).svg()).contains(">all paths<", ">mean at blockProb 0.5<");
  }

  @Test
  void otherModelsHaveTheNormOverTimeAlone() {
    AnalysisResult result =
        GradientsResult.of(
            List.of(
                new GradientsAt("a", 0, new double[] {1, 2}, List.of()),
                new GradientsAt("b", 0, new double[] {0, 0}, List.of())));
    assertThat(result.table().rows()).hasSize(4);
    assertThat(result.scalars())
        .containsOnlyKeys(
            "hidden_last_step_first",
            "hidden_first_step_first",
            "hidden_last_step_last",
            "hidden_first_step_last");
    assertThat(result.figures()).hasSize(1);
    assertThat(result.figures().get(0).svg()).contains(">a<").doesNotContain(">b<");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "maxCheckpoints = 1  | gradients.maxCheckpoints = 1 must be at least 2",
        "trials = 0          | gradients.trials = 0 must be at least 1",
        "blockProbs = [1]    | gradients.blockProbs = [1.0] must lie between 0 and 1",
        "scales = []         | gradients.scales = [] must be numbers above 0, at least one",
        "scales = [-1]       | gradients.scales = [-1.0] must be numbers above 0, at least one",
      })
  void refusesSettingsThatCannotWork(String settings, String message) {
    Section section =
        Section.of(ConfigFactory.parseString("gradients { " + settings + " }"), "gradients");
    assertThatThrownBy(() -> section.read(Gradients.Options.class)).hasMessageContaining(message);
  }

  private static LstmPaths.Point smallPoint() {
    ComputationGraph graph = graph(new LstmHDetach(), lstm(12), 40, 2);
    float[] parameters = graph.params().reshape(graph.numParams()).toFloatVector();
    return new LstmPaths.Point(12, parameters, copy(20, 4, 1));
  }

  private static LstmHDetach.Options lstm(int hidden) {
    return new LstmHDetach.Options(hidden, 0.5, 0, 0, LstmHDetach.Start.UNIFORM);
  }

  private static <O extends Record> ComputationGraph graph(
      Model<O> model, O options, int steps, long seed) {
    SequenceFormat format =
        new SequenceFormat(
            steps,
            new Channel("x", Kind.SYMBOL, SYMBOLS, steps),
            new Channel("y", Kind.SYMBOL, CLASSES, steps),
            steps - RECALL,
            steps);
    ComputationGraph graph =
        new ComputationGraph(
            model
                .network(options, format, new NeuralNetConfiguration.Builder().seed(seed))
                .configuration());
    graph.init();
    return graph;
  }

  private static void zero(ComputationGraph graph, String parameter) {
    graph.getParam(parameter).assign(0);
  }

  /** Trials of the copy task, one-hot. */
  private static LabelledTrials copy(int delay, int rows, long seed) {
    int steps = delay + 2 * RECALL;
    float[] x = new float[steps * rows * SYMBOLS];
    float[] y = new float[steps * rows];
    CounterRandom random = new CounterRandom(seed, Streams.TRAIN, 0);
    for (int row = 0; row < rows; row++) {
      for (int t = 0; t < steps; t++) {
        int symbol = t < RECALL ? 1 + random.nextInt(CLASSES - 1) : t == steps - RECALL - 1 ? 9 : 0;
        x[(t * rows + row) * SYMBOLS + symbol] = 1;
        if (t < RECALL) {
          y[(steps - RECALL + t) * rows + row] = symbol;
        }
      }
    }
    return new LabelledTrials(steps, rows, SYMBOLS, steps, x, y);
  }

  /** One trial, several times. */
  private static LabelledTrials repeated(LabelledTrials one, int times) {
    float[] x = new float[times * one.features().length];
    float[] y = new float[times * one.labels().length];
    for (int i = 0; i < x.length; i++) {
      int step = i / (times * SYMBOLS);
      x[i] = one.features()[step * SYMBOLS + i % SYMBOLS];
    }
    for (int i = 0; i < y.length; i++) {
      y[i] = one.labels()[i / times];
    }
    return new LabelledTrials(one.steps(), times, SYMBOLS, one.labelledSteps(), x, y);
  }
}
