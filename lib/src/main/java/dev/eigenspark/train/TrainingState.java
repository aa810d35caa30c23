package dev.eigenspark.train;

import java.io.Serializable;
import java.nio.ByteBuffer;

/**
 * Everything that a round starts from and ends with.
 *
 * @param step local steps of each worker so far
 * @param parameters the network's flat parameter vector
 * @param optimizer the optimizer's flat memory, empty for one that has none
 */
record TrainingState(long step, float[] parameters, float[] optimizer) implements Serializable {

  /** The state before training: these parameters, an optimizer that remembers nothing. */
  static TrainingState initial(TrainingState drawn) {
    return new TrainingState(0, drawn.parameters(), new float[drawn.optimizer().length]);
  }

  /** What goes over the network instead: Java writes bytes at once, but floats one by one. */
  private record Bytes(long step, byte[] parameters, byte[] optimizer) implements Serializable {
    private Object readResolve() {
      return new TrainingState(step, floats(parameters), floats(optimizer));
    }
  }

  private Object writeReplace() {
    return new Bytes(step, bytes(parameters), bytes(optimizer));
  }

  private static byte[] bytes(float[] values) {
    ByteBuffer buffer = ByteBuffer.allocate(Math.multiplyExact(Float.BYTES, values.length));
    buffer.asFloatBuffer().put(values);
    return buffer.array();
  }

  private static float[] floats(byte[] bytes) {
    float[] values = new float[bytes.length / Float.BYTES];
    ByteBuffer.wrap(bytes).asFloatBuffer().get(values);
    return values;
  }
}
