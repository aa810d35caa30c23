package dev.eigenspark.models;

import static org.assertj.core.api.Assertions.assertThat;

import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.Test;

class NtmTest {
  private static Ntm.Options options(Encoder encoder) {
    return new Ntm.Options(encoder, Norm.TRIAL, 2, 512, 10, 256);
  }

  @Test
  void hasThePapersParameters() {
    ComputationGraph graph = RelationalContract.build(new Ntm(), options(Encoder.CONV), 9, 4);
    assertThat(graph.numParams())
        .isEqualTo(
            197_600 + 256 + (384 + 512 + 1) * 2048 + 4 * 513 * 256 + 2 * 513 * 6 + 2560 + 2052);
  }

  @Test
  void holdsTheContract() {
    RelationalContract.check(new Ntm(), options(Encoder.RANDOM), Encoder.RANDOM);
  }

  @Test
  void learnsFromFiveObjects() {
    RelationalContract.learns(new Ntm(), options(Encoder.RANDOM), 20, 0.9);
  }
}
