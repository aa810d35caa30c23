package dev.eigenspark.jobs;

import dev.eigenspark.config.DataOptions;
import dev.eigenspark.config.Experiment;
import dev.eigenspark.config.Settings;
import dev.eigenspark.data.DatasetManifest;
import dev.eigenspark.data.Json;
import dev.eigenspark.data.Sha256;
import dev.eigenspark.data.ShardEntry;
import dev.eigenspark.tasks.NoisyLabels;
import dev.eigenspark.tasks.Task;
import dev.eigenspark.tasks.Tasks;
import dev.eigenspark.tasks.TrialSource;
import dev.eigenspark.tasks.generate.GenerateRequest;
import dev.eigenspark.tasks.generate.Overwrite;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The dataset that an experiment asks for.
 *
 * @param task its task
 * @param source the task with its options fixed
 * @param options the options by name, as the manifest shows them
 * @param data the settings that every task has
 */
record DatasetPlan(
    Task<?> task, TrialSource source, SortedMap<String, Object> options, DataOptions data) {
  private static final int FINGERPRINT_DIGITS = 12;
  private static final String LABEL_NOISE = "labelNoise";

  /**
   * Reads the {@code data} section.
   *
   * @throws dev.eigenspark.Failure of kind CONFIGURATION for an unknown task or a wrong setting
   */
  static DatasetPlan of(Experiment experiment) {
    DataOptions data = experiment.data();
    return of(Tasks.registry().get(data.task()), data, experiment);
  }

  private static <O extends Record> DatasetPlan of(
      Task<O> task, DataOptions data, Experiment experiment) {
    O options = experiment.taskOptions(task.options());
    TrialSource source = task.source(options);
    SortedMap<String, Object> identity = Settings.identity(options);
    if (data.labelNoise() == 0) {
      return new DatasetPlan(task, source, identity, data);
    }
    // What changes trials belongs to the options that tell one dataset from another.
    identity = new TreeMap<>(identity);
    identity.put(LABEL_NOISE, data.labelNoise());
    return new DatasetPlan(task, new NoisyLabels(source, data.labelNoise()), identity, data);
  }

  /** Rows of every split that has any. */
  SortedMap<String, Long> rows() {
    TreeMap<String, Long> rows = new TreeMap<>();
    rows.put("train", data.rows().train());
    rows.put("valid", data.rows().valid());
    rows.put("test", data.rows().test());
    rows.values().removeIf(count -> count == 0);
    return rows;
  }

  /** Parquet files of all splits. */
  long shards() {
    long size = data.shardRows();
    return rows().values().stream().mapToLong(count -> (count + size - 1) / size).sum();
  }

  /**
   * The job that makes it.
   *
   * @throws dev.eigenspark.Failure of kind CONFIGURATION when a shard would not fit in memory
   */
  GenerateRequest request(String resolved, String output, Overwrite overwrite) {
    return new GenerateRequest(
        task, source, options, data.seed(), rows(), data.shardRows(), resolved, output, overwrite);
  }

  /** A short name that only datasets with the same settings share. */
  String fingerprint() {
    SortedMap<String, Object> facts = facts(task.name(), data.seed(), data.shardRows(), rows());
    facts.putAll(options);
    return Sha256.of(Json.writeLine(facts)).substring(0, FINGERPRINT_DIGITS);
  }

  /** What another dataset has otherwise, as {@code data.T is 50, not 20}; empty when nothing. */
  List<String> differences(DatasetManifest there) {
    SortedMap<String, Object> wanted = facts(task.name(), data.seed(), data.shardRows(), rows());
    wanted.putAll(options);
    SortedMap<String, Object> found =
        facts(there.task(), there.seed(), there.shardRows(), rowsOf(there));
    found.putAll(there.options());
    TreeSet<String> keys = new TreeSet<>(wanted.keySet());
    keys.addAll(found.keySet());
    List<String> differences = new ArrayList<>();
    for (String key : keys) {
      // As JSON, for a manifest that was read does not tell 1 as an int from 1 as a long.
      String is = Json.writeLine(found.getOrDefault(key, "absent"));
      String should = Json.writeLine(wanted.getOrDefault(key, "absent"));
      if (!is.equals(should)) {
        differences.add("data." + key + " is " + is + ", not " + should);
      }
    }
    return differences;
  }

  /** Rows of every split of a dataset. */
  static SortedMap<String, Long> rowsOf(DatasetManifest manifest) {
    TreeMap<String, Long> rows = new TreeMap<>();
    manifest
        .splits()
        .forEach(
            (split, shards) -> rows.put(split, shards.stream().mapToLong(ShardEntry::rows).sum()));
    return rows;
  }

  private static SortedMap<String, Object> facts(
      String task, long seed, int shardRows, Map<String, Long> rows) {
    TreeMap<String, Object> facts = new TreeMap<>();
    facts.put("task", task);
    facts.put("seed", seed);
    facts.put("shardRows", shardRows);
    rows.forEach((split, count) -> facts.put("rows." + split, count));
    return facts;
  }
}
