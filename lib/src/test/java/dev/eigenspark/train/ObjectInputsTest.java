package dev.eigenspark.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.eigenspark.data.ObjectTable;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;

class ObjectInputsTest {
  private static final List<String> ALL = List.of("trials", "objects", "identities");

  @Test
  void distinctObjectsComeOnceInTheOrderOfTheirNumbers() {
    ObjectTable table = ObjectTestDataset.table();
    ObjectInputs batch = new ObjectInputs(table, 2, 3);
    batch.set(0, new int[] {7, 2, 7});
    batch.set(1, new int[] {2, 9, 7});
    INDArray[] inputs = batch.of(ALL);
    assertThat(inputs[0].toFloatMatrix()).isDeepEqualTo(new float[][] {{1, 0, 1}, {0, 2, 1}});
    int[] objects = {2, 7, 9};
    assertThat(inputs[1].shape()).containsExactly(3, 128);
    assertThat(inputs[2].shape()).containsExactly(3, ObjectTestDataset.OBJECTS);
    for (int i = 0; i < objects.length; i++) {
      // Two channels of 64 pixels in the table, 64 pixels of two channels in the network.
      for (int pixel = 0; pixel < 64; pixel++) {
        for (int channel = 0; channel < 2; channel++) {
          assertThat(inputs[1].getFloat(i, 2 * pixel + channel))
              .isEqualTo(table.pixel(objects[i], channel * 64 + pixel) / 255f);
        }
      }
      for (int object = 0; object < ObjectTestDataset.OBJECTS; object++) {
        assertThat(inputs[2].getFloat(i, object)).isEqualTo(object == objects[i] ? 1f : 0f);
      }
    }
  }

  @Test
  void theNumberOfDistinctObjectsChangesFromBatchToBatch() {
    ObjectInputs batch = new ObjectInputs(ObjectTestDataset.table(), 1, 3);
    for (int distinct = 1; distinct <= 3; distinct++) {
      batch.set(0, new int[] {5, 5 + distinct / 2, 5 + distinct / 2 + distinct / 3});
      INDArray[] inputs = batch.of(List.of("objects", "trials"));
      assertThat(inputs[0].size(0)).isEqualTo(distinct);
      assertThat(inputs[1].maxNumber().intValue()).isEqualTo(distinct - 1);
    }
  }

  @Test
  void refusesAnObjectThatTheTableDoesNotHave() {
    ObjectInputs batch = new ObjectInputs(ObjectTestDataset.table(), 1, 1);
    batch.set(0, new int[] {ObjectTestDataset.OBJECTS});
    assertThatThrownBy(() -> batch.of(ALL)).isInstanceOf(IndexOutOfBoundsException.class);
  }
}
