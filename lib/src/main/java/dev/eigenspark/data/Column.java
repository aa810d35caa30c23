package dev.eigenspark.data;

import dev.eigenspark.Failure;
import java.io.Serializable;
import java.util.regex.Pattern;

/**
 * One column of a dataset beside {@code id}: a list of fixed {@code length} in every row, or one
 * value when the length is 1.
 *
 * @param name column name in Parquet
 * @param type element type on disk
 * @param length elements in each row, at least 1
 * @param meaning one phrase for the dataset card
 */
public record Column(String name, Type type, int length, String meaning) implements Serializable {
  /** Element types: the smallest that holds the values. */
  public enum Type {
    INT8,
    /** 0 to 255, for what is bytes by nature, such as pixels; {@link #ofRange} never picks it. */
    UINT8,
    INT16,
    INT32,
    FLOAT32;

    /** The smallest signed type that holds every value in [{@code least}, {@code greatest}]. */
    public static Type ofRange(int least, int greatest) {
      if (INT8.holds(least) && INT8.holds(greatest)) {
        return INT8;
      }
      return INT16.holds(least) && INT16.holds(greatest) ? INT16 : INT32;
    }

    /** Whether this integer type holds {@code value}; FLOAT32 holds no integer. */
    boolean holds(int value) {
      return switch (this) {
        case INT8 -> value == (byte) value;
        case UINT8 -> value == (value & 0xFF);
        case INT16 -> value == (short) value;
        case INT32 -> true;
        case FLOAT32 -> false;
      };
    }
  }

  /** Name of the column that says with 1 which trials have a wrong label on purpose. */
  public static final String NOISY = "noisy";

  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]*");

  /** Validates the name, which may not be {@code id}, and the length. */
  public Column {
    if (!NAME.matcher(name).matches() || name.equals(ShardSchema.ID)) {
      throw Failure.configuration(
          "column '" + name + "': a name is lower-case letters, digits and '_', and not 'id'");
    }
    if (length < 1) {
      throw Failure.configuration("column '" + name + "': length " + length + " must be positive");
    }
  }
}
