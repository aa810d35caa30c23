package dev.eigenspark.tasks.generate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.eigenspark.data.Column;
import dev.eigenspark.data.Dataset;
import dev.eigenspark.data.DatasetVerifier;
import dev.eigenspark.data.ObjectShape;
import dev.eigenspark.data.ObjectTable;
import dev.eigenspark.data.SequenceFormat;
import dev.eigenspark.data.SequenceFormat.Channel;
import dev.eigenspark.data.SequenceFormat.Kind;
import dev.eigenspark.rng.CounterRandom;
import dev.eigenspark.tasks.TrialBuffer;
import dev.eigenspark.tasks.TrialSource;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import org.apache.spark.api.java.JavaSparkContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Trials that name objects are written with them, once. */
class ObjectFilesTest {
  private static final ObjectShape SHAPE = new ObjectShape(2, 3, 1);
  private static final byte[][] IMAGES = {{0, 1, 2, 3, 4, 5}, {0, 1, 2, 3, 4, -1}};

  @TempDir Path directory;

  @Test
  void objectsLieBesideTheTrials() throws Exception {
    Path out = directory.resolve("objects");
    try (JavaSparkContext spark = Requests.spark("local[2]")) {
      GenerateSummary summary =
          GenerateJob.run(
              spark,
              Requests.copy(new Pairs(), out.toString(), Overwrite.FAIL),
              ShardProgress.SILENT);
      Dataset dataset = Dataset.open(out.toString());
      assertThat(DatasetVerifier.verify(spark, dataset).files()).isEqualTo(9);
      assertThat(dataset.objects().image(1)).isEqualTo(IMAGES[1]);
      assertThat(dataset.objects().source(1)).isEqualTo("second");
      assertThat(summary.sha256()).isEqualTo(dataset.manifest().sha256());
      assertThat(summary.bytes())
          .isEqualTo(
              dataset.manifest().objects().orElseThrow().bytes()
                  + dataset.manifest().splits().values().stream()
                      .flatMap(List::stream)
                      .mapToLong(shard -> shard.bytes())
                      .sum());
    }
    assertThat(Files.readString(out.resolve("CARD.md"), StandardCharsets.UTF_8))
        .contains("`objects.parquet` holds the 2 objects that the trials name by number.")
        .contains("| `pixels` | 6 bytes | image of 2 x 3 pixels in 1 channels:")
        .contains("Input: column `ids`, 2 steps, one of 2 objects at each.");
    // Another reader sees the same.
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "SELECT object_id, hex(pixels), source FROM read_parquet('%s') ORDER BY 1"
                    .formatted(out.resolve("objects.parquet")))) {
      for (int object = 0; object < 2; object++) {
        assertThat(rows.next()).isTrue();
        assertThat(rows.getInt(1)).isEqualTo(object);
        assertThat(rows.getString(2)).isEqualTo(object == 0 ? "000102030405" : "0001020304FF");
        assertThat(rows.getString(3)).isEqualTo(object == 0 ? "first" : "second");
      }
      assertThat(rows.next()).isFalse();
    }
  }

  /** Two objects, and whether they are the same. */
  private record Pairs() implements TrialSource {
    @Override
    public List<Column> columns() {
      return List.of(
          new Column("ids", Column.Type.INT8, 2, "two objects"),
          new Column("label", Column.Type.INT8, 1, "whether they differ"));
    }

    @Override
    public SequenceFormat format() {
      return new SequenceFormat(
          2,
          new Channel("ids", Kind.OBJECT, IMAGES.length, 2),
          new Channel("label", Kind.SYMBOL, 2, 1),
          0,
          1,
          SHAPE);
    }

    @Override
    public Optional<ObjectTable> objects() {
      return Optional.of(new ObjectTable(SHAPE, List.of(IMAGES), List.of("first", "second")));
    }

    @Override
    public double chanceAccuracy() {
      return 0.5;
    }

    @Override
    public double chanceLoss() {
      return StrictMath.log(2);
    }

    @Override
    public void fill(CounterRandom random, TrialBuffer trial) {
      trial.ints(0)[0] = random.nextInt(2);
      trial.ints(0)[1] = random.nextInt(2);
      trial.ints(1)[0] = trial.ints(0)[0] == trial.ints(0)[1] ? 0 : 1;
    }
  }
}
