package dev.eigenspark.tasks.generate;

import dev.eigenspark.Failure;
import dev.eigenspark.data.DatasetManifest;
import dev.eigenspark.data.DatasetSeal;
import dev.eigenspark.data.ObjectTable;
import dev.eigenspark.data.ObjectTableEntry;
import dev.eigenspark.data.ShardEntry;
import dev.eigenspark.data.ShardWriter;
import dev.eigenspark.data.Storage;
import dev.eigenspark.tasks.TrialSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.spark.api.java.JavaSparkContext;

/**
 * Makes a dataset with Spark, one task for each shard. The result is visible under its name only
 * once it is whole, and its bytes depend on the request alone.
 */
public final class GenerateJob {
  /** Name and version of the trial functions; it changes whenever their trials do. */
  static final String GENERATOR = "eigenspark-data-gen 1";

  private static final String RESOLVED_CONF = "resolved.conf";
  private static final double NANOS = 1e-9;

  private GenerateJob() {}

  /**
   * Makes the dataset.
   *
   * @throws Failure of kind CONFIGURATION or DATA if the task cannot make so many rows, USAGE if
   *     the output is there already, INFRASTRUCTURE if it cannot be written; whatever fails,
   *     nothing is left behind
   */
  public static GenerateSummary run(
      JavaSparkContext spark, GenerateRequest request, ShardProgress progress) {
    long start = System.nanoTime();
    request.rows().forEach(request.source()::requireRows);
    Optional<ObjectTable> objects = request.source().objects();
    try (Staging staging =
        Staging.open(request.output(), request.overwrite(), request.rows().keySet())) {
      List<ShardPlan> plan = ShardPlan.of(request.rows(), request.shardRows());
      List<ShardEntry> shards =
          new ShardJob(spark, progress)
              .run(plan, request.source(), request.seed(), staging.storage().uri());
      staging.dropAttempts();
      ObjectTableEntry table = objects.map(made -> write(made, staging.storage())).orElse(null);
      DatasetManifest manifest = manifest(request, plan, shards, table);
      DatasetSeal.write(staging.storage(), texts(request, manifest));
      staging.commit();
      return new GenerateSummary(
          manifest.task(),
          manifest.seed(),
          request.rows(),
          manifest.bytes(),
          manifest.sha256(),
          (System.nanoTime() - start) * NANOS);
    }
  }

  private static ObjectTableEntry write(ObjectTable objects, Storage storage) {
    byte[] content = objects.encode();
    storage.write(ObjectTable.FILE, content);
    return ObjectTableEntry.of(objects.count(), content);
  }

  private static SortedMap<String, String> texts(
      GenerateRequest request, DatasetManifest manifest) {
    return new TreeMap<>(
        Map.of(
            DatasetManifest.FILE,
            manifest.json(),
            DatasetCard.FILE,
            DatasetCard.of(request.task(), request.source(), manifest),
            RESOLVED_CONF,
            request.resolvedConf()));
  }

  private static DatasetManifest manifest(
      GenerateRequest request,
      List<ShardPlan> plan,
      List<ShardEntry> shards,
      ObjectTableEntry table) {
    SortedMap<String, List<ShardEntry>> splits = new TreeMap<>();
    for (int i = 0; i < plan.size(); i++) {
      splits.computeIfAbsent(plan.get(i).split(), split -> new ArrayList<>()).add(shards.get(i));
    }
    TrialSource source = request.source();
    return new DatasetManifest(
        DatasetManifest.FORMAT_VERSION,
        request.task().name(),
        request.options(),
        request.seed(),
        GENERATOR,
        ShardWriter.CODEC,
        ShardWriter.WRITER,
        request.shardRows(),
        source.columns(),
        source.format(),
        source.chanceAccuracy(),
        source.chanceLoss(),
        splits,
        table);
  }
}
