package dev.eigenspark.train;

import dev.eigenspark.Failure;
import dev.eigenspark.config.Settings;
import dev.eigenspark.data.AtomicDirectory;
import dev.eigenspark.data.AtomicDirectory.Existing;
import dev.eigenspark.data.DatasetManifest;
import dev.eigenspark.data.FileManifest;
import dev.eigenspark.data.Json;
import dev.eigenspark.data.Safetensors;
import dev.eigenspark.data.TextFile;
import dev.eigenspark.linalg.PackedMatrix;
import dev.eigenspark.models.Network;
import dev.eigenspark.nn.DirectStep;
import dev.eigenspark.track.Provenance;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.util.ModelSerializer;

/** Writes the parts of a run directory; docs/guides/runs.md describes each. */
final class RunWriter {
  private static final String DL4J_ZIP = "dl4j.zip";

  private final TrainRequest request;
  private final Path root;
  private final Map<String, Object> provenance = new LinkedHashMap<>();

  /**
   * Begins a run directory.
   *
   * @throws Failure of kind USAGE when the path is taken
   */
  RunWriter(TrainRequest request) {
    this.request = request;
    root = request.out().toAbsolutePath().normalize();
    if (Files.exists(root)) {
      throw Failure.usage(root + " is already there; choose another --out or remove it");
    }
    try {
      Files.createDirectories(root.resolve(RunDirectory.CHECKPOINTS));
    } catch (IOException e) {
      throw Failure.infrastructure("cannot create " + root + ": " + e, e);
    }
  }

  Path root() {
    return root;
  }

  /**
   * Writes where the run comes from and the state before training; without them there is no run, so
   * nothing of it stays when the disk refuses.
   */
  void begin(String master, ComputationGraph network, RoundState start) {
    try {
      writeOrigin(master, DirectStep.of(network).isPresent() ? "direct" : "graph");
      writeCheckpoint(network, start, 0);
    } catch (Failure e) {
      AtomicDirectory.delete(root);
      throw e;
    }
  }

  private void writeOrigin(String master, String step) {
    TextFile.write(root.resolve(RunDirectory.RESOLVED), request.resolved());
    DatasetManifest data = request.dataset().manifest();
    provenance.put("dataset", request.dataset().uri());
    provenance.put("dataset_sha256", data.sha256());
    provenance.put("dataset_seed", data.seed());
    provenance.put("train_seed", request.options().seed());
    provenance.put("master", master);
    provenance.put("workers", request.options().workers());
    provenance.put("averaging_every", request.options().averaging().every());
    provenance.put("products", PackedMatrix.backend());
    provenance.put("step", step);
    provenance.put("process", Provenance.ofThisProcess());
    TextFile.write(root.resolve(RunDirectory.PROVENANCE), Json.write(provenance));
  }

  /** Adds to the provenance the addresses of all GPUs that each worker was given. */
  void writeGpus(SortedMap<Integer, SortedSet<String>> addresses) {
    if (addresses.values().stream().anyMatch(given -> !given.isEmpty())) {
      provenance.put("gpus", addresses);
      TextFile.write(root.resolve(RunDirectory.PROVENANCE), Json.write(provenance));
    }
  }

  Checkpoint writeCheckpoint(ComputationGraph network, RoundState state, long round) {
    Path path = root.resolve(RunDirectory.CHECKPOINTS).resolve(Long.toString(state.step()));
    return Checkpoint.write(path, network, state, round);
  }

  /** {@code evaluation.json}, with chance beside it. */
  void writeEvaluation(SortedMap<String, SplitScore> splits) {
    Map<String, Object> evaluation = new LinkedHashMap<>();
    evaluation.put("splits", splits);
    evaluation.put("chance_accuracy", request.dataset().manifest().chanceAccuracy());
    evaluation.put("chance_loss", request.dataset().manifest().chanceLoss());
    TextFile.write(root.resolve(RunDirectory.EVALUATION), Json.write(evaluation));
  }

  /** The final model in every form; returns the hash of its weights. */
  String writeModel(ComputationGraph graph, Network network) {
    Path target = root.resolve(RunDirectory.MODEL);
    try (AtomicDirectory out = AtomicDirectory.create(target, Existing.FAIL)) {
      Path weights = out.path().resolve(Checkpoint.WEIGHTS);
      Safetensors.write(weights, NetworkTensors.of(graph), NetworkTensors.metadata(graph));
      ModelDescription description =
          new ModelDescription(
              1,
              request.model().model().name(),
              Settings.values(request.model().options()),
              request.dataset().manifest().format(),
              graph.numParams(),
              network.recurrentMatrices(),
              NetworkTensors.derived(graph));
      TextFile.write(out.path().resolve(RunDirectory.MODEL_JSON), Json.write(description));
      ModelSerializer.writeModel(graph, out.path().resolve(DL4J_ZIP).toFile(), true);
      String sha256 = FileManifest.sha256(weights);
      FileManifest.write(out.path());
      out.commit();
      return sha256;
    } catch (IOException e) {
      throw Failure.infrastructure("cannot write " + target + ": " + e, e);
    }
  }

  /** The list of all files, last: a run with a manifest is whole. */
  void seal() {
    FileManifest.write(root);
  }
}
