package dev.eigenspark.models;

import static org.assertj.core.api.Assertions.assertThat;

import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.Test;

class PrediNetTest {
  private static PrediNet.Options options(Encoder encoder) {
    return new PrediNet.Options(encoder, Norm.TRIAL, 2, 32, 16, 16, 8);
  }

  @Test
  void hasThePapersParameters() {
    ComputationGraph graph = RelationalContract.build(new PrediNet(), options(Encoder.CONV), 9, 4);
    assertThat(graph.numParams()).isEqualTo(197_600 + 1_197_900);
  }

  @Test
  void holdsTheContract() {
    RelationalContract.check(new PrediNet(), options(Encoder.RANDOM), Encoder.RANDOM);
  }

  @Test
  void learnsFromFiveObjects() {
    RelationalContract.learns(new PrediNet(), options(Encoder.RANDOM), 60, 0.9);
  }
}
