package dev.eigenspark.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.eigenspark.data.AtomicDirectory;
import dev.eigenspark.data.Json;
import dev.eigenspark.data.TextFile;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What {@code run} says before any work; QuickRunTest lets it work. */
class RunCommandTest {
  @TempDir private Path scratch;
  private Path out;

  @BeforeEach
  void nameOutput() {
    out = scratch.resolve("below/result");
  }

  @Test
  void dryRunPlansEveryStepAndWritesNothing() {
    Cli.Result planned = run("--dry-run", "--json");
    assertThat(planned.code()).isZero();
    assertThat(planned.err()).isEmpty();
    JsonNode plan = Json.read(planned.out(), JsonNode.class);
    assertThat(plan.get("generate").get("rows").get("train").asLong()).isEqualTo(100);
    JsonNode train = plan.get("train");
    assertThat(train.get("rounds").asLong()).isEqualTo(3);
    assertThat(train.get("steps").asLong()).isEqualTo(6);
    assertThat(train.get("examples").asLong()).isEqualTo(6 * 5 * 2);
    // V, U, b and modReLU's b of 8 units on 6 symbols, and the head on 5.
    long parameters = 8 * 8 + 6 * 8 + 8 + 8 + 8 * 5 + 5;
    assertThat(train.get("parameters").asLong()).isEqualTo(parameters);
    assertThat(train.get("bytes_per_round").asLong()).isEqualTo(2 * 4 * 2 * parameters * 2);
    // Minibatches of 5 in training and of 100 in evaluation, of T + 2 tokens twice.
    long steps = (5 + 100) * (3 + 4);
    assertThat(train.get("off_heap_per_worker").asLong())
        .isEqualTo(4 * (4 * parameters + steps * (6 + 1)));
    // [h | x | 1] takes 64 floats a step, the logits 32.
    assertThat(train.get("scratch_per_worker").asLong()).isBetween(4 * steps * 96, 1_500_000L);
    assertThat(plan.get("analyze").get(0).asText()).isEqualTo("spectra");
    assertThat(out.getParent()).doesNotExist();
  }

  @Test
  void theDefaultOutputHasTheExperimentsName() {
    String conf = Cli.experiment(scratch);
    assertThat(Cli.run("run", conf, "--dry-run").out())
        .contains("into      " + Path.of("out", "small").toAbsolutePath());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "data.T=-1; data.T = -1 must be at least 1",
        "data.Tt=1; unknown key 'data.Tt'",
        "model.name=rnnn; unknown model 'rnnn'",
        "model.width=3; unknown key 'model.width'",
        "train.lr=0; train.lr = 0.0 must be greater than 0",
        "train.steps=many; train.steps",
        "data.task=cpoy; unknown task 'cpoy'",
        "analyze=[spectr]; unknown analysis 'spectr'",
        "moddel.name=rnn; unknown key 'moddel'"
      })
  void aWrongSettingIsSeenBeforeAnythingIsDone(String setting, String message) {
    Cli.Result refused = run(setting, "--master", "planet");
    assertThat(refused.code()).isEqualTo(3);
    assertThat(refused.err()).contains(message).hasLineCount(1);
    assertThat(out.getParent()).doesNotExist();
  }

  @Test
  void aRunThatIsThereIsKept() throws Exception {
    Files.createDirectories(out.resolve("run/checkpoints"));
    Cli.Result refused = run("--master", "planet");
    assertThat(refused.code()).isEqualTo(2);
    assertThat(refused.err())
        .contains("run is already there; choose another --out, or pass --overwrite");
    assertThat(out.resolve("data")).doesNotExist();
  }

  @Test
  void aRunThatWasInterruptedNamesTheWayOn() throws Exception {
    Cli.Result whole = run("--master", "local[2]", "--json", "analyze=[]");
    assertThat(whole.code()).as(whole.err()).isZero();
    Path run = out.resolve("run");
    for (String later : new String[] {"manifest.json", "model", "report", "report.html"}) {
      AtomicDirectory.delete(run.resolve(later));
    }
    Cli.Result refused = run("--master", "planet", "analyze=[]");
    assertThat(refused.code()).isEqualTo(2);
    String data = out.resolve("data").toString();
    assertThat(refused.err())
        .contains("run is already there, a run that has not ended")
        .contains("./eigenspark train CONF --data " + data + " --out " + run + " --resume")
        .hasLineCount(1);
    String conf = Cli.experiment(scratch);
    Cli.Result resumed =
        Cli.run(
            "train",
            conf,
            "--data",
            data,
            "--out",
            run.toString(),
            "--resume",
            "--json",
            "--quiet");
    assertThat(resumed.code()).as(resumed.err()).isZero();
    assertThat(Json.read(resumed.out(), JsonNode.class).get("model_sha256"))
        .isEqualTo(Json.read(whole.out(), JsonNode.class).get("train").get("model_sha256"));
  }

  @Test
  void overwriteSparesWhatIsNoRun() throws Exception {
    TextFile.write(Files.createDirectories(out.resolve("run")).resolve("thesis.tex"), "mine");
    Cli.Result refused = run("--overwrite", "--master", "planet");
    assertThat(refused.code()).isEqualTo(2);
    assertThat(refused.err()).contains("--overwrite does not replace it");
    assertThat(out.resolve("run/thesis.tex")).exists();
  }

  @Test
  void anotherDatasetIsNotUsed() {
    String conf = Cli.experiment(scratch);
    Cli.run("generate", conf, "--out", out.resolve("data").toString(), "--quiet");
    assertThat(run("--dry-run").code()).isZero();
    Cli.Result refused = run("--dry-run", "data.T=4", "--seed", "9");
    assertThat(refused.code()).isEqualTo(2);
    assertThat(refused.err())
        .contains("is another dataset: data.T is 3, not 4; data.seed is 1, not 9")
        .contains("--overwrite");
  }

  @Test
  void anUnfinishedDatasetIsNotUsed() throws Exception {
    Files.createDirectories(out.resolve("data/train"));
    Cli.Result refused = run("--dry-run");
    assertThat(refused.code()).isEqualTo(4);
    assertThat(refused.err()).contains("not a whole dataset");
  }

  private Cli.Result run(String... more) {
    String[] words = {"run", Cli.experiment(scratch), "--out", out.toString(), "--quiet"};
    return Cli.run(Cli.join(words, more));
  }
}
