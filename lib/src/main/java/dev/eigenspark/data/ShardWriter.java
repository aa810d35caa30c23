package dev.eigenspark.data;

import com.github.luben.zstd.util.ZstdVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.Version;
import org.apache.parquet.column.ParquetProperties.WriterVersion;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;

/**
 * Encodes one shard, a fixed range of row ids, as a Parquet file in memory. The bytes are a pure
 * function of the columns, the first row id and the rows: everything that shapes a Parquet file is
 * pinned here. The shard is the unit of memory, of parallelism and of verification, so a shard
 * should stay within some tens of megabytes.
 */
public final class ShardWriter {
  /** The compression, as manifests name it. */
  public static final String CODEC = "ZSTD level 1";

  /** The code that writes the files, as manifests name it. */
  public static final String WRITER = Version.FULL_VERSION + ", zstd-jni " + ZstdVersion.VERSION;

  private static final int ZSTD_LEVEL = 1;
  private static final long ROW_GROUP_BYTES = 64L << 20;
  private static final int PAGE_BYTES = 1 << 20;
  private static final int PAGE_ROWS = 20_000;
  private static final int DICTIONARY_BYTES = 1 << 20;

  private final MemoryOutputFile file = new MemoryOutputFile();
  private final ParquetWriter<RowValues> writer;

  /** A writer of the rows {@code firstRow}, {@code firstRow + 1}, ... */
  public ShardWriter(List<Column> columns, long firstRow) {
    try {
      writer = builder(columns, firstRow).build();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Appends the next row; the arrays may be reused afterwards.
   *
   * @throws IllegalArgumentException if a value does not fit its column's type
   */
  public void add(RowValues row) {
    try {
      writer.write(row);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The finished file; nothing can be added afterwards. */
  public byte[] finish() {
    try {
      writer.close();
      return ParquetFooter.canonical(file.content());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Settles everything that shapes a Parquet file but which columns have a dictionary. */
  static <B extends ParquetWriter.Builder<?, B>> B pinned(B builder) {
    Configuration configuration = new Configuration(false);
    configuration.setInt("parquet.compression.codec.zstd.level", ZSTD_LEVEL);
    return builder
        .withConf(configuration)
        .withCompressionCodec(CompressionCodecName.ZSTD)
        .withRowGroupSize(ROW_GROUP_BYTES)
        .withPageSize(PAGE_BYTES)
        .withPageRowCountLimit(PAGE_ROWS)
        .withDictionaryPageSize(DICTIONARY_BYTES)
        .withWriterVersion(WriterVersion.PARQUET_1_0)
        .withPageWriteChecksumEnabled(true);
  }

  private Builder builder(List<Column> columns, long firstRow) {
    Builder builder =
        pinned(new Builder(file, new TrialWriteSupport(columns, firstRow)))
            .withDictionaryEncoding(ShardSchema.ID, false);
    for (Column column : columns) {
      builder.withDictionaryEncoding(
          String.join(".", ShardSchema.leaf(column)), column.type() != Column.Type.FLOAT32);
    }
    return builder;
  }

  private static final class Builder extends ParquetWriter.Builder<RowValues, Builder> {
    private final TrialWriteSupport support;

    Builder(MemoryOutputFile file, TrialWriteSupport support) {
      super(file);
      this.support = support;
    }

    @Override
    protected Builder self() {
      return this;
    }

    @Override
    protected WriteSupport<RowValues> getWriteSupport(Configuration configuration) {
      return support;
    }
  }
}
