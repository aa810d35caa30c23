package dev.eigenspark.data;

import dev.eigenspark.Failure;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.ParquetReader;
import org.apache.parquet.hadoop.api.ReadSupport;
import org.apache.parquet.hadoop.example.GroupReadSupport;
import org.apache.parquet.io.InputFile;
import org.apache.parquet.schema.MessageType;

/**
 * Decodes the bytes of an {@link ObjectTable} and checks all they claim.
 *
 * @param file how messages call it
 * @param shape size of the images
 */
record ObjectTableReader(String file, ObjectShape shape) {
  /**
   * The table.
   *
   * @throws Failure of kind DATA if columns, numbers, images or hashes are wrong
   */
  ObjectTable read(byte[] content) {
    InputFile input = new MemoryInputFile(file, content);
    List<byte[]> images = new ArrayList<>();
    List<String> sources = new ArrayList<>();
    try {
      checkSchema(input);
      try (ParquetReader<Group> rows = reader(input)) {
        for (Group row = rows.read(); row != null; row = rows.read()) {
          images.add(image(row, images.size()));
          sources.add(row.getString(ObjectTableWriter.SOURCE, 0));
        }
      }
    } catch (Failure failure) {
      throw failure;
    } catch (IOException | RuntimeException e) {
      // parquet-mr meets bytes that it does not understand with exceptions of many types.
      throw new Failure(Failure.Kind.DATA, file + ": not readable as Parquet: " + e, e);
    }
    if (images.isEmpty()) {
      throw damaged("it holds no objects");
    }
    return new ObjectTable(shape, images, sources);
  }

  private void checkSchema(InputFile input) throws IOException {
    try (ParquetFileReader footer = ParquetFileReader.open(input)) {
      MessageType found = footer.getFileMetaData().getSchema();
      if (!found.equals(ObjectTableWriter.schema(shape))) {
        throw damaged("its columns are not those of objects of " + shape.bytes() + " bytes");
      }
    }
  }

  private byte[] image(Group row, int object) {
    int number = row.getInteger(ObjectTableWriter.OBJECT_ID, 0);
    if (number != object) {
      throw damaged("expected object " + object + ", found " + number);
    }
    byte[] image = row.getBinary(ObjectTableWriter.PIXELS, 0).getBytes();
    if (!Sha256.of(image).equals(row.getString(ObjectTableWriter.SHA256, 0))) {
      throw damaged("the pixels of object " + object + " are not those of its sha256");
    }
    return image;
  }

  private static ParquetReader<Group> reader(InputFile input) throws IOException {
    return new ParquetReader.Builder<Group>(input) {
      @Override
      protected ReadSupport<Group> getReadSupport() {
        return new GroupReadSupport();
      }
    }.withConf(new Configuration(false)).usePageChecksumVerification().build();
  }

  private Failure damaged(String what) {
    return Failure.data(file + ": " + what);
  }
}
