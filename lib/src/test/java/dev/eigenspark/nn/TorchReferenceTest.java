package dev.eigenspark.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Loss and gradients against PyTorch's own RNN, LSTM and GRU; torch_reference.py made the values.
 */
class TorchReferenceTest {

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2})
  void agreesWithTorch(int index) throws IOException {
    JsonNode golden = read().get("cases").get(index);
    int steps = golden.get("steps").asInt();
    int rows = golden.get("rows").asInt();
    DoubleReference shape =
        new DoubleReference(
            golden.get("cell").asText(),
            steps,
            rows,
            golden.get("inputs").asInt(),
            golden.get("hidden").asInt(),
            golden.get("classes").asInt(),
            true);
    double[] p = doubles(golden.get("parameters"));
    float[] x = TestNetworks.floats(doubles(golden.get("x")));
    float[] y = TestNetworks.floats(doubles(golden.get("y")));
    ComputationGraph graph = TestNetworks.network(shape);
    TestNetworks.setParameters(graph, p);

    float[] actual =
        TestNetworks.gradients(
            graph,
            TestNetworks.sequence(x, steps, rows, shape.inputs()),
            TestNetworks.sequence(y, steps, rows, 1));

    assertThat(graph.score()).isCloseTo(golden.get("loss").asDouble(), within(1e-6));
    double[] expected = doubles(golden.get("gradients"));
    assertThat(actual).hasSize(expected.length);
    for (int i = 0; i < expected.length; i++) {
      assertThat((double) actual[i]).as("gradient %d", i).isCloseTo(expected[i], within(1e-6));
    }
  }

  private static JsonNode read() throws IOException {
    try (InputStream in = TorchReferenceTest.class.getResourceAsStream("torch_reference.json")) {
      return new ObjectMapper().readTree(in);
    }
  }

  private static double[] doubles(JsonNode array) {
    double[] values = new double[array.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = array.get(i).asDouble();
    }
    return values;
  }
}
