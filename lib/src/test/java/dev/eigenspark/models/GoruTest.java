package dev.eigenspark.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

class GoruTest {
  private static final int HIDDEN = 64;

  @ParameterizedTest
  @CsvSource({"20, 2", "17, 5"})
  void holdsTheContract(int hidden, int capacity) {
    ModelContract.check(new Goru(), new Goru.Options(hidden, capacity));
  }

  @Test
  void startsWithOpenResetGates() {
    ComputationGraph graph = build();
    assertThat(graph.getParam("recurrent_br").minNumber().doubleValue()).isEqualTo(2);
    assertThat(graph.getParam("recurrent_br").maxNumber().doubleValue()).isEqualTo(2);
    double bound = 1 / Math.sqrt(HIDDEN + 10);
    assertThat(graph.getParam("recurrent_bu").amaxNumber().doubleValue())
        .isBetween(0.8 * bound, bound);
    assertThat(graph.getParam("recurrent_modrelu").minNumber().floatValue()).isEqualTo(0.01f);
    assertThat(graph.getParam("recurrent_modrelu").maxNumber().floatValue()).isEqualTo(0.01f);
    for (String name : new String[] {"recurrent_W", "recurrent_U"}) {
      assertThat(graph.getParam(name).amaxNumber().doubleValue()).isBetween(0.0098, 0.01);
    }
  }

  @Test
  void theCandidatesMatrixStaysOrthogonalWhileTheGatesLearn() {
    ComputationGraph graph = build();
    assertThat(graph.getParam("recurrent_W").shape()).containsExactly(HIDDEN, 2 * HIDDEN);
    INDArray before = ModelContract.tensor(graph, "recurrent.V");
    INDArray x = Nd4j.rand(DataType.FLOAT, 3, 10, 25);
    INDArray y = Nd4j.create(DataType.FLOAT, 3, 1, 25);
    for (int i = 0; i < 20; i++) {
      graph.fit(new DataSet(x, y));
    }
    INDArray after = ModelContract.tensor(graph, "recurrent.V");
    assertThat(after.shape()).containsExactly(HIDDEN, 3 * HIDDEN);
    assertThat(columns(after, 0, 2)).isEqualTo(graph.getParam("recurrent_W"));
    assertThat(columns(after, 0, 2)).isNotEqualTo(columns(before, 0, 2));
    assertThat(columns(after, 2, 3)).isNotEqualTo(columns(before, 2, 3));
    INDArray q = columns(after, 2, 3).castTo(DataType.DOUBLE);
    INDArray gap = q.mmul(q.transpose()).sub(Nd4j.eye(HIDDEN).castTo(DataType.DOUBLE));
    assertThat(gap.amaxNumber().doubleValue()).isLessThan(1e-6);
  }

  @Test
  void refusesValuesOutOfRange() {
    assertThatThrownBy(() -> new Goru.Options(1, 1))
        .hasMessage("hidden = 1 must be at least 2: a plane");
    assertThatThrownBy(() -> new Goru.Options(8, 9))
        .hasMessage("capacity = 9 must be at most hidden = 8: no rotation has more angles");
  }

  private static INDArray columns(INDArray v, int from, int to) {
    return v.get(NDArrayIndex.all(), NDArrayIndex.interval(from * HIDDEN, to * HIDDEN)).dup('c');
  }

  private static ComputationGraph build() {
    return ModelContract.build(new Goru(), new Goru.Options(HIDDEN, 2), 1);
  }
}
