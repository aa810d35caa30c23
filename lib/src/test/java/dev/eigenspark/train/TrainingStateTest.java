package dev.eigenspark.train;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.spark.SparkConf;
import org.apache.spark.serializer.JavaSerializer;
import org.apache.spark.serializer.SerializerInstance;
import org.junit.jupiter.api.Test;
import scala.reflect.ClassTag;
import scala.reflect.ClassTag$;

class TrainingStateTest {

  @Test
  void arrivesBitForBit() {
    float odd = Float.intBitsToFloat(0x7fc0_1234);
    float[] parameters = {0f, -0f, 1e-42f, Float.NEGATIVE_INFINITY, odd, 3.3333333f};
    TrainingState read = sent(new TrainingState(7, parameters, new float[] {-2f}));
    assertThat(read.step()).isEqualTo(7);
    assertThat(read.optimizer()).containsExactly(-2f);
    assertThat(read.parameters()).hasSize(6);
    for (int i = 0; i < 6; i++) {
      assertThat(Float.floatToRawIntBits(read.parameters()[i]))
          .isEqualTo(Float.floatToRawIntBits(parameters[i]));
    }
  }

  @Test
  void anEmptyMemoryStaysEmpty() {
    assertThat(sent(new TrainingState(0, new float[3], new float[0])).optimizer()).isEmpty();
  }

  private static TrainingState sent(TrainingState state) {
    SerializerInstance java = new JavaSerializer(new SparkConf()).newInstance();
    ClassTag<TrainingState> type = ClassTag$.MODULE$.apply(TrainingState.class);
    return java.deserialize(java.serialize(state, type), type);
  }
}
