package dev.eigenspark.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CsvFileTest {
  @TempDir Path dir;

  @Test
  void quotesWhatNeedsItAndLeavesOutWhatIsNoNumber() {
    Table table =
        new Table(
            List.of(
                new Table.Header("run", Table.Type.STRING, "name"),
                new Table.Header("step", Table.Type.LONG, "updates"),
                new Table.Header("loss", Table.Type.DOUBLE, "nats")));
    table.add("a, \"b\"", 3, 0.1);
    table.add("two\nlines", -1, Double.NaN);
    table.add("", 0, 1e-9);
    CsvFile.write(table, dir.resolve("table.csv"));
    assertThat(dir.resolve("table.csv"))
        .hasContent(
            """
            run,step,loss
            "a, ""b""\",3,0.1
            "two
            lines",-1,
            ,0,1.0E-9
            """);
  }
}
