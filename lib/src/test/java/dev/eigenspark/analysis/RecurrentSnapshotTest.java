package dev.eigenspark.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.eigenspark.Failure;
import dev.eigenspark.data.Tensor;
import dev.eigenspark.models.RecurrentMatrix;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RecurrentSnapshotTest {
  private static final Map<String, Tensor> WEIGHTS =
      Map.of("h.V", new Tensor("h.V", new int[] {2, 4}, new float[] {1, 2, 3, 4, 5, 6, 7, 8}));

  private static RecurrentSnapshot cut(RecurrentMatrix matrix) {
    return RecurrentSnapshot.cut("a", 5, matrix, WEIGHTS);
  }

  @Test
  void cutsTheColumnsOfOneGate() {
    RecurrentSnapshot gate = cut(new RecurrentMatrix("V.forget", "h.V", 2, 2));

    assertThat(gate.elements()).containsExactly(3, 4, 7, 8);
    assertThat(gate.matrix()).isEqualTo("V.forget");
  }

  @Test
  void saysWhichTensorIsMissing() {
    assertThatThrownBy(() -> cut(new RecurrentMatrix("V", "h.W", 0, 2)))
        .isInstanceOf(Failure.class)
        .hasMessage("run 'a', step 5: no tensor 'h.W' for matrix 'V'; the checkpoint has: [h.V]");
  }

  @Test
  void saysWhatShapeItNeeds() {
    assertThatThrownBy(() -> cut(new RecurrentMatrix("V", "h.V", 3, 2)))
        .hasMessage(
            "run 'a', step 5: tensor 'h.V' has shape [2, 4]; matrix 'V' needs 2 rows and 5"
                + " columns");
  }

  @Test
  void namesTheRunWhoseWeightsAreNotFinite() {
    assertThatThrownBy(() -> new RecurrentSnapshot("a", 5, "V", new float[] {1, Float.NaN}))
        .isInstanceOfSatisfying(
            Failure.class, f -> assertThat(f.kind()).isEqualTo(Failure.Kind.DIVERGED))
        .hasMessage("run 'a', step 5, matrix 'V': element 1 is NaN; weights must be finite");
  }
}
