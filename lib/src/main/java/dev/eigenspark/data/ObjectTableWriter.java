package dev.eigenspark.data;

import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.BINARY;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.FIXED_LEN_BYTE_ARRAY;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.INT32;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.SimpleGroup;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.example.ExampleParquetWriter;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Types;

/** Encodes an {@link ObjectTable} as a Parquet file in memory, one row for each object. */
final class ObjectTableWriter {
  static final String OBJECT_ID = "object_id";
  static final String PIXELS = "pixels";
  static final String SOURCE = "source";
  static final String SHA256 = "sha256";

  private ObjectTableWriter() {}

  static MessageType schema(ObjectShape shape) {
    return Types.buildMessage()
        .addField(Types.required(INT32).named(OBJECT_ID))
        .addField(Types.required(FIXED_LEN_BYTE_ARRAY).length(shape.bytes()).named(PIXELS))
        .addField(Types.required(BINARY).as(LogicalTypeAnnotation.stringType()).named(SOURCE))
        .addField(Types.required(BINARY).as(LogicalTypeAnnotation.stringType()).named(SHA256))
        .named("object");
  }

  static byte[] write(ObjectTable table) {
    MessageType schema = schema(table.shape());
    MemoryOutputFile file = new MemoryOutputFile();
    try (ParquetWriter<Group> writer =
        ShardWriter.pinned(ExampleParquetWriter.builder(file).withType(schema))
            .withDictionaryEncoding(false)
            .build()) {
      for (int object = 0; object < table.count(); object++) {
        byte[] image = table.image(object);
        writer.write(
            new SimpleGroup(schema)
                .append(OBJECT_ID, object)
                .append(PIXELS, Binary.fromConstantByteArray(image))
                .append(SOURCE, table.source(object))
                .append(SHA256, Sha256.of(image)));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e); // memory does not refuse
    }
    try {
      return ParquetFooter.canonical(file.content());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
