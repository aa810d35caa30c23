package dev.eigenspark.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.typesafe.config.ConfigFactory;
import dev.eigenspark.Failure;
import dev.eigenspark.SampleMean;
import dev.eigenspark.config.Section;
import dev.eigenspark.data.SequenceFormat;
import dev.eigenspark.data.SequenceFormat.Channel;
import dev.eigenspark.data.SequenceFormat.Kind;
import dev.eigenspark.data.Table;
import dev.eigenspark.linalg.Svd;
import dev.eigenspark.models.ConfiguredModel;
import dev.eigenspark.models.Model;
import dev.eigenspark.models.Models;
import dev.eigenspark.nn.LabelledTrials;
import dev.eigenspark.nn.RecurrentForm;
import dev.eigenspark.nn.SoftmaxSequenceLayer;
import dev.eigenspark.progress.Progress;
import dev.eigenspark.rng.CounterRandom;
import dev.eigenspark.rng.Streams;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.spark.api.java.JavaSparkContext;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.factory.Nd4j;

class LyapunovTest {
  private static final int STEPS = 60;
  private static final int INPUTS = 5;

  private static JavaSparkContext spark;

  @BeforeAll
  static void start() {
    spark = TestSpark.start("lyapunov");
  }

  @AfterAll
  static void stop() {
    spark.stop();
  }

  private static ComputationGraph graph(String model, Map<String, Object> options, long seed) {
    SequenceFormat format =
        new SequenceFormat(
            STEPS,
            new Channel("x", Kind.SYMBOL, INPUTS, STEPS),
            new Channel("y", Kind.SYMBOL, 4, 1),
            0,
            1);
    ComputationGraph graph =
        new ComputationGraph(
            ConfiguredModel.of(model, options)
                .network(format, new NeuralNetConfiguration.Builder().seed(seed))
                .configuration());
    graph.init();
    return graph;
  }

  private static LabelledTrials trials(int rows) {
    CounterRandom random = new CounterRandom(4, Streams.TRAIN, 0);
    float[] x = new float[STEPS * rows * INPUTS];
    for (int i = 0; i < x.length; i += INPUTS) {
      x[i + random.nextInt(INPUTS)] = 1;
    }
    return new LabelledTrials(STEPS, rows, INPUTS, 1, x, new float[rows]);
  }

  private static LyapunovTask driven(ComputationGraph graph, int exponents, int trialsOfTask) {
    RecurrentForm form = RecurrentForm.of(graph).orElseThrow();
    return new LyapunovTask(
        form, LyapunovDrive.TRIALS, trials(10), exponents, 0.1, 1, trialsOfTask);
  }

  private static LyapunovTask autonomous(ComputationGraph graph, int exponents) {
    RecurrentForm form = RecurrentForm.of(graph).orElseThrow();
    return new LyapunovTask(form, LyapunovDrive.NONE, trials(1), exponents, 0, 1, 1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"rnn", "lstm", "gru", "goru", "nnrnn"})
  void tasksChangeNoBit(String model) {
    Map<String, Object> options = Map.of("hidden", 6);
    List<float[]> points = new ArrayList<>();
    for (long seed = 1; seed <= 3; seed++) {
      points.add(RecurrentForm.weights(graph(model, options, seed)));
    }
    ComputationGraph graph = graph(model, options, 1);
    List<List<SampleMean>> whole = driven(graph, 100, 10).measure(spark, points);
    assertThat(whole).hasSize(3);
    assertThat(whole.get(0)).hasSize(model.equals("lstm") ? 12 : 6);
    assertThat(whole.get(0).get(0).count()).isEqualTo(10);
    assertThat(whole.get(1)).isNotEqualTo(whole.get(0));
    for (int trialsOfTask : new int[] {1, 3, 4}) {
      assertThat(driven(graph, 100, trialsOfTask).measure(spark, points)).isEqualTo(whole);
    }
    assertThat(driven(graph, 100, 3).measure(spark, points.subList(2, 3)).get(0))
        .isEqualTo(whole.get(2));
  }

  /** modReLU without its b is the identity. */
  @Test
  void anOrthogonalNetworkIsAtTheEdge() {
    ComputationGraph graph = graph("rnn-orth", Map.of("hidden", 30), 2);
    graph.getParam("recurrent_modrelu").assign(0);
    List<float[]> point = List.of(RecurrentForm.weights(graph));
    for (LyapunovTask task : List.of(driven(graph, 30, 4), autonomous(graph, 30))) {
      assertThat(task.measure(spark, point).get(0))
          .allSatisfy(each -> assertThat(each.mean()).isCloseTo(0, within(1e-6)));
    }
  }

  /** A tanh network that comes to rest has the eigenvalues of V, in the end. */
  @Test
  void aNetworkAtRestHasTheModuliOfItsEigenvalues() {
    ComputationGraph graph = graph("rnn", Map.of("hidden", 4, "nonlinearity", "tanh"), 1);
    float[] diagonal = new float[16];
    for (int i = 0; i < 4; i++) {
      diagonal[5 * i] = (float) Math.pow(2, -i - 1);
    }
    graph.getParam("recurrent_V").assign(Nd4j.create(diagonal, new long[] {4, 4}, 'c'));
    LyapunovTask task = autonomous(graph, 4);
    LabelledTrials still =
        new LabelledTrials(2000, 1, INPUTS, 0, new float[2000 * INPUTS], new float[0]);
    List<SampleMean> found =
        new LyapunovTask(task.form(), task.drive(), still, 4, 0.5, 1, 1)
            .measure(spark, List.of(RecurrentForm.weights(graph)))
            .get(0);
    for (int i = 0; i < 4; i++) {
      assertThat(found.get(i).mean()).isCloseTo(-(i + 1) * Math.log(2), within(1e-12));
    }
  }

  /** |J_t| is at most |V|, because the slope of tanh is at most 1. */
  @Test
  void theNormOfTheMatrixBoundsTheLargestExponent() {
    ComputationGraph graph = graph("rnn", Map.of("hidden", 20, "nonlinearity", "tanh"), 3);
    for (double scale : new double[] {1, 3, 3}) {
      graph.getParam("recurrent_V").muli(scale);
      float[] v = graph.getParam("recurrent_V").reshape(400).toFloatVector();
      double bound = Math.log(Svd.values(RecurrentSnapshot.square(v))[0]);
      List<float[]> point = List.of(RecurrentForm.weights(graph));
      for (LyapunovTask task : List.of(driven(graph, 2, 4), autonomous(graph, 2))) {
        List<SampleMean> found = task.measure(spark, point).get(0);
        assertThat(found.get(0).mean()).isLessThan(bound).isGreaterThan(found.get(1).mean());
      }
    }
  }

  @Test
  void theModelsNamedAreThoseOfOneRecurrentLayer() {
    List<String> found = new ArrayList<>();
    for (Model<?> model : Models.registry().entries()) {
      try {
        if (RecurrentForm.of(graph(model.name(), Map.of(), 1)).isPresent()) {
          found.add(model.name());
        }
      } catch (Failure e) {
        assertThat(e).hasMessageContaining("choose a task of objects");
      }
    }
    assertThat(found).isEqualTo(Lyapunov.MODELS);
  }

  @Test
  void otherModelsAreAnsweredWithThese() {
    ComputationGraph graph =
        new ComputationGraph(
            new NeuralNetConfiguration.Builder()
                .graphBuilder()
                .addInputs("x")
                .setInputTypes(InputType.recurrent(3, STEPS))
                .addLayer(
                    "out",
                    new SoftmaxSequenceLayer.Builder()
                        .activation(Activation.SOFTMAX)
                        .nIn(3)
                        .nOut(2)
                        .build(),
                    "x")
                .setOutputs("out")
                .build());
    graph.init();
    assertThatThrownBy(() -> Lyapunov.form(graph, "r", "corelnet"))
        .isInstanceOf(Failure.class)
        .hasMessage(
            "lyapunov follows the state of one recurrent layer, which the corelnet of run 'r' does"
                + " not have; these have it for sequences: eurnn, exprnn, goru, gru, lstm,"
                + " lstm-hdetach, nnrnn, rnn, rnn-orth");
  }

  private static LyapunovAt at(String run, long step, double... exponents) {
    List<SampleMean> moments = new ArrayList<>();
    for (double each : exponents) {
      moments.add(SampleMean.NONE.plus(each - 1).plus(each + 1));
    }
    return new LyapunovAt(run, step, moments);
  }

  @Test
  void tableAndScalarsSayTheSame() {
    AnalysisResult result =
        LyapunovResult.of(
            List.of(at("a", 0, -1, -2), at("a", 9, 1, -2), at("b", 0, 3, 1)), Lyapunov.Unit.NATS);
    Table table = result.table();
    assertThat(table.headers().stream().map(Table.Header::name))
        .containsExactly("run", "step", "index", "exponent", "error", "largest", "dimension");
    assertThat(table.rows()).hasSize(6);
    assertThat(table.rows().get(0)).containsExactly("a", 0L, 0L, -1.0, 1.0, -1.0, 0.0);
    assertThat(table.rows().get(3)).containsExactly("a", 9L, 1L, -2.0, 1.0, 1.0, 1.5);
    assertThat(table.rows().get(5)).containsExactly("b", 0L, 1L, 1.0, 1.0, 3.0, 2.0);
    assertThat(result.scalars())
        .isEqualTo(
            Map.of(
                "largest_first", -1.0,
                "largest_last", 1.0,
                "dimension_first", 0.0,
                "dimension_last", 1.5));
  }

  @Test
  void bitsAreTheUnitOfComputers() {
    AnalysisResult result =
        LyapunovResult.of(List.of(at("a", 0, Math.log(8), -Math.log(2))), Lyapunov.Unit.BITS);
    assertThat(result.scalars().get("largest_first")).isCloseTo(3, within(1e-15));
    assertThat((double) result.table().rows().get(1).get(3)).isCloseTo(-1, within(1e-15));
  }

  @Test
  void dimensionStopsAtAnInfiniteExponent() {
    assertThat(at("a", 0, 1, Double.NEGATIVE_INFINITY).dimension()).isEqualTo(1);
    assertThat(at("a", 0, Double.NEGATIVE_INFINITY).dimension()).isZero();
    assertThat(at("a", 0, 0, 0, 0).dimension()).isEqualTo(3);
    assertThat(at("a", 0, 2, -1, -4).dimension()).isEqualTo(2.25);
  }

  @Test
  void figuresShowCourseSpectrumAndRuns() {
    AnalysisResult one =
        LyapunovResult.of(
            List.of(at("a", 0, -1, -2, -3, -4, -5), at("a", 9, 1, 0, -1, -2, -3)),
            Lyapunov.Unit.BITS);
    assertThat(one.figures().stream().map(AnalysisResult.Figure::name))
        .containsExactly("course", "spectrum");
    assertThat(one.figures().get(0).svg())
        .contains(">λ = 0<", ">λ1<", ">λ4<", ">Lyapunov exponent (bits per step)<")
        .doesNotContain(">λ5<");
    assertThat(one.figures().get(1).svg()).contains(">step 0<", ">step 9<");
    AnalysisResult two =
        LyapunovResult.of(List.of(at("a", 0, -1), at("b", 0, -2)), Lyapunov.Unit.NATS);
    assertThat(two.figures()).hasSize(3);
    assertThat(two.figures().get(2).svg()).contains(">a<", ">b<", ">step<");
  }

  @Test
  void figuresLeaveInfiniteExponentsOut() {
    AnalysisResult result =
        LyapunovResult.of(
            List.of(
                at("a", 0, -1, Double.NEGATIVE_INFINITY),
                at("a", 9, Double.NEGATIVE_INFINITY, Double.NEGATIVE_INFINITY)),
            Lyapunov.Unit.BITS);
    assertThat(result.figures().get(0).svg()).contains(">λ1<").doesNotContain(">λ2<");
    assertThat(result.figures().get(1).svg()).contains(">step 0<").doesNotContain(">step 9<");
  }

  private static Lyapunov.Options options(String text) {
    return Section.of(ConfigFactory.parseString("lyapunov {" + text + "}"), "lyapunov")
        .read(Lyapunov.Options.class);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "maxCheckpoints = 1 | maxCheckpoints = 1 must be at least 2",
        "exponents = 0 | exponents = 0 must be at least 1",
        "trials = 0 | trials = 0 must be at least 1",
        "steps = 0 | steps = 0 must be at least 1",
        "burnIn = 1 | burnIn = 1.0 must be in [0, 1)",
        "burnIn = -0.5 | burnIn = -0.5 must be in [0, 1)",
        "drive = noise | trials",
        "unit = bytes | bits"
      })
  void refusesSettingsThatCannotWork(String text, String message) {
    assertThatThrownBy(() -> options(text))
        .isInstanceOf(Failure.class)
        .hasMessageContaining(message);
  }

  @Test
  void refusesNoRuns() {
    AnalysisInput none = new AnalysisInput(null, List.of(), List.of(), Progress.Style.QUIET);
    assertThatThrownBy(() -> new Lyapunov().run(none, options("")))
        .isInstanceOf(Failure.class)
        .hasMessage("lyapunov needs at least one run; name it with --run");
  }

  @Test
  void isFoundByName() {
    assertThat(Analyses.registry().get("lyapunov")).isInstanceOf(Lyapunov.class);
  }
}
