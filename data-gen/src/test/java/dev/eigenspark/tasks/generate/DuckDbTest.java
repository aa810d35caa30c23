package dev.eigenspark.tasks.generate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.eigenspark.data.Column;
import dev.eigenspark.data.Dataset;
import dev.eigenspark.data.ShardData;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.apache.spark.api.java.JavaSparkContext;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Another Parquet reader sees the columns and values that the card promises. */
class DuckDbTest {
  @TempDir static Path directory;
  private static Dataset dataset;

  @BeforeAll
  static void generate() {
    try (JavaSparkContext spark = Requests.spark("local[2]")) {
      GenerateJob.run(spark, Requests.copy(directory.resolve("copy")), ShardProgress.SILENT);
    }
    dataset = Dataset.open(directory.resolve("copy").toString());
  }

  @Test
  void typesAreThoseOfTheCard() throws Exception {
    String card = Files.readString(directory.resolve("copy/CARD.md"), StandardCharsets.UTF_8);
    Map<String, String> types = new TreeMap<>();
    query(
        "DESCRIBE SELECT * FROM read_parquet('%s')",
        row -> types.put(row.getString("column_name"), row.getString("column_type")));
    assertThat(types)
        .containsExactly(
            Map.entry("id", "BIGINT"), Map.entry("x", "TINYINT[]"), Map.entry("y", "TINYINT[]"));
    types.forEach(
        (name, type) ->
            assertThat(card)
                .containsPattern("\\| `" + name + "` \\| [^|]+ \\| " + Pattern.quote(type)));
  }

  @Test
  void valuesAreThoseOfOurReader() throws Exception {
    ShardData shard = dataset.read("train", 0);
    int[] expected = new int[11];
    shard.copyInts(0, 17, expected, 0);
    query(
        "SELECT x FROM read_parquet('%s') WHERE id = 17",
        row -> {
          Object[] values = (Object[]) row.getArray(1).getArray();
          for (int i = 0; i < expected.length; i++) {
            assertThat(((Number) values[i]).intValue()).isEqualTo(expected[i]);
          }
        });
  }

  @Test
  void idsAreWholeAndListsEqual() throws Exception {
    query(
        "SELECT count(*), min(id), max(id), count(DISTINCT id), min(len(x)), max(len(y))"
            + " FROM read_parquet('%s')",
        row -> {
          assertThat(row.getLong(1)).isEqualTo(250);
          assertThat(row.getLong(2)).isZero();
          assertThat(row.getLong(3)).isEqualTo(249);
          assertThat(row.getLong(4)).isEqualTo(250);
          assertThat(row.getLong(5)).isEqualTo(11);
          assertThat(row.getLong(6)).isEqualTo(11);
        });
  }

  @Test
  void everyElementTypeHasItsSqlName() {
    assertThat(DatasetCard.duckDbType(new Column("a", Column.Type.INT16, 2, "m")))
        .isEqualTo("SMALLINT[]");
    assertThat(DatasetCard.duckDbType(new Column("a", Column.Type.UINT8, 2, "m")))
        .isEqualTo("UTINYINT[]");
    assertThat(DatasetCard.duckDbType(new Column("a", Column.Type.FLOAT32, 1, "m")))
        .isEqualTo("FLOAT");
  }

  private static void query(String sql, Check check) throws SQLException {
    String files = directory.resolve("copy/train/*.parquet").toString();
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql.replace("%s", files))) {
      int seen = 0;
      for (; rows.next(); seen++) {
        check.row(rows);
      }
      assertThat(seen).isPositive();
    }
  }

  private interface Check {
    void row(ResultSet row) throws SQLException;
  }
}
