package dev.eigenspark.models;

import static org.assertj.core.api.Assertions.assertThat;

import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.Test;

class TransformerTest {
  private static Transformer.Options options(Encoder encoder) {
    return new Transformer.Options(encoder, Norm.TRIAL, 2, 8, 512, 256);
  }

  @Test
  void hasThePapersParameters() {
    ComputationGraph graph =
        RelationalContract.build(new Transformer(), options(Encoder.CONV), 9, 4);
    assertThat(graph.numParams()).isEqualTo(197_600 + 232_836);
  }

  @Test
  void holdsTheContract() {
    RelationalContract.check(new Transformer(), options(Encoder.RANDOM), Encoder.RANDOM);
  }

  @Test
  void learnsFromFiveObjects() {
    RelationalContract.learns(new Transformer(), options(Encoder.RANDOM), 60, 0.9);
  }
}
