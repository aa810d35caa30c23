package dev.eigenspark.data;

import dev.eigenspark.Failure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.SimpleGroup;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.ParquetFileWriter;
import org.apache.parquet.hadoop.ParquetReader;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.api.ReadSupport;
import org.apache.parquet.hadoop.example.ExampleParquetWriter;
import org.apache.parquet.hadoop.example.GroupReadSupport;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.hadoop.metadata.FileMetaData;
import org.apache.parquet.io.InputFile;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Types;

/**
 * A {@link Table} as one Parquet file: every column required, zstd, page checksums, the meaning of
 * each column in the file's metadata. The same table gives the same bytes.
 */
public final class TableFile {
  private static final String MEANING = "eigenspark.meaning.";

  private TableFile() {}

  /**
   * Writes a table, in place of a file that may be there.
   *
   * @throws Failure of kind INFRASTRUCTURE when the disk refuses
   */
  public static void writeParquet(Table table, Path file) {
    MessageType schema = schema(table.headers());
    Map<String, String> meanings = new LinkedHashMap<>();
    table.headers().forEach(h -> meanings.put(MEANING + h.name(), h.meaning()));
    MemoryOutputFile output = new MemoryOutputFile();
    try (ParquetWriter<Group> writer =
        ExampleParquetWriter.builder(output)
            .withType(schema)
            .withExtraMetaData(meanings)
            .withCompressionCodec(CompressionCodecName.ZSTD)
            .withWriteMode(ParquetFileWriter.Mode.OVERWRITE)
            .build()) {
      for (List<Object> row : table.rows()) {
        writer.write(group(schema, row));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e); // memory does not refuse
    }
    try {
      Files.write(file, output.content());
    } catch (IOException e) {
      throw Failure.infrastructure("cannot write " + file + ": " + e, e);
    }
  }

  /**
   * Reads a table that {@link #writeParquet} wrote.
   *
   * @throws Failure of kind DATA when the file is missing, damaged or holds other types
   */
  public static Table readParquet(Path file) {
    if (!Files.isRegularFile(file)) {
      throw Failure.data("no such file " + file);
    }
    InputFile input = new MemoryInputFile(file.toString(), content(file));
    try (ParquetFileReader footer = ParquetFileReader.open(input);
        ParquetReader<Group> reader = reader(input)) {
      Table table = new Table(headers(file, footer.getFileMetaData()));
      for (Group row = reader.read(); row != null; row = reader.read()) {
        table.add(values(table.headers(), row));
      }
      return table;
    } catch (Failure e) {
      throw e;
    } catch (IOException | RuntimeException e) {
      // parquet-hadoop reports damage by many types, not all of them checked.
      throw new Failure(
          Failure.Kind.DATA, file + " is not a readable Parquet file: " + e.getMessage(), e);
    }
  }

  private static byte[] content(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw Failure.infrastructure("cannot read " + file + ": " + e, e);
    }
  }

  private static ParquetReader<Group> reader(InputFile input) throws IOException {
    return new ParquetReader.Builder<Group>(input) {
      @Override
      protected ReadSupport<Group> getReadSupport() {
        return new GroupReadSupport();
      }
    }.withConf(new Configuration(false)).usePageChecksumVerification().build();
  }

  private static MessageType schema(List<Table.Header> headers) {
    List<Type> columns = new ArrayList<>();
    for (Table.Header header : headers) {
      columns.add(
          switch (header.type()) {
            case LONG -> Types.required(PrimitiveTypeName.INT64).named(header.name());
            case DOUBLE -> Types.required(PrimitiveTypeName.DOUBLE).named(header.name());
            case STRING ->
                Types.required(PrimitiveTypeName.BINARY)
                    .as(LogicalTypeAnnotation.stringType())
                    .named(header.name());
          });
    }
    return new MessageType("table", columns);
  }

  private static List<Table.Header> headers(Path file, FileMetaData metadata) {
    List<Table.Header> headers = new ArrayList<>();
    for (Type column : metadata.getSchema().getFields()) {
      if (!column.isPrimitive() || !column.isRepetition(Type.Repetition.REQUIRED)) {
        throw Failure.data(file + ": column '" + column.getName() + "' is not plain and required");
      }
      String meaning = metadata.getKeyValueMetaData().getOrDefault(MEANING + column.getName(), "");
      headers.add(
          new Table.Header(column.getName(), type(file, column.asPrimitiveType()), meaning));
    }
    return headers;
  }

  private static Table.Type type(Path file, PrimitiveType column) {
    return switch (column.getPrimitiveTypeName()) {
      case INT64 -> Table.Type.LONG;
      case DOUBLE -> Table.Type.DOUBLE;
      case BINARY -> Table.Type.STRING;
      default -> throw Failure.data(file + ": column " + column + " is not long, double or string");
    };
  }

  private static Group group(MessageType schema, List<Object> row) {
    Group group = new SimpleGroup(schema);
    for (int i = 0; i < row.size(); i++) {
      Object value = row.get(i);
      if (value instanceof Long number) {
        group.add(i, number.longValue());
      } else if (value instanceof Double number) {
        group.add(i, number.doubleValue());
      } else {
        group.add(i, (String) value);
      }
    }
    return group;
  }

  private static Object[] values(List<Table.Header> headers, Group row) {
    Object[] values = new Object[headers.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] =
          switch (headers.get(i).type()) {
            case LONG -> row.getLong(i, 0);
            case DOUBLE -> row.getDouble(i, 0);
            case STRING -> row.getString(i, 0);
          };
    }
    return values;
  }
}
