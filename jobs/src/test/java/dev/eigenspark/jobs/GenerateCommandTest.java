package dev.eigenspark.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.eigenspark.data.Dataset;
import dev.eigenspark.data.Json;
import dev.eigenspark.data.TextFile;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GenerateCommandTest {
  @TempDir private Path scratch;
  private String conf;
  private String out;

  @BeforeEach
  void writeExperiment() {
    conf = Cli.experiment(scratch);
    out = scratch.resolve("a dataset").toString();
  }

  @Test
  void writesADatasetAndItsSummary() {
    Cli.Result made = generate("--json", "--seed", "5", "data.T=4");
    assertThat(made.code()).isZero();
    JsonNode summary = Json.read(made.out(), JsonNode.class);
    Dataset dataset = Dataset.open(out);
    assertThat(summary.get("task").asText()).isEqualTo("copy");
    assertThat(summary.get("seed").asLong()).isEqualTo(5);
    assertThat(summary.get("rows").get("train").asLong()).isEqualTo(100);
    assertThat(summary.get("bytes").asLong()).isEqualTo(dataset.manifest().bytes());
    assertThat(summary.get("sha256").asText()).isEqualTo(dataset.manifest().sha256());
    assertThat(summary.has("seconds")).isTrue();
    assertThat(dataset.manifest().options()).containsEntry("T", 4);
  }

  @Test
  void theEstimateIsCloseToWhatIsWritten() {
    Cli.Result planned = generate("--dry-run", "--json");
    assertThat(planned.code()).isZero();
    assertThat(Path.of(out)).doesNotExist();
    JsonNode plan = Json.read(planned.out(), JsonNode.class);
    assertThat(plan.get("shards").asLong()).isEqualTo(2 + 1 + 1);
    assertThat(plan.get("rows").get("test").asLong()).isEqualTo(30);

    JsonNode made = Json.read(generate("--json").out(), JsonNode.class);
    assertThat(plan.get("bytes").asDouble() / made.get("bytes").asDouble()).isBetween(0.8, 1.25);
  }

  @Test
  void aTakenOutputIsKeptUnlessOverwriteIsGiven() {
    assertThat(generate().code()).isZero();
    String first = Dataset.open(out).manifest().sha256();
    Cli.Result refused = generate("--seed", "2");
    assertThat(refused.code()).isEqualTo(2);
    assertThat(refused.err()).contains("is already there", "--overwrite");
    assertThat(Dataset.open(out).manifest().sha256()).isEqualTo(first);

    assertThat(generate("--seed", "2", "--overwrite").code()).isZero();
    assertThat(Dataset.open(out).manifest().seed()).isEqualTo(2);
  }

  @Test
  void overwriteSparesWhatIsNoDataset() throws Exception {
    Files.createDirectories(Path.of(out, "photos"));
    Cli.Result refused = generate("--overwrite");
    assertThat(refused.code()).isEqualTo(2);
    assertThat(Path.of(out, "photos")).exists();
  }

  @Test
  void aWrongSettingStopsItBeforeSpark() {
    // No such master exists, so only an early check can see the setting.
    assertThat(generate("data.T=-1", "--master", "planet").code()).isEqualTo(3);
    assertThat(generate("data.Tt=1", "--master", "planet").err()).contains("unknown key 'data.Tt'");
    assertThat(Path.of(out)).doesNotExist();
  }

  @Test
  void aFileWithOnlyDataIsEnough() {
    TextFile.write(
        Path.of(conf), "data { task = copy, T = 2, rows { train = 10, valid = 0, test = 0 } }");
    assertThat(generate().code()).isZero();
    assertThat(Dataset.open(out).splits()).containsExactly("train");
  }

  private Cli.Result generate(String... more) {
    String[] words = {"generate", conf, "--out", out, "--quiet"};
    return Cli.run(Cli.join(words, more));
  }
}
