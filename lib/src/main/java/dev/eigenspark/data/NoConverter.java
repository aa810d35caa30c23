package dev.eigenspark.data;

import org.apache.parquet.io.api.Converter;
import org.apache.parquet.io.api.GroupConverter;
import org.apache.parquet.io.api.PrimitiveConverter;

/**
 * Fills the converter tree that Parquet's column readers ask for; values are pulled, not pushed.
 */
final class NoConverter extends GroupConverter {
  private static final PrimitiveConverter LEAF = new PrimitiveConverter() {};

  @Override
  public Converter getConverter(int fieldIndex) {
    return this;
  }

  @Override
  public PrimitiveConverter asPrimitiveConverter() {
    return LEAF;
  }

  @Override
  public void start() {
    throw new UnsupportedOperationException("no records are assembled");
  }

  @Override
  public void end() {
    throw new UnsupportedOperationException("no records are assembled");
  }
}
