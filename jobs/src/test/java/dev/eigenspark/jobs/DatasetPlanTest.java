package dev.eigenspark.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.eigenspark.Failure;
import dev.eigenspark.config.Experiment;
import dev.eigenspark.data.DatasetManifest;
import dev.eigenspark.data.ShardEntry;
import dev.eigenspark.tasks.generate.GenerateRequest;
import dev.eigenspark.tasks.generate.Overwrite;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatasetPlanTest {
  @TempDir private Path scratch;

  @Test
  void requestsWhatTheExperimentSays() {
    GenerateRequest request = plan("data.seed=7").request("conf", "out", Overwrite.FAIL);
    assertThat(request.task().name()).isEqualTo("copy");
    assertThat(request.seed()).isEqualTo(7);
    assertThat(request.options()).containsEntry("T", 3).containsEntry("symbols", 4);
    assertThat(request.shardRows()).isEqualTo(64);
    assertThat(request.resolvedConf()).isEqualTo("conf");
  }

  @Test
  void anEmptySplitIsNoSplit() {
    DatasetPlan plan = plan("data.rows.valid=0");
    assertThat(plan.rows()).containsOnlyKeys("train", "test");
    assertThat(plan.shards()).isEqualTo(2 + 1);
  }

  @Test
  void anUnknownTaskIsAConfigurationFailure() {
    assertThatThrownBy(() -> plan("data.task=cpoy"))
        .isInstanceOfSatisfying(
            Failure.class, f -> assertThat(f.kind()).isEqualTo(Failure.Kind.CONFIGURATION))
        .hasMessageContaining("did you mean 'copy'");
  }

  @Test
  void theSameDatasetHasNoDifferences() {
    assertThat(plan().differences(DatasetManifest.parse(manifest(plan()).json()))).isEmpty();
  }

  @Test
  void differencesNameKeyAndBothValues() {
    DatasetManifest there = manifest(plan());
    assertThat(plan("data.T=4", "data.seed=2").differences(there))
        .containsExactly("data.T is 3, not 4", "data.seed is 1, not 2");
    assertThat(plan("data.rows.test=0").differences(there))
        .containsExactly("data.rows.test is 30, not \"absent\"");
    assertThat(plan("data.shardRows=50").differences(there))
        .containsExactly("data.shardRows is 64, not 50");
  }

  @Test
  void settingsThatCameLaterKeepTheNamesOfOlderDatasets() {
    // Golden: a dataset of an ablation lies below this name.
    assertThat(plan().fingerprint()).isEqualTo("b346ed34984b");
    assertThat(plan().options()).containsOnlyKeys("T", "symbols", "tokens");
    assertThat(plan("data.input=one-hot").fingerprint()).isEqualTo(plan().fingerprint());
    DatasetPlan scalar = plan("data.input=scalar");
    assertThat(scalar.fingerprint()).isNotEqualTo(plan().fingerprint());
    assertThat(scalar.differences(manifest(plan())))
        .containsExactly("data.input is \"absent\", not \"scalar\"");
  }

  @Test
  void labelNoiseIsAnOptionOfTheDatasetWhereThereIsAny() {
    DatasetPlan clean = plan("data.task=glyphs");
    assertThat(plan("data.task=glyphs", "data.labelNoise=0").fingerprint())
        .isEqualTo(clean.fingerprint());
    assertThat(clean.options()).doesNotContainKey("labelNoise");
    DatasetPlan noisy = plan("data.task=glyphs", "data.labelNoise=0.4");
    assertThat(noisy.options()).containsEntry("labelNoise", 0.4);
    assertThat(noisy.source().columns()).hasSize(clean.source().columns().size() + 1);
    assertThat(noisy.differences(manifest(clean)))
        .containsExactly("data.labelNoise is \"absent\", not 0.4");
  }

  private DatasetPlan plan(String... overrides) {
    Path conf = Path.of(Cli.experiment(scratch));
    return DatasetPlan.of(Experiment.load(conf, List.of(overrides)));
  }

  private static DatasetManifest manifest(DatasetPlan plan) {
    SortedMap<String, List<ShardEntry>> splits = new TreeMap<>();
    plan.rows().forEach((split, rows) -> splits.put(split, shards(split, rows, 64)));
    return new DatasetManifest(
        DatasetManifest.FORMAT_VERSION,
        plan.task().name(),
        plan.options(),
        plan.data().seed(),
        "test",
        "test",
        "test",
        plan.data().shardRows(),
        plan.source().columns(),
        plan.source().format(),
        plan.source().chanceAccuracy(),
        plan.source().chanceLoss(),
        splits,
        null);
  }

  private static List<ShardEntry> shards(String split, long rows, int size) {
    List<ShardEntry> shards = new ArrayList<>();
    for (long first = 0; first < rows; first += size) {
      int count = (int) Math.min(size, rows - first);
      String path = ShardEntry.path(split, shards.size());
      shards.add(ShardEntry.of(path, first, count, new byte[] {1}));
    }
    return shards;
  }
}
