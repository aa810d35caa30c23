package dev.eigenspark.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.eigenspark.Failure;
import dev.eigenspark.config.TrainOptions.Optimizer;
import dev.eigenspark.data.Json;
import dev.eigenspark.data.SequenceFormat;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class WorkloadTest {
  static List<Workload> all() {
    return Stream.concat(Workload.ALL.stream(), CopyBenchmark.ALL.stream()).toList();
  }

  @ParameterizedTest
  @MethodSource("all")
  void countsEveryProductOfAnIteration(Workload w) {
    int gates = w.cell() == Workload.Cell.LSTM ? 4 : 1;
    long flops = 0;
    for (int t = 0; t < w.steps(); t++) {
      flops += product(w.rows(), w.hidden() + w.inputs(), gates * w.hidden());
      flops += product(w.hidden() + w.inputs(), w.rows(), gates * w.hidden());
      flops += t == 0 ? 0 : product(w.rows(), gates * w.hidden(), w.hidden());
      if (w.everyStep() || t == w.steps() - 1) {
        flops += 3 * product(w.rows(), w.hidden(), w.classes());
      }
    }
    assertThat(w.gemmFlops()).isEqualTo(flops);
  }

  private static long product(int m, int k, int n) {
    return 2L * m * k * n;
  }

  @ParameterizedTest
  @MethodSource("all")
  void trialsHaveTheShapeThatThePeerIsTold(Workload w) {
    SequenceFormat format = w.trials().format();
    assertThat(format.steps()).isEqualTo(w.steps());
    assertThat(format.input().width()).isEqualTo(w.inputs());
    assertThat(format.target().width()).isEqualTo(w.classes());
    assertThat(format.target().steps()).isEqualTo(w.everyStep() ? w.steps() : 1);
    assertThat(w.network().recurrentMatrices().get(0).size()).isEqualTo(w.hidden());
  }

  @ParameterizedTest
  @MethodSource("all")
  void thePeerKnowsItsCellAndOptimizerByTheNamesThatItIsSent(Workload w) throws IOException {
    JsonNode sent = Json.read(Json.writeLine(w), JsonNode.class);
    try (InputStream script = TorchPeer.class.getResourceAsStream("rnn_peer.py")) {
      assertThat(new String(script.readAllBytes(), StandardCharsets.UTF_8))
          .contains(sent.get("cell").toString(), sent.get("optimizer").toString());
    }
  }

  @Test
  void trainsAsDescribed() {
    Workload lstm = Workload.named(List.of("W1")).get(0);
    assertThat(lstm.description())
        .isEqualTo("LSTM 128, T 220, batch 100, loss at every step, Adam");
    assertThat(lstm.training().optimizer()).isEqualTo(Optimizer.ADAM);
    assertThat(lstm.training().lr()).isEqualTo(1e-6);
    Workload rnn = Workload.named(List.of("W3")).get(0);
    assertThat(rnn.training().batch()).isEqualTo(10);
    assertThat(rnn.training().smoothing()).isEqualTo(0.9);
    assertThat(Workload.named(List.of("W5")).get(0).description())
        .isEqualTo("nnRNN 512, T 784, batch 100, loss at the last step, RMSprop");
  }

  @Test
  void namesChooseAndUnknownOnesAreRefused() {
    assertThat(Workload.named(List.of())).isEqualTo(Workload.ALL);
    assertThat(Workload.named(List.of("W3", "W1")))
        .extracting(Workload::workload)
        .containsExactly("W1", "W3");
    assertThatThrownBy(() -> Workload.named(List.of("W9")))
        .isInstanceOf(Failure.class)
        .hasMessageContaining("--workloads: unknown workload 'W9'")
        .hasMessageContaining("W1, W2, W3");
  }
}
