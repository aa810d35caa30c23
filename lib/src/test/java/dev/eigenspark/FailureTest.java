package dev.eigenspark;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class FailureTest {
  @Test
  void exitCodesAreThoseOfTheCommandLineContract() {
    assertThat(Failure.usage("m").kind().exitCode()).isEqualTo(2);
    assertThat(Failure.configuration("m").kind().exitCode()).isEqualTo(3);
    assertThat(Failure.data("m").kind().exitCode()).isEqualTo(4);
    assertThat(Failure.diverged("m").kind().exitCode()).isEqualTo(5);
    assertThat(Failure.infrastructure("m", null).kind().exitCode()).isEqualTo(6);
  }

  @Test
  void infrastructureKeepsItsCause() {
    IOException cause = new IOException("disk full");

    assertThat(Failure.infrastructure("cannot write x", cause))
        .hasMessage("cannot write x")
        .hasCause(cause);
  }
}
