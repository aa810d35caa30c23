package dev.eigenspark.data;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import org.apache.parquet.format.ColumnMetaData;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.PageEncodingStats;
import org.apache.parquet.format.RowGroup;
import org.apache.parquet.format.Util;

/**
 * Puts a Parquet footer into one canonical form. parquet-mr collects a column chunk's encodings in
 * a hash set of enum constants, whose order differs from one JVM to the next; sorted, the file is
 * the same bytes everywhere.
 */
final class ParquetFooter {
  private static final byte[] MAGIC = {'P', 'A', 'R', '1'};
  private static final int TAIL = Integer.BYTES + MAGIC.length;

  private ParquetFooter() {}

  static byte[] canonical(byte[] file) throws IOException {
    int length = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).getInt(file.length - TAIL);
    int start = file.length - TAIL - length;
    FileMetaData footer = Util.readFileMetaData(new ByteArrayInputStream(file, start, length));
    for (RowGroup group : footer.getRow_groups()) {
      group.getColumns().forEach(chunk -> sort(chunk.getMeta_data()));
    }

    ByteArrayOutputStream result = new ByteArrayOutputStream(file.length);
    result.write(file, 0, start);
    Util.writeFileMetaData(footer, result);
    ByteBuffer size = ByteBuffer.allocate(Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    result.writeBytes(size.putInt(result.size() - start).array());
    result.writeBytes(MAGIC);
    return result.toByteArray();
  }

  private static void sort(ColumnMetaData column) {
    column.setEncodings(new ArrayList<>(column.getEncodings()));
    Collections.sort(column.getEncodings());
    column.setEncoding_stats(new ArrayList<>(column.getEncoding_stats()));
    column
        .getEncoding_stats()
        .sort(
            Comparator.comparing(PageEncodingStats::getPage_type)
                .thenComparing(PageEncodingStats::getEncoding));
  }
}
