package dev.eigenspark.data;

import dev.eigenspark.Failure;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.apache.spark.api.java.JavaSparkContext;

/**
 * Compares every byte of a dataset with its manifest, one Spark task for each shard; the objects
 * are few, and the driver reads them.
 */
public final class DatasetVerifier {
  private DatasetVerifier() {}

  /**
   * The report of a sound dataset.
   *
   * @throws Failure of kind DATA with the first problem and the number of them
   */
  public static VerifyReport verify(JavaSparkContext spark, Dataset dataset) {
    return inspect(spark, dataset).requireSound();
  }

  /** The report with every problem; damage is listed, not thrown. */
  public static VerifyReport inspect(JavaSparkContext spark, Dataset dataset) {
    List<ShardEntry> shards =
        dataset.manifest().splits().values().stream().flatMap(List::stream).toList();
    Storage storage = Storage.at(dataset.uri());
    DatasetSeal seal = DatasetSeal.read(storage);

    List<String> problems = new ArrayList<>(seal.problems(storage));
    problems.addAll(shardProblems(spark, dataset, shards));
    objectsProblem(dataset).ifPresent(problems::add);
    Set<String> known = new HashSet<>(seal.files());
    known.add(DatasetSeal.FILE);
    shards.forEach(shard -> known.add(shard.path()));
    dataset.manifest().objects().ifPresent(table -> known.add(ObjectTable.FILE));
    storage.files().keySet().stream()
        .filter(file -> !known.contains(file))
        .map(file -> storage.locate(file) + ": it is not in the manifest")
        .forEach(problems::add);
    return new VerifyReport(
        known.size(), dataset.manifest().bytes(), problems.stream().sorted().toList());
  }

  private static Optional<String> objectsProblem(Dataset dataset) {
    if (dataset.manifest().objects().isEmpty()) {
      return Optional.empty();
    }
    try {
      dataset.objects();
      return Optional.empty();
    } catch (Failure failure) {
      return Optional.of(failure.getMessage());
    }
  }

  private static List<String> shardProblems(
      JavaSparkContext spark, Dataset dataset, List<ShardEntry> shards) {
    if (shards.isEmpty()) {
      return List.of();
    }
    String uri = dataset.uri();
    List<Column> columns = dataset.manifest().columns();
    return spark
        .parallelize(shards, shards.size())
        .map(shard -> problem(uri, columns, shard))
        .filter(Objects::nonNull)
        .collect();
  }

  /** What is wrong with a shard, or null. */
  private static String problem(String uri, List<Column> columns, ShardEntry shard) {
    Storage storage = Storage.at(uri);
    try {
      ShardReader.read(storage.locate(shard.path()), storage.read(shard.path()), shard, columns);
      return null;
    } catch (Failure failure) {
      return failure.getMessage();
    }
  }
}
