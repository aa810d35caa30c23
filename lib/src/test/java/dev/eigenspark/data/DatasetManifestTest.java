package dev.eigenspark.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.eigenspark.Failure;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class DatasetManifestTest {
  private static final ShardEntry FIRST = entry("train/part-00000.parquet", 0);
  private static final ShardEntry SECOND = entry("train/part-00001.parquet", 100);

  @Test
  void jsonRoundTripKeepsEverything() {
    DatasetManifest manifest = TrialExample.manifest(List.of(FIRST, SECOND));
    DatasetManifest parsed = DatasetManifest.parse(manifest.json());
    assertThat(parsed).isEqualTo(manifest);
    assertThat(parsed.json()).isEqualTo(manifest.json());
    assertThat(parsed.sha256()).isEqualTo(manifest.sha256());
  }

  @Test
  void jsonLayoutIsFixed() {
    assertThat(TrialExample.manifest(List.of(FIRST)).json())
        .startsWith("{\n  \"formatVersion\" : 1,\n  \"task\" : \"example\",\n")
        .contains("\"options\" : {\n    \"T\" : 3,\n    \"noise\" : 0.5\n  },")
        .endsWith("\n}\n");
  }

  @Test
  void identityIsThatOfTheDataAndNotOfTheLayout() {
    String identity = TrialExample.manifest(List.of(FIRST)).sha256();
    assertThat(identity).matches("[0-9a-f]{64}");
    DatasetManifest compact =
        DatasetManifest.parse(
            TrialExample.manifest(List.of(FIRST)).json().replaceAll("\\s+(?=[\"\\]}])", ""));
    assertThat(compact.sha256()).isEqualTo(identity);
    assertThat(TrialExample.manifest(List.of(FIRST, SECOND)).sha256()).isNotEqualTo(identity);
    assertThat(DatasetManifest.parse(json().replace("\"T\" : 3", "\"T\" : 4")).sha256())
        .isNotEqualTo(identity);
  }

  @Test
  void brokenTextIsOneLine() {
    for (String text : List.of("", "{", "[]", "null", json() + "x", "{\"formatVersion\" : 1}")) {
      assertThatThrownBy(() -> DatasetManifest.parse(text))
          .as(text)
          .isInstanceOf(Failure.class)
          .hasMessageStartingWith("manifest.json: ")
          .hasMessageNotContaining("\n");
    }
  }

  @Test
  void namesTheVersionItCannotRead() {
    refuses("\"formatVersion\" : 1", "\"formatVersion\" : 2", "formatVersion is 2");
    refuses("\"formatVersion\" : 1,", "", "formatVersion is missing");
  }

  @Test
  void namesMissingUnknownAndRepeatedKeys() {
    refuses("\"seed\" : 42,", "", "seed");
    refuses("\"seed\" : 42,", "\"seed\" : 42, \"sede\" : 1,", "sede");
    refuses("\"seed\" : 42,", "\"seed\" : 42, \"seed\" : 43,", "Duplicate field 'seed'");
    refuses("\"task\" : \"example\"", "\"task\" : null", "task");
  }

  @Test
  void refusesShardsThatDoNotFollowEachOther() {
    refuses("\"firstRow\" : 0", "\"firstRow\" : 5", "expected shard train/part-00000.parquet");
    assertThatThrownBy(() -> TrialExample.manifest(List.of(SECOND)))
        .hasMessage(
            "expected shard train/part-00000.parquet from row 0,"
                + " found train/part-00001.parquet from row 100");
  }

  @Test
  void refusesAPathOutsideTheDataset() {
    refuses("train/part-00000.parquet", "../../part-00000.parquet", "'../../part-00000.parquet'");
    refuses("\"rows\" : 100", "\"rows\" : 0", "rows 0");
    refuses(FIRST.sha256(), "abc", "'abc' is not a SHA-256");
  }

  @Test
  void keepsItsOwnCopies() {
    DatasetManifest manifest = TrialExample.manifest(List.of(FIRST));
    assertThatThrownBy(() -> manifest.options().put("T", 4))
        .isInstanceOf(UnsupportedOperationException.class);
    assertThatThrownBy(() -> manifest.splits().putAll(new TreeMap<>()))
        .isInstanceOf(UnsupportedOperationException.class);
    assertThat(manifest.bytes()).isEqualTo(FIRST.bytes());
  }

  private static void refuses(String from, String to, String message) {
    assertThat(json()).contains(from);
    assertThatThrownBy(() -> DatasetManifest.parse(json().replace(from, to)))
        .isInstanceOf(Failure.class)
        .extracting(e -> ((Failure) e).kind())
        .isEqualTo(Failure.Kind.DATA);
    assertThatThrownBy(() -> DatasetManifest.parse(json().replace(from, to)))
        .hasMessageContaining(message)
        .hasMessageNotContaining("\n");
  }

  private static String json() {
    return TrialExample.manifest(List.of(FIRST)).json();
  }

  private static ShardEntry entry(String path, long firstRow) {
    return ShardEntry.of(path, firstRow, 100, new byte[] {1, 2, 3});
  }
}
