package dev.eigenspark.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.eigenspark.Failure;
import dev.eigenspark.data.ObjectShape;
import dev.eigenspark.models.ObjectTrials.Batch;
import dev.eigenspark.nn.GraphStep;
import dev.eigenspark.nn.SequenceScorer;
import dev.eigenspark.nn.relational.ContextNorm.Variance;
import dev.eigenspark.nn.relational.Similarity.Mask;
import dev.eigenspark.nn.relational.Similarity.Reads;
import dev.eigenspark.nn.relational.Similarity.Score;
import dev.eigenspark.nn.relational.Similarity.Sides;
import dev.eigenspark.nn.relational.Similarity.Weighting;
import java.util.HashMap;
import java.util.Map;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.MultiDataSet;
import org.nd4j.linalg.indexing.NDArrayIndex;

class CoRelNetTest {
  private static final ObjectShape GREY = new ObjectShape(32, 32, 1);

  private static CoRelNet.Options options(Encoder encoder, double l1, Norm norm, Sides sides) {
    return options(encoder, l1, norm, sides, Reads.RELATIONS);
  }

  private static CoRelNet.Options options(
      Encoder encoder, double l1, Norm norm, Sides sides, Reads reads) {
    return new CoRelNet.Options(
        encoder,
        l1,
        norm,
        3,
        Variance.UNBIASED,
        sides,
        Score.DOT,
        Mask.CAUSAL,
        Weighting.SOFTMAX,
        reads,
        256);
  }

  private static CoRelNet.Options plain(Encoder encoder) {
    return options(encoder, 0, Norm.TRIAL, Sides.SYMMETRIC);
  }

  private static CoRelNet.Options withoutSoftmax(Encoder encoder, double l1) {
    return new CoRelNet.Options(
        encoder,
        l1,
        Norm.TRIAL,
        2,
        Variance.UNBIASED,
        Sides.SYMMETRIC,
        Score.SCALED,
        Mask.CAUSAL,
        Weighting.NONE,
        Reads.RELATIONS,
        256);
  }

  private static ComputationGraph build(CoRelNet.Options options, int steps, int classes) {
    return ObjectTrials.build(
        new CoRelNet(), options, ObjectTrials.format(steps, classes, GREY), 5);
  }

  @ParameterizedTest
  @CsvSource({
    "2, 2, 1538",
    "6, 2, 6146",
    "9, 4, 12804",
    "9, 2, 12290",
    "13, 6, 25094",
    "30, 11, 122123"
  })
  void hasThePapersParameterCounts(int steps, int classes, long expected) {
    ComputationGraph graph = build(plain(Encoder.CONV), steps, classes);
    assertThat(ObjectTrials.decisionParameters(graph)).isEqualTo(expected);
    assertThat(graph.numParams()).isEqualTo(197_600 + 256 + expected);
  }

  @Test
  void variantsAddWhatThePaperSays() {
    assertThat(build(options(Encoder.CONV, 0, Norm.TRIAL, Sides.ASYMMETRIC), 9, 4).numParams())
        .isEqualTo(197_600 + 256 + 12_804 + 33_024);
    assertThat(build(options(Encoder.CONV, 1e-3, Norm.OFF, Sides.SYMMETRIC), 9, 4).numParams())
        .isEqualTo(197_600 + 12_804 + 128 * 129);
    Reads both = Reads.RELATIONS_AND_OBJECTS;
    assertThat(build(options(Encoder.CONV, 0, Norm.TRIAL, Sides.SYMMETRIC, both), 9, 4).numParams())
        .isEqualTo(197_600 + 256 + 12_804 + 9 * 128 * 256);
  }

  @ParameterizedTest
  @EnumSource(Encoder.class)
  void holdsTheContract(Encoder encoder) {
    RelationalContract.check(new CoRelNet(), plain(encoder), encoder);
  }

  private static Batch batch(Encoder encoder, int firstObject, int pool, long number) {
    INDArray objects = ObjectTrials.objects(encoder.input(), firstObject, pool, GREY);
    return ObjectTrials.distributionOfThree(objects, 96, number);
  }

  @Test
  void aDecoderThatIsBlindToTheObjectsIsThatOfRelationsAlone() {
    ComputationGraph plain = build(plain(Encoder.RANDOM), 9, 4);
    ComputationGraph both =
        build(
            options(Encoder.RANDOM, 0, Norm.TRIAL, Sides.SYMMETRIC, Reads.RELATIONS_AND_OBJECTS),
            9,
            4);
    both.getParam("decoder_W0").assign(0);
    for (String name : plain.paramTable().keySet()) {
      INDArray rows = both.getParam(name);
      INDArray shared = name.equals("decoder_W0") ? rows.get(NDArrayIndex.interval(0, 45)) : rows;
      shared.assign(plain.getParam(name));
    }
    Batch batch = batch(Encoder.RANDOM, 0, 20, 0);
    INDArray gap = both.output(batch.inputs())[0].sub(plain.output(batch.inputs())[0]);
    assertThat(gap.amaxNumber().doubleValue()).isLessThan(1e-6);
  }

  @Test
  void beforeTrainingItHardlyPrefersAnAnswer() {
    ComputationGraph graph = build(plain(Encoder.CONV), 9, 4);
    Batch batch = batch(Encoder.CONV, 0, 20, 0);
    double loss = graph.score(new MultiDataSet(batch.inputs(), batch.targets()), false);
    assertThat(loss).isCloseTo(Math.log(4), within(0.05));
  }

  @ParameterizedTest
  @EnumSource(Encoder.class)
  void onlyATrainedEncoderChanges(Encoder encoder) {
    // Without softmax: a saturated one lets no gradient through.
    ComputationGraph graph = build(withoutSoftmax(encoder, 0), 9, 4);
    Map<String, INDArray> before = new HashMap<>();
    graph.paramTable().forEach((name, values) -> before.put(name, values.dup()));
    Batch batch = batch(encoder, 0, 5, 0);
    for (int step = 0; step < 2; step++) {
      graph.fit(batch.inputs(), batch.targets());
    }
    for (String name : graph.paramTable().keySet()) {
      boolean stays = name.startsWith("encoder_") && !encoder.isTrained();
      assertThat(graph.getParam(name).equals(before.get(name))).as(name).isEqualTo(stays);
    }
  }

  @ParameterizedTest
  @EnumSource(Encoder.class)
  void fusedStepsAreThoseOfDl4j(Encoder encoder) {
    ComputationGraph expected = build(withoutSoftmax(encoder, 0), 9, 4);
    ComputationGraph actual = build(withoutSoftmax(encoder, 0), 9, 4);
    GraphStep fused = GraphStep.of(actual).orElseThrow();
    for (int step = 0; step < 4; step++) {
      Batch batch = batch(encoder, 0, 5, step);
      expected.fit(batch.inputs(), batch.targets());
      SequenceScorer.Tally tally = fused.fit(batch.inputs(), batch.labels());
      assertThat(tally.loss()).isCloseTo(expected.score(), within(2e-5));
      INDArray gap = expected.params().sub(actual.params());
      assertThat(gap.amaxNumber().doubleValue()).isLessThan(2e-6);
      // Adam makes steps of one size of gradients that are only rounding: start them afresh.
      actual.params().assign(expected.params());
    }
    assertThat(actual.getConfiguration().getIterationCount()).isEqualTo(4);
    INDArray memory = expected.getUpdater().getStateViewArray();
    assertThat(memory.length()).isEqualTo(2 * trained(expected, encoder));
    INDArray memoryGap = memory.sub(actual.getUpdater().getStateViewArray());
    assertThat(memoryGap.amaxNumber().doubleValue()).isLessThan(2e-5);
  }

  @Test
  void fusedPenaltiesAreThoseOfDl4j() {
    ComputationGraph expected = build(withoutSoftmax(Encoder.RANDOM, 1e-2), 9, 4);
    ComputationGraph actual = build(withoutSoftmax(Encoder.RANDOM, 1e-2), 9, 4);
    GraphStep fused = GraphStep.of(actual).orElseThrow();
    for (int step = 0; step < 4; step++) {
      Batch batch = batch(Encoder.RANDOM, 0, 5, step);
      expected.fit(batch.inputs(), batch.targets());
      fused.fit(batch.inputs(), batch.labels());
      INDArray gap = expected.params().sub(actual.params());
      assertThat(gap.amaxNumber().doubleValue()).isLessThan(2e-6);
      actual.params().assign(expected.params());
    }
    INDArray memory = expected.getUpdater().getStateViewArray();
    INDArray memoryGap = memory.sub(actual.getUpdater().getStateViewArray());
    assertThat(memoryGap.amaxNumber().doubleValue()).isLessThan(2e-5);
  }

  private static long trained(ComputationGraph graph, Encoder encoder) {
    return encoder.isTrained()
        ? graph.numParams()
        : ObjectTrials.decisionParameters(graph) + graph.getLayer("norm").numParams();
  }

  @ParameterizedTest
  @EnumSource(Encoder.class)
  void aLayerAfterTheEncoderLearnsOnAnyEncoder(Encoder encoder) {
    ComputationGraph graph = build(options(encoder, 1e-3, Norm.TRIAL, Sides.ASYMMETRIC), 9, 4);
    Map<String, INDArray> before = new HashMap<>();
    graph.paramTable().forEach((name, values) -> before.put(name, values.dup()));
    Batch batch = batch(encoder, 0, 5, 0);
    graph.fit(batch.inputs(), batch.targets());
    assertThat(graph.getParam("features_W0")).isNotEqualTo(before.get("features_W0"));
    before.keySet().stream()
        .filter(name -> name.startsWith("encoder_") && !encoder.isTrained())
        .forEach(name -> assertThat(graph.getParam(name)).isEqualTo(before.get(name)));
  }

  @Test
  void aPenaltyPullsTheLayerAfterTheEncoder() {
    ComputationGraph graph = build(options(Encoder.CONV, 1e-3, Norm.TRIAL, Sides.SYMMETRIC), 9, 4);
    GraphStep fused = GraphStep.of(graph).orElseThrow();
    double before = graph.getParam("features_W0").norm1Number().doubleValue();
    Batch batch = batch(Encoder.CONV, 0, 5, 0);
    for (int step = 0; step < 20; step++) {
      fused.fit(batch.inputs(), batch.labels());
    }
    // Behind a saturated softmax nothing else moves it.
    assertThat(graph.getParam("features_W0").norm1Number().doubleValue()).isLessThan(0.9 * before);
  }

  @ParameterizedTest
  @EnumSource(
      value = Encoder.class,
      names = {"FROZEN_CONV", "RANDOM", "GAUSSIAN"})
  void fiveObjectsAreEnoughForAllOthers(Encoder encoder) {
    ComputationGraph graph = build(plain(encoder), 9, 4);
    for (int step = 0; step < 300; step++) {
      Batch batch = batch(encoder, 95, 5, step);
      graph.fit(batch.inputs(), batch.targets());
    }
    assertThat(ObjectTrials.accuracy(graph, batch(encoder, 95, 5, 1000))).isEqualTo(1);
    for (int test = 0; test < 5; test++) {
      assertThat(ObjectTrials.accuracy(graph, batch(encoder, 0, 95, 2000 + test))).isEqualTo(1);
    }
  }

  @Test
  void refusesWhatItCannotRead() {
    CoRelNet model = new CoRelNet();
    NeuralNetConfiguration.Builder base = new NeuralNetConfiguration.Builder();
    assertThatThrownBy(() -> model.network(plain(Encoder.CONV), ModelContract.COPY, base))
        .isInstanceOf(Failure.class)
        .hasMessageContaining("choose a task of objects");
    assertThatThrownBy(() -> build(options(Encoder.CONV, 0, Norm.SEGMENTS, Sides.SYMMETRIC), 8, 4))
        .hasMessage("segment = 3 must be at least 2 and divide the 8 positions of a trial");
    assertThatThrownBy(
            () ->
                options(Encoder.CONV, 0, Norm.TRIAL, Sides.ASYMMETRIC, Reads.RELATIONS_AND_OBJECTS))
        .hasMessageContaining("needs reads = relations");
  }
}
