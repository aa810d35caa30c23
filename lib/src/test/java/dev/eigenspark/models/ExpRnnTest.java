package dev.eigenspark.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.eigenspark.data.SequenceFormat;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;

class ExpRnnTest {

  @ParameterizedTest
  @EnumSource(SkewStart.class)
  void holdsTheContract(SkewStart start) {
    ModelContract.check(new ExpRnn(), new ExpRnn.Options(20, start, 1e-4, InputStart.GLOROT));
    ModelContract.check(new ExpRnn(), new ExpRnn.Options(17, start, 1e-4, InputStart.HE));
  }

  @Test
  void hasThePapersParameterCounts() {
    assertThat(build(128, 1e-4).numParams()).isEqualTo(10_697);
    assertThat(build(176, 1e-4).numParams()).isEqualTo(18_929);
    assertThat(count(512, ModelContract.PIXELS)).isEqualTo(136_970);
    assertThat(count(722, ModelContract.PIXELS)).isEqualTo(268_955);
    assertThat(count(1386, ModelContract.CHARACTERS) + ModelContract.EMBEDDING)
        .isEqualTo(1_317_741);
  }

  @Test
  void staysOrthogonalWhateverTheSteps() {
    ComputationGraph graph = build(32, 5);
    INDArray before = ModelContract.tensor(graph, "recurrent.V");
    train(graph);
    INDArray after = ModelContract.tensor(graph, "recurrent.V");
    assertThat(after.sub(before).amaxNumber().doubleValue()).isGreaterThan(0.01);
    INDArray r = after.castTo(DataType.DOUBLE);
    INDArray gap = r.mmul(r.transpose()).sub(Nd4j.eye(32).castTo(DataType.DOUBLE));
    assertThat(gap.amaxNumber().doubleValue()).isLessThan(1e-6);
  }

  @Test
  void theGeneratorHasItsOwnLearningRate() {
    ComputationGraph frozen = build(32, 0);
    ComputationGraph moving = build(32, 0.1);
    INDArray start = frozen.getParam("recurrent_X").dup();
    INDArray input = frozen.getParam("recurrent_U").dup();
    train(frozen);
    train(moving);
    assertThat(frozen.getParam("recurrent_X")).isEqualTo(start);
    assertThat(frozen.getParam("recurrent_U")).isNotEqualTo(input);
    assertThat(moving.getParam("recurrent_X")).isNotEqualTo(start);
  }

  @Test
  void refusesValuesOutOfRange() {
    assertThatThrownBy(() -> options(0, 1e-4)).hasMessage("hidden = 0 must be at least 1");
    assertThatThrownBy(() -> options(4, -1)).hasMessage("lrOrth = -1.0 must be at least 0");
  }

  private static ComputationGraph build(int hidden, double lrOrth) {
    return ModelContract.build(new ExpRnn(), options(hidden, lrOrth), 1);
  }

  private static long count(int hidden, SequenceFormat format) {
    return ModelContract.parameters(new ExpRnn(), options(hidden, 1e-4), format);
  }

  private static ExpRnn.Options options(int hidden, double lrOrth) {
    return new ExpRnn.Options(hidden, SkewStart.HENAFF, lrOrth, InputStart.GLOROT);
  }

  private static void train(ComputationGraph graph) {
    INDArray x = Nd4j.create(DataType.FLOAT, 3, 10, 25);
    INDArray y = Nd4j.create(DataType.FLOAT, 3, 1, 25);
    for (int t = 0; t < 25; t++) {
      for (int row = 0; row < 3; row++) {
        x.putScalar(row, (t + row) % 10, t, 1);
        y.putScalar(row, 0, t, (t * t + row) % 9);
      }
    }
    for (int i = 0; i < 5; i++) {
      graph.fit(new DataSet(x, y));
    }
  }
}
