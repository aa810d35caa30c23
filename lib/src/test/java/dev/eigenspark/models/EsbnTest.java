package dev.eigenspark.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.eigenspark.models.ObjectTrials.Batch;
import dev.eigenspark.nn.GraphStep;
import dev.eigenspark.nn.SequenceScorer;
import dev.eigenspark.nn.relational.BindingMemory.Confidence;
import dev.eigenspark.nn.relational.BindingMemory.Reads;
import dev.eigenspark.nn.relational.Similarity.Sides;
import org.assertj.core.data.Percentage;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class EsbnTest {
  /** PyTorch counts the bias of an LSTM twice. */
  private static final int SECOND_BIAS = 4 * 512;

  private static Esbn.Options options(Encoder encoder, Confidence confidence) {
    return options(encoder, 0, confidence, Reads.KEYS, Sides.SYMMETRIC);
  }

  private static Esbn.Options options(
      Encoder encoder, double l1, Confidence confidence, Reads reads, Sides sides) {
    return new Esbn.Options(encoder, l1, Norm.TRIAL, 2, sides, confidence, reads, 512, 256);
  }

  private static ComputationGraph build(Esbn.Options options, int steps, int classes) {
    return RelationalContract.build(new Esbn(), options, steps, classes);
  }

  private static Batch batch(int firstObject, int pool, int rows, long number) {
    INDArray objects =
        ObjectTrials.objects(Encoder.RANDOM.input(), firstObject, pool, RelationalContract.GREY);
    return ObjectTrials.distributionOfThree(objects, rows, number);
  }

  @ParameterizedTest
  @CsvSource({"2, 2, 1712133", "9, 4, 1713159"})
  void hasThePapersParametersButForOneBias(int steps, int classes, long expected) {
    ComputationGraph graph = build(options(Encoder.CONV, Confidence.LEARNED), steps, classes);
    assertThat(graph.numParams()).isEqualTo(197_600 + expected - SECOND_BIAS);
  }

  @Test
  void withoutConfidenceItLacksGainAndShiftAndAnInput() {
    ComputationGraph graph = build(options(Encoder.CONV, Confidence.OFF), 9, 4);
    assertThat(graph.numParams()).isEqualTo(197_600 + 1_713_159 - SECOND_BIAS - 2 - 4 * 512);
  }

  @Test
  void variantsAddWhatTheyNeed() {
    long plain = 197_600 + 1_713_159 - SECOND_BIAS;
    assertThat(
            build(
                    options(
                        Encoder.CONV,
                        0,
                        Confidence.LEARNED,
                        Reads.KEYS_AND_OBJECTS,
                        Sides.SYMMETRIC),
                    9,
                    4)
                .numParams())
        .isEqualTo(plain + 128 * 4 * 512);
    assertThat(
            build(options(Encoder.CONV, 0, Confidence.LEARNED, Reads.KEYS, Sides.ASYMMETRIC), 9, 4)
                .numParams())
        .isEqualTo(plain + 33_024);
    assertThat(
            build(
                    options(Encoder.CONV, 1e-3, Confidence.LEARNED, Reads.KEYS, Sides.SYMMETRIC),
                    9,
                    4)
                .numParams())
        .isEqualTo(plain + 128 * 129);
    assertThat(build(options(Encoder.CONV, Confidence.DEFAULT_ROW), 9, 4).numParams())
        .isEqualTo(plain - 2 - 4 * 512 + 256 + 128);
  }

  @Test
  void anAsymmetricMemoryReadsNoObjects() {
    assertThatThrownBy(
            () ->
                options(
                    Encoder.CONV, 0, Confidence.LEARNED, Reads.KEYS_AND_OBJECTS, Sides.ASYMMETRIC))
        .hasMessageContaining("needs reads = keys");
    assertThatThrownBy(
            () -> options(Encoder.CONV, -1, Confidence.LEARNED, Reads.KEYS, Sides.SYMMETRIC))
        .hasMessageContaining("l1");
  }

  @Test
  void variantsHoldTheContract() {
    Encoder encoder = Encoder.RANDOM;
    RelationalContract.check(
        new Esbn(),
        options(encoder, 0, Confidence.LEARNED, Reads.KEYS_AND_OBJECTS, Sides.SYMMETRIC),
        encoder);
    RelationalContract.check(
        new Esbn(),
        options(encoder, 1e-3, Confidence.DEFAULT_ROW, Reads.KEYS, Sides.ASYMMETRIC),
        encoder);
  }

  @ParameterizedTest
  @EnumSource(Confidence.class)
  void holdsTheContract(Confidence confidence) {
    Encoder encoder = Encoder.RANDOM;
    RelationalContract.check(new Esbn(), options(encoder, confidence), encoder);
  }

  @Test
  void startsAsThePapersCode() {
    ComputationGraph graph = build(options(Encoder.RANDOM, Confidence.LEARNED), 9, 4);
    checkGates(graph.getParam("memory_V"), 512);
    checkGates(graph.getParam("memory_U"), 257);
    assertThat(graph.getParam("memory_b").amaxNumber().doubleValue()).isZero();
    assertThat(deviation(graph.getParam("memory_Wk"))).isCloseTo(Math.sqrt(2.0 / 512), near(0.02));
    assertThat(deviation(graph.getParam("memory_wg"))).isCloseTo(Math.sqrt(2.0 / 513), near(0.1));
    assertThat(deviation(graph.getParam("out_W"))).isCloseTo(Math.sqrt(2.0 / 516), near(0.1));
    assertThat(graph.getParam("out_b").amaxNumber().doubleValue()).isZero();
    assertThat(graph.getParam("memory_gain").getDouble(0)).isOne();
    assertThat(graph.getParam("memory_shift").getDouble(0)).isZero();
  }

  private static void checkGates(INDArray weights, int inputs) {
    double both = Math.sqrt(2.0 / (inputs + 1024));
    double one = Math.sqrt(2.0 / (inputs + 512));
    double[] expected = {both, both, one * 5 / 3, one};
    for (int gate = 0; gate < 4; gate++) {
      int[] columns = new int[512];
      for (int i = 0; i < 512; i++) {
        columns[i] = gate * 512 + i;
      }
      assertThat(deviation(weights.getColumns(columns))).isCloseTo(expected[gate], near(0.02));
    }
  }

  private static double deviation(INDArray values) {
    return values.norm2Number().doubleValue() / Math.sqrt(values.length());
  }

  private static Percentage near(double part) {
    return Percentage.withPercentage(100 * part);
  }

  @Test
  void onlyConfidenceTellsAPairApart() {
    INDArray objects = ObjectTrials.objects(Encoder.RANDOM.input(), 0, 5, RelationalContract.GREY);
    INDArray trials = Nd4j.create(new float[] {0, 0, 0, 1}, new long[] {2, 2}, 'c');
    INDArray[] inputs = {trials, objects};
    INDArray blind = build(options(Encoder.RANDOM, Confidence.OFF), 2, 2).output(inputs)[0];
    assertThat(blind.slice(0)).isEqualTo(blind.slice(1));
    INDArray told = build(options(Encoder.RANDOM, Confidence.LEARNED), 2, 2).output(inputs)[0];
    assertThat(told.slice(0)).isNotEqualTo(told.slice(1));
  }

  @Test
  void fusedStepsAreThoseOfDl4j() {
    ComputationGraph expected = build(options(Encoder.RANDOM, Confidence.LEARNED), 9, 4);
    ComputationGraph actual = build(options(Encoder.RANDOM, Confidence.LEARNED), 9, 4);
    Batch batch = batch(0, 5, 32, 0);
    expected.fit(batch.inputs(), batch.targets());
    SequenceScorer.Tally tally =
        GraphStep.of(actual).orElseThrow().fit(batch.inputs(), batch.labels());
    assertThat(tally.loss()).isCloseTo(expected.score(), within(1e-5));
    INDArray gap = expected.params().sub(actual.params());
    assertThat(gap.amaxNumber().doubleValue()).isLessThan(2e-6);
  }

  @Test
  void fiveObjectsAreEnoughForAllOthers() {
    ComputationGraph graph = build(options(Encoder.RANDOM, Confidence.LEARNED), 9, 4);
    GraphStep step = GraphStep.of(graph).orElseThrow();
    for (int number = 0; number < 150; number++) {
      Batch batch = batch(95, 5, 32, number);
      step.fit(batch.inputs(), batch.labels());
    }
    assertThat(ObjectTrials.accuracy(graph, batch(95, 5, 200, 1000))).isGreaterThan(0.98);
    assertThat(ObjectTrials.accuracy(graph, batch(0, 95, 200, 2000))).isGreaterThan(0.98);
  }
}
