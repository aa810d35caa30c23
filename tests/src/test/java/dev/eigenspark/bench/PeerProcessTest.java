package dev.eigenspark.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.eigenspark.Failure;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PeerProcessTest {
  private static final Duration LIMIT = Duration.ofMinutes(1);

  private static PeerProcess shell(String script) {
    return new PeerProcess("peer", List.of("sh", "-c", script), Map.of("GREETING", "hello"));
  }

  @Test
  void asksAgainAndAgain() {
    try (PeerProcess peer = shell("while read -r line; do echo \"[$line, 1]\"; done")) {
      assertThat(peer.ask(Map.of("n", 1), LIMIT).toString()).isEqualTo("[{\"n\":1},1]");
      assertThat(peer.ask(Map.of("n", 2), LIMIT).toString()).isEqualTo("[{\"n\":2},1]");
    }
  }

  @Test
  void addsToTheEnvironment() {
    try (PeerProcess peer = shell("echo \"{\\\"text\\\": \\\"$GREETING\\\"}\"")) {
      assertThat(peer.answer(LIMIT).get("text").asText()).isEqualTo("hello");
    }
  }

  @Test
  void anErrorThatItReportsIsOneLine() {
    try (PeerProcess peer = shell("echo '{\"error\": \"no such layer\"}'")) {
      assertFails(peer, "peer: no such layer");
    }
  }

  @Test
  void anEndIsExplainedByItsLastWords() {
    try (PeerProcess peer = shell("echo Traceback >&2; echo 'MemoryError: too large' >&2")) {
      assertFails(peer, "peer ended: MemoryError: too large");
    }
    try (PeerProcess peer = shell("exit 3")) {
      assertFails(peer, "peer ended: it said nothing");
    }
  }

  @Test
  void answersMustBeJson() {
    try (PeerProcess peer = shell("echo ready")) {
      assertFails(peer, "peer answered 'ready', which is not JSON");
    }
  }

  @Test
  void waitsNoLongerThanTheLimit() {
    try (PeerProcess peer = shell("read -r never")) {
      assertThatThrownBy(() -> peer.answer(Duration.ZERO))
          .isInstanceOf(Failure.class)
          .hasMessage("peer gave no answer within 0 s");
    }
  }

  @Test
  void aProgramThatIsNotThereIsNamed() {
    assertThatThrownBy(() -> new PeerProcess("'/no/python'", List.of("/no/python"), Map.of()))
        .isInstanceOf(Failure.class)
        .hasMessageStartingWith("'/no/python' does not start: ");
  }

  private static void assertFails(PeerProcess peer, String message) {
    assertThatThrownBy(() -> peer.answer(LIMIT))
        .isInstanceOfSatisfying(
            Failure.class,
            failure -> assertThat(failure.kind()).isEqualTo(Failure.Kind.INFRASTRUCTURE))
        .hasMessage(message);
  }
}
