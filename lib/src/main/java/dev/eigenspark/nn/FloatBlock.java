package dev.eigenspark.nn;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.Pointer;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A run of float32 values outside the Java heap, where ND4J keeps its arrays, seen by native code
 * as a pointer. The engine copies from and to it. Offsets and lengths are in floats.
 */
public final class FloatBlock implements AutoCloseable {
  private static final int ALIGNMENT = 64;
  private static final int MAX_FLOATS = Integer.MAX_VALUE / Float.BYTES;

  private final Pointer owner;
  private final long address;
  private final int length;
  private final ByteBuffer bytes;
  private final FloatBuffer floats;

  private FloatBlock(Pointer owner, long address, int length) {
    this.owner = owner;
    this.address = address;
    this.length = length;
    this.bytes = new Located(address, length).asByteBuffer().order(ByteOrder.LITTLE_ENDIAN);
    this.floats = bytes.asFloatBuffer();
  }

  /**
   * New zeroed memory on a 64-byte boundary; {@link #close} gives it back.
   *
   * @throws IllegalArgumentException beyond what a byte buffer can address (2 GiB)
   */
  public static FloatBlock allocate(long floats) {
    if (floats > MAX_FLOATS - ALIGNMENT) {
      throw new IllegalArgumentException(
          floats + " floats do not fit one block; use a smaller batch or fewer steps");
    }
    FloatPointer raw = new FloatPointer(floats + ALIGNMENT / Float.BYTES);
    Pointer.memset(raw, 0, Float.BYTES * (floats + ALIGNMENT / Float.BYTES));
    long aligned = (raw.address() + ALIGNMENT - 1) & -ALIGNMENT;
    return new FloatBlock(raw, aligned, (int) floats);
  }

  /** The memory of a contiguous array, which keeps owning it. */
  public static FloatBlock of(INDArray array) {
    if ((array.ordering() != 'c' && array.rank() > 1) || array.elementWiseStride() != 1) {
      throw new IllegalArgumentException("array is not contiguous: " + array.shapeInfoToString());
    }
    return new FloatBlock(
        null, array.data().addressPointer().address(), Math.toIntExact(array.length()));
  }

  /** A part of this memory, valid as long as this block is. */
  FloatBlock slice(int from, int count) {
    return new FloatBlock(null, address + (long) Float.BYTES * from, count);
  }

  /** Number of floats. */
  public int length() {
    return length;
  }

  /** Where it starts. */
  long address() {
    return address;
  }

  /** A pointer to float {@code offset}. */
  public FloatPointer at(long offset) {
    return new Located(address + Float.BYTES * offset, length - offset);
  }

  /** Reads float {@code index}. */
  public float get(int index) {
    return bytes.getFloat(Float.BYTES * index);
  }

  /** Writes float {@code index}. */
  public void put(int index, float value) {
    bytes.putFloat(Float.BYTES * index, value);
  }

  /** Copies {@code count} floats of {@code source} to this block. */
  public void copyFrom(int to, FloatBlock source, int from, int count) {
    bytes.put(Float.BYTES * to, source.bytes, Float.BYTES * from, Float.BYTES * count);
  }

  /** Copies {@code count} floats of {@code source} to this block. */
  public void put(int to, float[] source, int from, int count) {
    floats.put(to, source, from, count);
  }

  /** Copies {@code count} floats of this block to {@code target}. */
  public void get(int from, float[] target, int to, int count) {
    floats.get(from, target, to, count);
  }

  /** Copies all of {@code values} to the start of this block. */
  public void write(float[] values) {
    floats.put(0, values);
  }

  /** The first {@code count} floats. */
  public float[] read(int count) {
    float[] values = new float[count];
    floats.get(0, values);
    return values;
  }

  /** Frees the memory if this block owns it; using the block afterwards is an error. */
  @Override
  public void close() {
    if (owner != null) {
      owner.close();
    }
  }

  /** A pointer to memory that something else owns. */
  private static final class Located extends FloatPointer {
    Located(long address, long length) {
      this.address = address;
      this.limit = length;
      this.capacity = length;
    }
  }
}
