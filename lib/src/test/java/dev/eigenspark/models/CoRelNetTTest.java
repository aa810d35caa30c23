package dev.eigenspark.models;

import static org.assertj.core.api.Assertions.assertThat;

import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.Test;

class CoRelNetTTest {
  private static CoRelNetT.Options options(Encoder encoder) {
    return new CoRelNetT.Options(encoder, Norm.TRIAL, 2, 8, 8, 512, 128, 256);
  }

  @Test
  void hasThePapersParameters() {
    ComputationGraph graph = RelationalContract.build(new CoRelNetT(), options(Encoder.CONV), 9, 4);
    assertThat(graph.numParams()).isEqualTo(197_600 + 256 + 23_556);
  }

  @Test
  void holdsTheContract() {
    RelationalContract.check(new CoRelNetT(), options(Encoder.RANDOM), Encoder.RANDOM);
  }

  @Test
  void learnsFromFiveObjects() {
    RelationalContract.learns(new CoRelNetT(), options(Encoder.RANDOM), 60, 0.9);
  }
}
