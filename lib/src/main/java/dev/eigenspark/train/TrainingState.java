package dev.eigenspark.train;

import java.io.Serializable;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;

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
    byte[] bytes = new byte[Math.multiplyExact(Float.BYTES, values.length)];
    view(bytes).put(values);
    return bytes;
  }

  private static float[] floats(byte[] bytes) {
    float[] values = new float[bytes.length / Float.BYTES];
    view(bytes).get(values);
    return values;
  }

  private static FloatBuffer view(byte[] bytes) {
    // The order of nearly all machines, so that no bytes need swapping.
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer();
  }
}
