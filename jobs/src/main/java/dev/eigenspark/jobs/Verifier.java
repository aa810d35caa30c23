package dev.eigenspark.jobs;

import dev.eigenspark.Failure;
import dev.eigenspark.data.Dataset;
import dev.eigenspark.data.DatasetVerifier;
import dev.eigenspark.data.FileManifest;
import dev.eigenspark.data.FileManifest.Entry;
import dev.eigenspark.data.Storage;
import dev.eigenspark.data.VerifyReport;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Supplier;
import org.apache.spark.api.java.JavaSparkContext;

/** Tells what a directory is, and checks every file of it against its manifest. */
final class Verifier {
  private static final String LOCAL = "file:";

  private final Supplier<JavaSparkContext> spark;

  /**
   * A verifier.
   *
   * @param spark opens a context, which is asked for only when a dataset is to be read
   */
  Verifier(Supplier<JavaSparkContext> spark) {
    this.spark = spark;
  }

  /**
   * What was found sound.
   *
   * @param path the directory
   * @param kind dataset, run, model, checkpoint, analysis, or experiment: dataset and run
   * @param files files of the manifests
   * @param bytes their size
   * @param ok true; damage is a failure
   */
  record Summary(String path, String kind, long files, long bytes, boolean ok) {}

  /**
   * Checks every file.
   *
   * @throws Failure of kind DATA for the first file that is missing, damaged or not listed, or when
   *     the directory is none of ours
   */
  Summary verify(String address) {
    Storage storage = Storage.at(address);
    if (!storage.exists("")) {
      throw Failure.data("nothing is at " + address);
    }
    if (isDataset(storage)) {
      return dataset(address);
    }
    if (!storage.uri().startsWith(LOCAL)) {
      throw unknown(address);
    }
    Path directory = Path.of(storage.uri().substring(LOCAL.length()));
    return isExperiment(directory) ? experiment(directory) : files(directory, kind(directory));
  }

  /** Also of one whose manifest is lost, so that it is reported as what it was. */
  private static boolean isDataset(Storage storage) {
    return storage.exists("_SUCCESS") || storage.exists("CARD.md") || storage.exists("train");
  }

  private static boolean isExperiment(Path directory) {
    return Files.isDirectory(directory.resolve("data"))
        && Files.isDirectory(directory.resolve("run"));
  }

  private static String kind(Path directory) {
    if (Files.exists(directory.resolve("checkpoints"))
        || Files.exists(directory.resolve("metrics.jsonl"))) {
      return "run";
    }
    if (Files.exists(directory.resolve("model.json"))) {
      return "model";
    }
    if (Files.exists(directory.resolve("state.json"))) {
      return "checkpoint";
    }
    if (Files.exists(directory.resolve(FileManifest.NAME))) {
      return "analysis";
    }
    throw unknown(directory.toString());
  }

  private Summary experiment(Path directory) {
    Summary data = dataset(directory.resolve("data").toString());
    Path path = directory.resolve("run");
    Summary run = files(path, kind(path));
    return new Summary(
        directory.toString(),
        "experiment",
        data.files() + run.files(),
        data.bytes() + run.bytes(),
        true);
  }

  private Summary dataset(String address) {
    Dataset dataset = Dataset.open(address);
    try (JavaSparkContext context = spark.get()) {
      VerifyReport report = DatasetVerifier.verify(context, dataset);
      return new Summary(address, "dataset", report.files(), report.bytes(), true);
    }
  }

  private static Summary files(Path directory, String kind) {
    if (!Files.exists(directory.resolve(FileManifest.NAME))) {
      throw Failure.data(
          directory
              + " is not a whole "
              + kind
              + ": it has no "
              + FileManifest.NAME
              + ", which is written last");
    }
    FileManifest manifest = FileManifest.verify(directory, Verifier::isAddedLater);
    long files = manifest.files().size();
    long bytes = manifest.files().stream().mapToLong(Entry::bytes).sum();
    Path analysis = directory.resolve("analysis");
    if (Files.isDirectory(analysis)) {
      Summary added = files(analysis, "analysis");
      files += added.files();
      bytes += added.bytes();
    }
    return new Summary(directory.toString(), kind, files, bytes, true);
  }

  /** Analyses, which have a manifest of their own, and reports are made when a run is sealed. */
  private static boolean isAddedLater(String path) {
    return path.equals("report.html") || path.startsWith("report/") || path.startsWith("analysis/");
  }

  private static Failure unknown(String address) {
    return Failure.data(
        address + " is none of ours: neither dataset, run, model, checkpoint nor analysis");
  }
}
