package dev.eigenspark.models;

import static org.assertj.core.api.Assertions.assertThat;

import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.Test;

class RelationNetworkTest {
  private static RelationNetwork.Options options(Encoder encoder) {
    return new RelationNetwork.Options(encoder, Norm.TRIAL, 2, 512, 256);
  }

  @Test
  void hasThePapersParameters() {
    ComputationGraph graph =
        RelationalContract.build(new RelationNetwork(), options(Encoder.CONV), 9, 4);
    assertThat(graph.numParams()).isEqualTo(197_600 + 331_012);
  }

  @Test
  void holdsTheContract() {
    RelationalContract.check(new RelationNetwork(), options(Encoder.RANDOM), Encoder.RANDOM);
  }

  @Test
  void learnsFromFiveObjects() {
    RelationalContract.learns(new RelationNetwork(), options(Encoder.RANDOM), 60, 0.9);
  }
}
