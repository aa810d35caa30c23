package dev.eigenspark.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.eigenspark.Failure;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatasetTest {
  @TempDir Path directory;

  @Test
  void readsEveryShard() throws Exception {
    Dataset dataset = TrialExample.write(directory);
    assertThat(dataset.splits()).containsExactly("train");
    assertThat(dataset.rows("train")).isEqualTo(250);
    assertThat(dataset.shards("train")).isEqualTo(3);
    ShardData last = dataset.read("train", 2);
    assertThat(last.firstRow()).isEqualTo(200);
    assertThat(last.rows()).isEqualTo(50);
    assertThat(last.value(0, 49, 1)).isEqualTo(TrialExample.integer(249, 0, 1));
  }

  @Test
  void opensByUriAndByPath() throws Exception {
    Dataset byPath = TrialExample.write(directory);
    Dataset byUri = Dataset.open(directory.toUri().toString());
    assertThat(byUri.uri()).isEqualTo(byPath.uri()).startsWith("file:/");
    assertThat(byUri.manifest()).isEqualTo(byPath.manifest());
  }

  @Test
  void leavesNoHiddenChecksumFiles() throws Exception {
    TrialExample.write(directory);
    try (Stream<Path> files = Files.walk(directory)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .noneMatch(f -> f.endsWith("crc"));
    }
  }

  @Test
  void saysHowToMakeAMissingOne() {
    refuses(directory + "/none", "no dataset at " + directory + "/none: make it with");
  }

  @Test
  void refusesAnUnfinishedOne() throws Exception {
    for (String file : List.of("manifest.json", "_SUCCESS")) {
      TrialExample.write(directory);
      Files.delete(directory.resolve(file));
      refuses(directory.toString(), "has no " + file + ", so it is not a whole dataset");
    }
  }

  @Test
  void refusesAChangedManifest() throws Exception {
    TrialExample.write(directory);
    Path manifest = directory.resolve("manifest.json");
    Files.writeString(manifest, TrialExample.text(manifest).replace("0.125", "0.126"));
    refuses(directory.toString(), "manifest.json: expected SHA-256 ");
  }

  @Test
  void refusesADamagedSeal() throws Exception {
    TrialExample.write(directory);
    Files.writeString(directory.resolve("_SUCCESS"), "");
    refuses(directory.toString(), "_SUCCESS: it does not list manifest.json");
    Files.writeString(directory.resolve("_SUCCESS"), "yes");
    refuses(directory.toString(), "_SUCCESS: 'yes' is not a line");
  }

  @Test
  void namesTheFileThatIsDamagedOrMissing() throws Exception {
    Dataset dataset = TrialExample.write(directory);
    Path shard = directory.resolve("train/part-00001.parquet");
    Files.write(shard, new byte[] {1});
    assertThatThrownBy(() -> dataset.read("train", 1))
        .isInstanceOf(Failure.class)
        .hasMessageContaining("train/part-00001.parquet: expected ")
        .hasMessageEndingWith(" bytes, found 1");
    Files.delete(shard);
    assertThatThrownBy(() -> dataset.read("train", 1))
        .isInstanceOf(Failure.class)
        .hasMessageEndingWith("train/part-00001.parquet: it is not there");
  }

  @Test
  void namesTheSplitsItHas() throws Exception {
    Dataset dataset = TrialExample.write(directory);
    assertThatThrownBy(() -> dataset.rows("trian"))
        .hasMessageContaining("has no split 'trian'; did you mean 'train'?");
  }

  @Test
  void refusesWhatIsNoAddress() {
    assertThatThrownBy(() -> Dataset.open("nosuch://host/data"))
        .isInstanceOf(Failure.class)
        .hasMessageContaining("'nosuch://host/data' is not a directory that can be reached");
  }

  private static void refuses(String uri, String message) {
    assertThatThrownBy(() -> Dataset.open(uri))
        .isInstanceOf(Failure.class)
        .hasMessageContaining(message)
        .extracting(e -> ((Failure) e).kind())
        .isEqualTo(Failure.Kind.DATA);
  }
}
