package dev.eigenspark.data;

import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.io.api.RecordConsumer;

/** Hands rows to Parquet straight from their arrays; ids count up from the first row. */
final class TrialWriteSupport extends WriteSupport<RowValues> {
  private final List<Column> columns;
  private RecordConsumer consumer;
  private long nextId;

  TrialWriteSupport(List<Column> columns, long firstRow) {
    this.columns = columns;
    this.nextId = firstRow;
  }

  @Override
  public String getName() {
    return "eigenspark";
  }

  @Override
  public WriteContext init(Configuration configuration) {
    return new WriteContext(ShardSchema.of(columns), Map.of());
  }

  @Override
  public void prepareForWrite(RecordConsumer recordConsumer) {
    consumer = recordConsumer;
  }

  @Override
  public void write(RowValues row) {
    consumer.startMessage();
    consumer.startField(ShardSchema.ID, 0);
    consumer.addLong(nextId);
    consumer.endField(ShardSchema.ID, 0);
    for (int i = 0; i < columns.size(); i++) {
      Column column = columns.get(i);
      consumer.startField(column.name(), i + 1);
      if (column.length() > 1) {
        writeList(column, row, i);
      } else if (column.type() == Column.Type.FLOAT32) {
        consumer.addFloat(row.floats(i)[0]);
      } else {
        addInteger(column, row.ints(i)[0]);
      }
      consumer.endField(column.name(), i + 1);
    }
    consumer.endMessage();
    nextId++;
  }

  private void writeList(Column column, RowValues row, int index) {
    consumer.startGroup();
    consumer.startField(ShardSchema.LIST, 0);
    if (column.type() == Column.Type.FLOAT32) {
      float[] values = row.floats(index);
      for (int i = 0; i < column.length(); i++) {
        startElement();
        consumer.addFloat(values[i]);
        endElement();
      }
    } else {
      int[] values = row.ints(index);
      for (int i = 0; i < column.length(); i++) {
        startElement();
        addInteger(column, values[i]);
        endElement();
      }
    }
    consumer.endField(ShardSchema.LIST, 0);
    consumer.endGroup();
  }

  private void startElement() {
    consumer.startGroup();
    consumer.startField(ShardSchema.ELEMENT, 0);
  }

  private void endElement() {
    consumer.endField(ShardSchema.ELEMENT, 0);
    consumer.endGroup();
  }

  private void addInteger(Column column, int value) {
    // Parquet would store a value that its own annotation denies, and readers would disagree on it.
    if (!column.type().holds(value)) {
      throw new IllegalArgumentException(
          "row "
              + nextId
              + ", column '"
              + column.name()
              + "': "
              + value
              + " is no "
              + column.type());
    }
    consumer.addInteger(value);
  }
}
