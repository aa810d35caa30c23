package dev.eigenspark.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.eigenspark.Failure;
import dev.eigenspark.data.SequenceFormat.Channel;
import dev.eigenspark.data.SequenceFormat.Kind;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A dataset whose trials name objects. */
class ObjectDatasetTest {
  private static final int OBJECTS = 10;
  private static final List<Column> COLUMNS =
      List.of(
          new Column("ids", Column.Type.INT8, 2, "objects"),
          new Column("label", Column.Type.INT8, 1, "answer"));
  private static final SequenceFormat FORMAT =
      new SequenceFormat(
          2,
          new Channel("ids", Kind.OBJECT, OBJECTS, 2),
          new Channel("label", Kind.SYMBOL, 2, 1),
          0,
          1,
          ObjectTableTest.SHAPE);

  @TempDir Path directory;

  @Test
  void readsItsObjects() throws Exception {
    Dataset dataset = write();
    assertThat(dataset.objects().count()).isEqualTo(OBJECTS);
    assertThat(dataset.objects().image(3)).isEqualTo(ObjectTableTest.table(OBJECTS).image(3));
    assertThat(dataset.manifest().bytes())
        .isEqualTo(
            Files.size(directory.resolve("objects.parquet"))
                + Files.size(directory.resolve("train/part-00000.parquet")));
  }

  @Test
  void namesTheFileThatIsDamagedOrMissing() throws Exception {
    Dataset dataset = write();
    Path file = directory.resolve("objects.parquet");
    byte[] sound = Files.readAllBytes(file);
    sound[40] ^= 1;
    Files.write(file, sound);
    refuses(dataset, "objects.parquet: expected SHA-256 ");
    Files.delete(file);
    refuses(dataset, "objects.parquet: it is not there");
    refuses(TrialExample.write(directory.resolve("other")), "other have no objects");
  }

  @Test
  void tasksAndTheVerifierReadItsObjects() throws Exception {
    Dataset dataset = write();
    SparkConf conf =
        new SparkConf()
            .setMaster("local[1]")
            .setAppName("verify")
            .set("spark.ui.enabled", "false")
            .set("spark.driver.host", "localhost");
    try (JavaSparkContext spark = new JavaSparkContext(conf)) {
      assertThat(spark.parallelize(List.of(3), 1).map(i -> dataset.objects().pixel(i, 0)).collect())
          .containsExactly(136);
      assertThat(DatasetVerifier.verify(spark, dataset).files()).isEqualTo(4);
      Files.write(directory.resolve("objects.parquet"), new byte[] {1});
      assertThat(DatasetVerifier.inspect(spark, dataset).problems())
          .singleElement()
          .asString()
          .endsWith(" bytes, found 1");
      Dataset without = TrialExample.write(directory.resolve("other"));
      Files.write(directory.resolve("other/objects.parquet"), new byte[] {1});
      assertThat(DatasetVerifier.inspect(spark, without).problems())
          .singleElement()
          .asString()
          .endsWith("objects.parquet: it is not in the manifest");
    }
  }

  @Test
  void identityHoldsTheObjects() throws Exception {
    DatasetManifest manifest = write().manifest();
    String changed =
        manifest.json().replace(manifest.objectTable().sha256(), Sha256.of("other objects"));
    assertThat(DatasetManifest.parse(changed).sha256()).isNotEqualTo(manifest.sha256());
  }

  @Test
  void manifestRoundTripKeepsTheObjects() throws Exception {
    DatasetManifest manifest = write().manifest();
    assertThat(DatasetManifest.parse(manifest.json())).isEqualTo(manifest);
    assertThat(manifest.json())
        .contains("\"objectShape\" : {\n      \"height\" : 3,\n      \"width\" : 2,")
        .contains("\"objectTable\" : {\n    \"rows\" : 10,");
  }

  @Test
  void manifestsOfOlderDatasetsAreAsTheyWere() throws Exception {
    DatasetManifest older = TrialExample.write(directory).manifest();
    assertThat(older.json()).doesNotContain("object").doesNotContain("null");
    assertThat(DatasetManifest.parse(older.json()).objects()).isEmpty();
    assertThat(older.format().objects()).isEmpty();
    // Golden: the identity from before there were objects.
    assertThat(older.sha256())
        .isEqualTo("c0b988349bd29ee126c0f1aa9a2efb63c5e906b097694b589bc311e2b69f1adf");
  }

  @Test
  void manifestRefusesObjectsThatAreNotThoseOfItsFormat() throws Exception {
    String json = write().manifest().json();
    refuses(json.replace("\"rows\" : 10,", "\"rows\" : 11,"), "the format has 10 objects, ");
    refuses(json.replaceAll(",\\s+\"objectTable\" : \\{[^}]*\\}", ""), "objects.parquet 0");
    refuses(json.replaceAll(",\\s+\"objectShape\" : \\{[^}]*\\}", ""), "input 'ids': objectShape");
    refuses(json.replace("\"OBJECT\"", "\"BYTE\""), "input 'ids': objectShape");
    refuses(
        json.replaceAll("\"objectTable\" : \\{[^}]*\\}", "\"objectTable\" : null"),
        "'objectTable' is null");
  }

  @Test
  void anObjectIsOneNumberAndNoTarget() {
    assertThat(FORMAT.input().numbers()).isEqualTo(1);
    assertThat(FORMAT.input().coding()).isEqualTo("one of 10 objects");
    assertThatThrownBy(
            () ->
                new SequenceFormat(
                    2,
                    new Channel("ids", Kind.SYMBOL, 9, 2),
                    new Channel("y", Kind.OBJECT, 9, 1),
                    0,
                    1))
        .isInstanceOf(Failure.class)
        .hasMessage("bytes and objects cannot be a target: 'y'");
  }

  private Dataset write() throws Exception {
    Files.createDirectories(directory.resolve("train"));
    byte[] shard = shard();
    ShardEntry entry = ShardEntry.of(ShardEntry.path("train", 0), 0, 5, shard);
    Files.write(directory.resolve(entry.path()), shard);
    byte[] objects = ObjectTableTest.table(OBJECTS).encode();
    Files.write(directory.resolve(ObjectTable.FILE), objects);
    DatasetManifest manifest =
        new DatasetManifest(
            DatasetManifest.FORMAT_VERSION,
            "example",
            new TreeMap<>(),
            42,
            "test 1",
            ShardWriter.CODEC,
            ShardWriter.WRITER,
            100,
            COLUMNS,
            FORMAT,
            0.5,
            0.7,
            new TreeMap<>(Map.of("train", List.of(entry))),
            ObjectTableEntry.of(OBJECTS, objects));
    DatasetSeal.write(
        Storage.at(directory.toString()),
        new TreeMap<>(Map.of(DatasetManifest.FILE, manifest.json())));
    return Dataset.open(directory.toString());
  }

  private static byte[] shard() {
    ShardWriter writer = new ShardWriter(COLUMNS, 0);
    for (int i = 0; i < 5; i++) {
      int[] ids = {i, i + 5};
      int[] label = {i % 2};
      writer.add(
          new RowValues() {
            @Override
            public int[] ints(int column) {
              return column == 0 ? ids : label;
            }

            @Override
            public float[] floats(int column) {
              throw new IllegalArgumentException("no real column");
            }
          });
    }
    return writer.finish();
  }

  private static void refuses(Dataset dataset, String message) {
    assertThatThrownBy(dataset::objects)
        .isInstanceOf(Failure.class)
        .hasMessageContaining(message)
        .extracting(e -> ((Failure) e).kind())
        .isEqualTo(Failure.Kind.DATA);
  }

  private static void refuses(String json, String message) {
    assertThatThrownBy(() -> DatasetManifest.parse(json))
        .isInstanceOf(Failure.class)
        .hasMessageStartingWith("manifest.json: ")
        .hasMessageContaining(message);
  }
}
