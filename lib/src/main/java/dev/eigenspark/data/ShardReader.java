package dev.eigenspark.data;

import dev.eigenspark.Failure;
import java.io.IOException;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.HadoopReadOptions;
import org.apache.parquet.ParquetReadOptions;
import org.apache.parquet.column.ColumnReadStore;
import org.apache.parquet.column.ColumnReader;
import org.apache.parquet.column.impl.ColumnReadStoreImpl;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.schema.MessageType;

/** Decodes a shard whose bytes are in memory into primitive arrays, and checks all it claims. */
final class ShardReader {
  private static final Configuration CONFIGURATION = new Configuration(false);

  private final String file;
  private final ShardEntry entry;
  private final List<Column> columns;
  private final MessageType schema;

  private ShardReader(String file, ShardEntry entry, List<Column> columns) {
    this.file = file;
    this.entry = entry;
    this.columns = columns;
    this.schema = ShardSchema.of(columns);
  }

  /**
   * The rows of {@code content}.
   *
   * @param file how messages call it
   * @throws Failure of kind DATA if length, hash, schema, row ids or list lengths are not those of
   *     the manifest
   */
  static ShardData read(String file, byte[] content, ShardEntry entry, List<Column> columns) {
    entry.check(file, content);
    try (ParquetFileReader parquet =
        ParquetFileReader.open(new MemoryInputFile(file, content), options())) {
      return new ShardReader(file, entry, columns).read(parquet);
    } catch (Failure failure) {
      throw failure;
    } catch (IOException | RuntimeException e) {
      // parquet-mr meets bytes that it does not understand with exceptions of many types.
      throw new Failure(Failure.Kind.DATA, file + ": not readable as Parquet: " + e, e);
    }
  }

  /** Never shared: closing a reader takes the decompressors away from all with the same options. */
  private static ParquetReadOptions options() {
    return HadoopReadOptions.builder(CONFIGURATION).build();
  }

  private ShardData read(ParquetFileReader parquet) throws IOException {
    MessageType found = parquet.getFileMetaData().getSchema();
    if (!found.equals(schema)) {
      throw damaged("its columns are not those of the manifest");
    }
    if (parquet.getRecordCount() != entry.rows()) {
      throw damaged("expected " + entry.rows() + " rows, found " + parquet.getRecordCount());
    }
    ColumnValues[] values =
        columns.stream()
            .map(c -> ColumnValues.of(c.type(), Math.multiplyExact(entry.rows(), c.length())))
            .toArray(ColumnValues[]::new);
    int row = 0;
    for (PageReadStore group = parquet.readNextRowGroup();
        group != null;
        group = parquet.readNextRowGroup()) {
      int rows = Math.toIntExact(group.getRowCount());
      ColumnReadStore readers =
          new ColumnReadStoreImpl(
              group, new NoConverter(), schema, parquet.getFileMetaData().getCreatedBy());
      checkIds(readers, row, rows);
      for (int i = 0; i < values.length; i++) {
        readColumn(readers, columns.get(i), values[i], row, rows);
      }
      row += rows;
    }
    return new ShardData(entry.firstRow(), entry.rows(), columns, values);
  }

  private void checkIds(ColumnReadStore readers, int from, int rows) {
    ColumnReader reader =
        readers.getColumnReader(schema.getColumnDescription(new String[] {ShardSchema.ID}));
    for (int i = 0; i < rows; i++) {
      long expected = entry.firstRow() + from + i;
      if (reader.getLong() != expected) {
        throw damaged("expected id " + expected + ", found " + reader.getLong());
      }
      reader.consume();
    }
  }

  private void readColumn(
      ColumnReadStore readers, Column column, ColumnValues values, int from, int rows) {
    ColumnReader reader =
        readers.getColumnReader(schema.getColumnDescription(ShardSchema.leaf(column)));
    int definition = column.length() == 1 ? 0 : 1;
    int index = from * column.length();
    for (int i = 0; i < rows; i++) {
      for (int step = 0; step < column.length(); step++, index++) {
        // Repetition level 0 opens a row: anywhere else a list is too short or too long.
        if (reader.getCurrentRepetitionLevel() != Math.min(step, 1)
            || reader.getCurrentDefinitionLevel() != definition) {
          throw damaged(
              "column '" + column.name() + "' does not hold " + column.length() + " values a row");
        }
        if (column.type() == Column.Type.FLOAT32) {
          values.setFloat(index, reader.getFloat());
        } else {
          values.set(index, reader.getInteger());
        }
        reader.consume();
      }
    }
  }

  private Failure damaged(String what) {
    return Failure.data(file + ": " + what);
  }
}
