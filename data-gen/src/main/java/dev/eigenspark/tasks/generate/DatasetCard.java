package dev.eigenspark.tasks.generate;

import dev.eigenspark.data.Column;
import dev.eigenspark.data.DatasetManifest;
import dev.eigenspark.data.ObjectShape;
import dev.eigenspark.data.ObjectTable;
import dev.eigenspark.data.SequenceFormat;
import dev.eigenspark.data.ShardEntry;
import dev.eigenspark.tasks.Task;
import dev.eigenspark.tasks.TrialSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The page {@code CARD.md} that tells a reader what a dataset is and how to open it. */
final class DatasetCard {
  /** Name of the file. */
  static final String FILE = "CARD.md";

  private final StringBuilder text = new StringBuilder();
  private final DatasetManifest manifest;

  private DatasetCard(DatasetManifest manifest) {
    this.manifest = manifest;
  }

  static String of(Task<?> task, TrialSource source, DatasetManifest manifest) {
    DatasetCard card = new DatasetCard(manifest);
    card.origin(task);
    card.columns();
    card.objects();
    card.splits();
    card.chance(source);
    card.reading();
    return card.text.toString();
  }

  private void origin(Task<?> task) {
    line("# Dataset: %s", task.name());
    line("");
    line("Trials: %s.", task.summary());
    line("");
    line("- Paper: %s", task.paper());
    line("- Made by: %s, seed %d", manifest.generator(), manifest.seed());
    for (Map.Entry<String, Object> option : manifest.options().entrySet()) {
      line("- Option `%s`: %s", option.getKey(), option.getValue());
    }
    line("- Identity (SHA-256): `%s`", manifest.sha256());
    line("");
    line("Every row is a pure function of options, seed, split and row id, and of the files that");
    line("the options name, if any: the configuration in `resolved.conf` gives the same bytes");
    line("again on any machine.");
    line("");
  }

  private void columns() {
    line("## Columns");
    line("");
    line("| name | type in Parquet | type in DuckDB | values in a row | meaning |");
    line("| --- | --- | --- | --- | --- |");
    line("| `id` | int64 | BIGINT | 1 | row id within the split, from 0 |");
    for (Column column : manifest.columns()) {
      boolean list = column.length() > 1;
      String type = column.type().name().toLowerCase(Locale.ROOT);
      line(
          "| `%s` | %s | %s | %d | %s |",
          column.name(),
          list ? "list of " + type : type,
          duckDbType(column),
          column.length(),
          column.meaning().replace("|", "\\|"));
    }
    line("");
    channel("Input", manifest.format().input());
    channel("Target", manifest.format().target());
    line(
        "Accuracy counts target steps %d to %d, from 0.",
        manifest.format().scoredFrom(), manifest.format().scoredTo() - 1);
    if (realTarget()) {
      line("A step is right when every number is off by less than %s.", SequenceFormat.TOLERANCE);
    }
    line("");
  }

  /** The SQL type that DuckDB gives the column. */
  static String duckDbType(Column column) {
    String number =
        switch (column.type()) {
          case INT8 -> "TINYINT";
          case UINT8 -> "UTINYINT";
          case INT16 -> "SMALLINT";
          case INT32 -> "INTEGER";
          case FLOAT32 -> "FLOAT";
        };
    return column.length() > 1 ? number + "[]" : number;
  }

  private void channel(String role, SequenceFormat.Channel channel) {
    line(
        "%s: column `%s`, %d steps, %s at each.",
        role, channel.column(), channel.steps(), channel.coding());
    if (channel.kind() == SequenceFormat.Kind.BYTE) {
      line("A byte is read as byte / 255.");
    }
    line("");
  }

  private void objects() {
    if (manifest.objects().isEmpty()) {
      return;
    }
    ObjectShape shape = manifest.format().objects().orElseThrow();
    line("## Objects");
    line("");
    line(
        "`%s` holds the %d objects that the trials name by number.",
        ObjectTable.FILE, manifest.objects().orElseThrow().rows());
    line("");
    line("| name | type in Parquet | meaning |");
    line("| --- | --- | --- |");
    line("| `object_id` | int32 | number of the object, from 0 |");
    line(
        "| `pixels` | %d bytes | image of %d x %d pixels in %d channels: channel by channel, row by"
            + " row |",
        shape.bytes(), shape.height(), shape.width(), shape.channels());
    line("| `source` | string | where it comes from |");
    line("| `sha256` | string | SHA-256 of the pixels |");
    line("");
    line("A network reads a pixel as byte / 255.");
    line("");
  }

  private void splits() {
    line("## Splits");
    line("");
    line("| split | rows | shards | bytes |");
    line("| --- | --- | --- | --- |");
    for (Map.Entry<String, List<ShardEntry>> split : manifest.splits().entrySet()) {
      List<ShardEntry> shards = split.getValue();
      line(
          "| %s | %d | %d | %d |",
          split.getKey(),
          shards.stream().mapToLong(ShardEntry::rows).sum(),
          shards.size(),
          shards.stream().mapToLong(ShardEntry::bytes).sum());
    }
    line("");
  }

  private void chance(TrialSource source) {
    line("## Chance level");
    line("");
    line("- Accuracy of a guess that ignores the input: %.5f", manifest.chanceAccuracy());
    String unit = realTarget() ? "squared error" : "nats";
    line(
        "- Loss of the best predictor without memory: %.5f %s a step", manifest.chanceLoss(), unit);
    source
        .leastLoss()
        .ifPresent(loss -> line("- Loss of the best predictor of all: %.5f %s a step", loss, unit));
    line("");
  }

  private boolean realTarget() {
    return manifest.format().target().kind() == SequenceFormat.Kind.REAL;
  }

  private void reading() {
    String split = manifest.splits().firstKey();
    line("## Reading");
    line("");
    line("```sql");
    line("-- DuckDB");
    line("SELECT * FROM read_parquet('%s/*.parquet') ORDER BY id LIMIT 5;", split);
    line("```");
    line("");
    line("```python");
    line("import pandas");
    line("trials = pandas.read_parquet(\"%s\")", split);
    line("```");
    line("");
    line(
        "Whole? `sha256sum -c _SUCCESS` checks the small files, `./eigenspark verify` everything.");
  }

  private void line(String format, Object... values) {
    text.append(String.format(Locale.ROOT, format, values)).append('\n');
  }
}
