package dev.eigenspark.data;

/** The numbers of one column of a shard in the narrowest Java array, row after row. */
abstract sealed class ColumnValues {
  /** Room for {@code size} numbers of this type. */
  static ColumnValues of(Column.Type type, int size) {
    return switch (type) {
      case INT8 -> new Int8(new byte[size]);
      case UINT8 -> new Uint8(new byte[size]);
      case INT16 -> new Int16(new short[size]);
      case INT32 -> new Int32(new int[size]);
      case FLOAT32 -> new Float32(new float[size]);
    };
  }

  abstract int get(int index);

  abstract float getFloat(int index);

  abstract void set(int index, int value);

  void setFloat(int index, float value) {
    throw new IllegalArgumentException("an integer column holds no real number");
  }

  private static final class Int8 extends ColumnValues {
    private final byte[] values;

    Int8(byte[] values) {
      this.values = values;
    }

    @Override
    int get(int index) {
      return values[index];
    }

    @Override
    float getFloat(int index) {
      return values[index];
    }

    @Override
    void set(int index, int value) {
      values[index] = (byte) value;
    }
  }

  private static final class Uint8 extends ColumnValues {
    private final byte[] values;

    Uint8(byte[] values) {
      this.values = values;
    }

    @Override
    int get(int index) {
      return Byte.toUnsignedInt(values[index]);
    }

    @Override
    float getFloat(int index) {
      return get(index);
    }

    @Override
    void set(int index, int value) {
      values[index] = (byte) value;
    }
  }

  private static final class Int16 extends ColumnValues {
    private final short[] values;

    Int16(short[] values) {
      this.values = values;
    }

    @Override
    int get(int index) {
      return values[index];
    }

    @Override
    float getFloat(int index) {
      return values[index];
    }

    @Override
    void set(int index, int value) {
      values[index] = (short) value;
    }
  }

  private static final class Int32 extends ColumnValues {
    private final int[] values;

    Int32(int[] values) {
      this.values = values;
    }

    @Override
    int get(int index) {
      return values[index];
    }

    @Override
    float getFloat(int index) {
      return values[index];
    }

    @Override
    void set(int index, int value) {
      values[index] = value;
    }
  }

  private static final class Float32 extends ColumnValues {
    private final float[] values;

    Float32(float[] values) {
      this.values = values;
    }

    @Override
    int get(int index) {
      throw new IllegalArgumentException("a column of real numbers holds no integer");
    }

    @Override
    float getFloat(int index) {
      return values[index];
    }

    @Override
    void set(int index, int value) {
      throw new IllegalArgumentException("a column of real numbers holds no integer");
    }

    @Override
    void setFloat(int index, float value) {
      values[index] = value;
    }
  }
}
