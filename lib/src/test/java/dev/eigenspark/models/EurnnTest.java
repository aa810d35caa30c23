package dev.eigenspark.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class EurnnTest {

  @ParameterizedTest
  @CsvSource({"20, 2", "17, 5", "2, 1"})
  void holdsTheContract(int hidden, int capacity) {
    ModelContract.check(new Eurnn(), new Eurnn.Options(hidden, capacity));
  }

  @Test
  void startsOrthogonalWithASmallInputMatrix() {
    ComputationGraph graph = build(64, 8);
    INDArray v = ModelContract.tensor(graph, "recurrent.V").castTo(DataType.DOUBLE);
    INDArray gap = v.mmul(v.transpose()).sub(Nd4j.eye(64).castTo(DataType.DOUBLE));
    assertThat(gap.amaxNumber().doubleValue()).isLessThan(1e-6);
    assertThat(graph.getParam("recurrent_theta").amaxNumber().doubleValue()).isBetween(3.0, 3.14);
    assertThat(graph.getParam("recurrent_U").amaxNumber().doubleValue()).isBetween(0.0098, 0.01);
  }

  @Test
  void hasHalfAnAngleForEachUnitOfALayer() {
    // 2 layers of 64 and 63 planes, U, modReLU's bias, the read-out.
    assertThat(build(128, 2).numParams()).isEqualTo(127 + 1280 + 128 + 129 * 9);
  }

  @Test
  void refusesValuesOutOfRange() {
    assertThatThrownBy(() -> new Eurnn.Options(1, 1))
        .hasMessage("hidden = 1 must be at least 2: a plane");
    assertThatThrownBy(() -> new Eurnn.Options(8, 0)).hasMessage("capacity = 0 must be at least 1");
    assertThatThrownBy(() -> new Eurnn.Options(8, 9))
        .hasMessage("capacity = 9 must be at most hidden = 8: no rotation has more angles");
  }

  private static ComputationGraph build(int hidden, int capacity) {
    return ModelContract.build(new Eurnn(), new Eurnn.Options(hidden, capacity), 1);
  }
}
