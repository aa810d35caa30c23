package dev.eigenspark.models;

import static org.assertj.core.api.Assertions.assertThat;

import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.Test;

class ObjectLstmTest {
  private static ObjectLstm.Options options(Encoder encoder) {
    return new ObjectLstm.Options(encoder, Norm.TRIAL, 2, 512);
  }

  @Test
  void hasThePapersParameters() {
    ComputationGraph graph =
        RelationalContract.build(new ObjectLstm(), options(Encoder.CONV), 9, 4);
    assertThat(graph.numParams()).isEqualTo(197_600 + 1_317_124 - 4 * 512);
  }

  @Test
  void holdsTheContract() {
    RelationalContract.check(new ObjectLstm(), options(Encoder.RANDOM), Encoder.RANDOM);
  }

  @Test
  void learnsFromFiveObjects() {
    RelationalContract.learns(new ObjectLstm(), options(Encoder.RANDOM), 20, 0.9);
  }
}
