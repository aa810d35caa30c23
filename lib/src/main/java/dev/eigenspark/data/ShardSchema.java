package dev.eigenspark.data;

import static org.apache.parquet.schema.LogicalTypeAnnotation.intType;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.FLOAT;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.INT32;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.INT64;

import java.util.ArrayList;
import java.util.List;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Types;

/**
 * The Parquet schema of a shard: {@code id} first, then every column as a plain number (length 1)
 * or as a standard three-level list, nothing nullable.
 */
final class ShardSchema {
  /** Name of the row id column. */
  static final String ID = "id";

  static final String LIST = "list";
  static final String ELEMENT = "element";

  private ShardSchema() {}

  static MessageType of(List<Column> columns) {
    List<Type> fields = new ArrayList<>();
    fields.add(Types.required(INT64).named(ID));
    columns.forEach(column -> fields.add(field(column)));
    return new MessageType("trial", fields);
  }

  /** Path of the column's numbers in the schema. */
  static String[] leaf(Column column) {
    return column.length() == 1
        ? new String[] {column.name()}
        : new String[] {column.name(), LIST, ELEMENT};
  }

  private static Type field(Column column) {
    if (column.length() == 1) {
      return number(column.type(), column.name());
    }
    return Types.requiredGroup()
        .as(LogicalTypeAnnotation.listType())
        .addField(Types.repeatedGroup().addField(number(column.type(), ELEMENT)).named(LIST))
        .named(column.name());
  }

  private static PrimitiveType number(Column.Type type, String name) {
    return switch (type) {
      case INT8 -> Types.required(INT32).as(intType(8, true)).named(name);
      case UINT8 -> Types.required(INT32).as(intType(8, false)).named(name);
      case INT16 -> Types.required(INT32).as(intType(16, true)).named(name);
      case INT32 -> Types.required(INT32).as(intType(32, true)).named(name);
      case FLOAT32 -> Types.required(FLOAT).named(name);
    };
  }
}
