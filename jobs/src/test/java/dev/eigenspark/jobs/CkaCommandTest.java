package dev.eigenspark.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.eigenspark.data.Table;
import dev.eigenspark.data.TableFile;
import dev.eigenspark.data.TextFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CkaCommandTest {
  @TempDir private static Path shared;
  @TempDir private Path scratch;
  private static Path first;
  private static Path second;

  @BeforeAll
  static void train() {
    String conf = Cli.experiment(shared);
    Path data = shared.resolve("data");
    Cli.run("generate", conf, "--out", data.toString(), "--quiet");
    first = train(conf, data, 1);
    second = train(conf, data, 2);
  }

  private static Path train(String conf, Path data, int seed) {
    Path run = shared.resolve("seed-" + seed);
    Cli.Result result =
        Cli.run(
            "train",
            conf,
            "train.steps=40",
            "train.checkpointEvery=1",
            "train.seed=" + seed,
            "--data",
            data.toString(),
            "--out",
            run.toString(),
            "--quiet");
    assertThat(result.code()).as(result.err()).isZero();
    return run;
  }

  private Cli.Result analyze(String kind, String... more) {
    String[] words = {
      "analyze",
      kind,
      "--run",
      first + "," + second,
      "--out",
      scratch.resolve("out").toString(),
      "--quiet"
    };
    return Cli.run(Cli.join(words, more));
  }

  private Table table(String kind, String... more) {
    Cli.Result result = analyze(kind, more);
    assertThat(result.code()).as(result.err()).isZero();
    return TableFile.readParquet(scratch.resolve("out/" + kind + ".parquet"));
  }

  private static Object value(Table table, int row, String column) {
    List<String> names = table.headers().stream().map(Table.Header::name).toList();
    return table.rows().get(row).get(names.indexOf(column));
  }

  @Test
  void allLayersOfAllRunsAreComparedWithEachOther() {
    Table table = table("cka", "cka.steps=2", "cka.maxCheckpoints=2", "cka.leaveOut=3");
    // Two runs, two checkpoints, two layers, two steps of each.
    assertThat(table.rows()).hasSize(16 * 15 / 2);
    for (int row = 0; row < table.rows().size(); row++) {
      assertThat((double) value(table, row, "cka")).isBetween(0.0, 1 + 1e-9);
      assertThat((double) value(table, row, "cka_without_longest")).isBetween(0.0, 1 + 1e-9);
      assertThat((double) value(table, row, "procrustes")).isBetween(-1e-9, 1 + 1e-9);
    }
    assertThat(table.rows().get(0).get(0)).isEqualTo("seed-1");
    assertThat(table.rows().get(119).get(5)).isEqualTo("seed-2");
    assertThat(Files.exists(scratch.resolve("out/cka-map.svg"))).isTrue();
    assertThat(Files.exists(scratch.resolve("out/cka-map-debiased.svg"))).isTrue();
  }

  @Test
  void theEndOfARunIsLikeItself() {
    Table table = table("cka", "cka.pairs=last", "cka.layers=[recurrent]", "cka.steps=1");
    assertThat(table.rows()).hasSize(4);
    for (int row : new int[] {1, 3}) {
      assertThat(value(table, row, "step_x")).isEqualTo(value(table, row, "step_y"));
      assertThat((double) value(table, row, "cka")).isCloseTo(1, within(1e-12));
      assertThat((double) value(table, row, "r2_y_from_x")).isCloseTo(1, within(1e-9));
    }
    assertThat((double) value(table, 0, "cka")).isLessThan(0.9999);
    assertThat(Files.exists(scratch.resolve("out/cka-to-last.svg"))).isTrue();
  }

  @Test
  void activationsHaveARowForEachLayerStepAndCheckpoint() {
    Table table = table("activations", "activations.steps=3", "activations.maxCheckpoints=2");
    assertThat(table.rows()).hasSize(2 * 2 * 2 * 3);
    for (int row = 0; row < table.rows().size(); row++) {
      double units = (long) value(table, row, "units");
      assertThat((double) value(table, row, "deviation"))
          .isLessThanOrEqualTo((double) value(table, row, "norm"));
      if ((double) value(table, row, "deviation") > 0) {
        assertThat((double) value(table, row, "participation_ratio"))
            .isBetween(1 - 1e-9, units + 1e-9);
      }
    }
  }

  @Test
  void activationsAreKeptOnlyWhenAsked() {
    Path out = scratch.resolve("out");
    table("activations");
    assertThat(out.resolve("activations")).doesNotExist();
    table("activations", "activations.keep=parquet", "activations.steps=1", "--overwrite");
    for (String network :
        new String[] {"run=seed-1/step=0", "run=seed-1/step=40", "run=seed-2/step=40"}) {
      assertThat(out.resolve("activations/" + network + "/part-00000.parquet")).isNotEmptyFile();
    }
    assertThat(out.resolve("activations/_attempts")).doesNotExist();
    // The manifest covers them.
    assertThat(Cli.run("verify", out.toString()).code()).isZero();
    assertThat(TextFile.read(out.resolve("manifest.json")))
        .contains("activations/run=seed-1/step=0/part-00000.parquet");
  }

  @Test
  void anAnalysisThatFailsLeavesNoActivations() {
    Cli.Result result =
        analyze("activations,cka", "activations.keep=parquet", "cka.layers=[hidden]");
    assertThat(result.code()).isEqualTo(3);
    assertThat(scratch).isEmptyDirectory();
  }

  @Test
  void layersThatAreNotThereAreNamed() {
    Cli.Result result = analyze("cka", "cka.layers=[hidden]");
    assertThat(result.code()).isEqualTo(3);
    assertThat(result.err())
        .contains("layers: the network has no layer 'hidden'; it has recurrent, out")
        .hasLineCount(1);
  }
}
