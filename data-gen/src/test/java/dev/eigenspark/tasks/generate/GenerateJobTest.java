package dev.eigenspark.tasks.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.eigenspark.Failure;
import dev.eigenspark.data.Dataset;
import dev.eigenspark.data.DatasetVerifier;
import dev.eigenspark.data.ShardData;
import dev.eigenspark.data.StagingName;
import dev.eigenspark.rng.CounterRandom;
import dev.eigenspark.rng.Streams;
import dev.eigenspark.tasks.GrammarTask;
import dev.eigenspark.tasks.TrialBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.spark.api.java.JavaSparkContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GenerateJobTest {
  private static JavaSparkContext spark;

  @TempDir Path directory;

  @BeforeAll
  static void startSpark() {
    spark = Requests.spark("local[2,2]");
  }

  @AfterAll
  static void stopSpark() {
    spark.stop();
  }

  @Test
  void writesAWholeDataset() throws Exception {
    GenerateSummary summary = generate(Requests.copy(out()));
    assertThat(files(out()).keySet())
        .containsExactly(
            "CARD.md",
            "_SUCCESS",
            "manifest.json",
            "resolved.conf",
            "test/part-00000.parquet",
            "train/part-00000.parquet",
            "train/part-00001.parquet",
            "train/part-00002.parquet");
    Dataset dataset = Dataset.open(out().toString());
    assertThat(summary.task()).isEqualTo("copy");
    assertThat(summary.seed()).isEqualTo(42);
    assertThat(summary.rows()).containsEntry("train", 250L).containsEntry("test", 30L);
    assertThat(summary.sha256()).isEqualTo(dataset.manifest().sha256());
    assertThat(summary.bytes()).isEqualTo(dataset.manifest().bytes());
    assertThat(DatasetVerifier.verify(spark, dataset).files()).isEqualTo(8);
    assertThat(directory).isDirectoryNotContaining("glob:**/.*");
  }

  @Test
  void theCardTellsTheLeastLossWhereItIsKnown() throws Exception {
    generate(Requests.copy(out()));
    assertThat(Files.readString(out().resolve("CARD.md"))).doesNotContain("best predictor of all");
    GrammarTask.Options options = new GrammarTask.Options(100, 8, 10, 24, 4);
    Path other = directory.resolve("grammar");
    generate(Requests.copy(new GrammarTask().source(options), other.toString(), Overwrite.FAIL));
    assertThat(Files.readString(other.resolve("CARD.md")))
        .contains("\n- Loss of the best predictor without memory: 1.93237 nats a step\n")
        .contains("\n- Loss of the best predictor of all: 1.76038 nats a step\n");
  }

  @Test
  void everyRowIsThePureTrialOfItsId() {
    generate(Requests.copy(out()));
    ShardData shard = Dataset.open(out().toString()).read("train", 1);
    TrialBuffer trial = new TrialBuffer(Requests.COPY.columns());
    int[] read = new int[11];
    for (int row = 0; row < shard.rows(); row++) {
      Requests.COPY.fill(new CounterRandom(42, Streams.TRAIN, 100 + row), trial);
      for (int column = 0; column < 2; column++) {
        shard.copyInts(column, row, read, 0);
        assertThat(read).isEqualTo(trial.ints(column));
      }
    }
  }

  @Test
  void aRetriedTaskChangesNothing() throws Exception {
    GenerateSummary clean = generate(Requests.copy(out()));
    Path other = directory.resolve("retried");
    GenerateSummary retried =
        generate(
            Requests.copy(new FaultySource(Requests.COPY, 1), other.toString(), Overwrite.FAIL));
    assertThat(retried.sha256()).isEqualTo(clean.sha256());
    assertThat(files(other)).isEqualTo(files(out()));
  }

  @Test
  void aFailedGenerationLeavesNothing() {
    GenerateRequest doomed =
        Requests.copy(new FaultySource(Requests.COPY, 9), out().toString(), Overwrite.FAIL);
    assertThatThrownBy(() -> generate(doomed))
        .isInstanceOf(Failure.class)
        .hasMessage("a generation task failed: IllegalStateException: injected fault");
    assertThat(directory).isEmptyDirectory();
  }

  @Test
  void aFullDiskIsNamedAndLeavesNothing() {
    GenerateRequest request = Requests.copy(Requests.COPY, "full:" + out(), Overwrite.FAIL);
    assertThatThrownBy(() -> generate(request))
        .isInstanceOf(Failure.class)
        .hasMessageStartingWith("cannot write full:" + directory + "/.copy.tmp-")
        .hasMessageEndingWith(": No space left on device")
        .extracting(e -> ((Failure) e).kind())
        .isEqualTo(Failure.Kind.INFRASTRUCTURE);
    assertThat(directory).isEmptyDirectory();
  }

  @Test
  void sweepsWhatAKilledGenerationOfTheSameNameLeft() throws Exception {
    Process killed = new ProcessBuilder("true").start();
    killed.waitFor();
    String own = "-" + ProcessHandle.current().pid() + "-";
    String left = StagingName.temporary("copy").replace(own, "-" + killed.pid() + "-");
    Files.createDirectories(directory.resolve(left).resolve("train"));
    String used = StagingName.temporary("copy");
    Files.createDirectories(directory.resolve(used));
    generate(Requests.copy(out()));
    assertThat(directory.resolve(left)).doesNotExist();
    assertThat(directory.resolve(used)).exists();
  }

  @Test
  void nothingIsVisibleBeforeTheEnd() {
    List<Long> done = new ArrayList<>();
    GenerateJob.run(
        spark,
        Requests.copy(out()),
        (shards, total) -> {
          assertThat(total).isEqualTo(4);
          assertThat(out()).doesNotExist();
          done.add(shards);
        });
    assertThat(done).isSorted().endsWith(4L);
    assertThat(out()).exists();
  }

  @Test
  void existingOutputIsKept() throws Exception {
    generate(Requests.copy(out()));
    SortedMap<String, String> before = files(out());
    assertThatThrownBy(() -> generate(Requests.copy(out())))
        .isInstanceOf(Failure.class)
        .hasMessageContaining("is there already: give --overwrite to replace it")
        .extracting(e -> ((Failure) e).kind())
        .isEqualTo(Failure.Kind.USAGE);
    assertThat(files(out())).isEqualTo(before);
  }

  @Test
  void replaceTakesThePlaceOfTheOldDataset() throws Exception {
    generate(Requests.copy(out()));
    SortedMap<String, String> before = files(out());
    Files.writeString(out().resolve("CARD.md"), "old");
    generate(Requests.copy(Requests.COPY, out().toString(), Overwrite.REPLACE));
    assertThat(files(out())).isEqualTo(before);
    assertThat(directory).isDirectoryNotContaining("glob:**/.*");
  }

  @Test
  void aFailedReplacementKeepsTheOldDataset() throws Exception {
    generate(Requests.copy(out()));
    SortedMap<String, String> before = files(out());
    GenerateRequest doomed =
        Requests.copy(new FaultySource(Requests.COPY, 9), out().toString(), Overwrite.REPLACE);
    assertThatThrownBy(() -> generate(doomed)).isInstanceOf(Failure.class);
    assertThat(files(out())).isEqualTo(before);
  }

  @Test
  void replaceSparesWhatIsNoDataset() throws Exception {
    Files.createDirectories(out());
    Files.writeString(out().resolve("thesis.tex"), "years of work");
    GenerateRequest request = Requests.copy(Requests.COPY, out().toString(), Overwrite.REPLACE);
    assertThatThrownBy(() -> generate(request))
        .isInstanceOf(Failure.class)
        .hasMessageContaining("is not a dataset, so --overwrite does not replace it");
    assertThat(out().resolve("thesis.tex")).exists();
  }

  private GenerateSummary generate(GenerateRequest request) {
    return GenerateJob.run(spark, request, ShardProgress.SILENT);
  }

  private Path out() {
    return directory.resolve("copy");
  }

  /** Every file below with its content. */
  static SortedMap<String, String> files(Path root) throws Exception {
    SortedMap<String, String> contents = new TreeMap<>();
    try (Stream<Path> files = Files.walk(root)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        contents.put(
            root.relativize(file).toString(), HexFormat.of().formatHex(Files.readAllBytes(file)));
      }
    }
    return contents;
  }
}
