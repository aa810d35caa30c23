package dev.eigenspark.jobs;

import dev.eigenspark.Failure;
import dev.eigenspark.data.Dataset;
import dev.eigenspark.data.DatasetVerifier;
import dev.eigenspark.data.FileManifest;
import dev.eigenspark.data.Storage;
import dev.eigenspark.data.VerifyReport;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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
   * @throws Failure of kind DATA that names every file that is missing, damaged or not listed, or
   *     when the directory is none of ours
   */
  Summary verify(String address) {
    Storage storage = Storage.at(address);
    if (!storage.exists("")) {
      throw Failure.data("nothing is at " + address);
    }
    if (isDataset(storage)) {
      return summary(address, "dataset", dataset(address));
    }
    if (!storage.uri().startsWith(LOCAL)) {
      throw unknown(address);
    }
    Path directory = Path.of(storage.uri().substring(LOCAL.length()));
    if (isExperiment(directory)) {
      VerifyReport data = dataset(directory.resolve("data").toString());
      Path run = directory.resolve("run");
      return summary(directory.toString(), "experiment", data.and(files(run, kind(run))));
    }
    String kind = kind(directory);
    return summary(directory.toString(), kind, files(directory, kind));
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

  private static Summary summary(String path, String kind, VerifyReport report) {
    if (!report.problems().isEmpty()) {
      throw Failure.data(String.join("; ", report.problems()));
    }
    return new Summary(path, kind, report.files(), report.bytes(), true);
  }

  private VerifyReport dataset(String address) {
    return part(
        () -> {
          Dataset dataset = Dataset.open(address);
          try (JavaSparkContext context = spark.get()) {
            return DatasetVerifier.inspect(context, dataset);
          }
        });
  }

  private static VerifyReport files(Path directory, String kind) {
    VerifyReport report = part(() -> listed(directory, kind));
    Path analysis = directory.resolve("analysis");
    return Files.isDirectory(analysis) ? report.and(files(analysis, "analysis")) : report;
  }

  private static VerifyReport listed(Path directory, String kind) {
    if (!Files.exists(directory.resolve(FileManifest.NAME))) {
      throw Failure.data(
          directory
              + " is not a whole "
              + kind
              + ": it has no "
              + FileManifest.NAME
              + ", which is written last");
    }
    return FileManifest.inspect(directory, Verifier::isAddedLater);
  }

  /** A part that cannot be checked at all is one problem, so that the other parts still are. */
  private static VerifyReport part(Supplier<VerifyReport> check) {
    try {
      return check.get();
    } catch (Failure failure) {
      if (failure.kind() != Failure.Kind.DATA) {
        throw failure;
      }
      return new VerifyReport(0, 0, List.of(failure.getMessage()));
    }
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
