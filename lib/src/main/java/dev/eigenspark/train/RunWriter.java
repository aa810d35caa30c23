package dev.eigenspark.train;

import com.fasterxml.jackson.databind.node.ObjectNode;
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
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.util.ModelSerializer;

/** Writes the parts of a run directory; docs/guides/runs.md describes each. */
final class RunWriter {
  private static final String DL4J_ZIP = "dl4j.zip";

  private final TrainRequest request;
  private final Path root;

  /** The writer of a run directory that is there, or that {@link #begin} makes. */
  RunWriter(TrainRequest request) {
    this.request = request;
    root = request.out().toAbsolutePath().normalize();
  }

  Path root() {
    return root;
  }

  /**
   * Makes the run directory, with where the run comes from and the state before training; without
   * them there is no run, so they appear together or not at all.
   *
   * @throws Failure of kind USAGE when the path is taken
   */
  void begin(String master, ComputationGraph network, RoundState start) {
    if (Files.exists(root)) {
      throw Failure.usage(root + " is already there; choose another --out or remove it");
    }
    try (AtomicDirectory out = AtomicDirectory.create(root, Existing.FAIL)) {
      TextFile.write(out.path().resolve(RunDirectory.RESOLVED), request.resolved());
      TextFile.write(
          out.path().resolve(RunDirectory.PROVENANCE), Json.write(origin(master, network)));
      Checkpoint.write(
          out.path().resolve(RunDirectory.CHECKPOINTS).resolve("0"), network, start, 0);
      out.commit();
    }
  }

  /**
   * Brings the run back to a checkpoint: removes later ones, which come again with the same bits,
   * and what a killed driver left half written.
   */
  void rewind(String master, Checkpoint checkpoint) {
    List<Checkpoint> later = new ArrayList<>(Checkpoint.listOf(root));
    later.removeIf(other -> other.step() <= checkpoint.step());
    // The newest first, so that being killed here leaves no gap.
    Collections.reverse(later);
    later.forEach(other -> AtomicDirectory.delete(other.path()));
    removeHidden(root.resolve(RunDirectory.CHECKPOINTS));
    removeHidden(root);
    remove(root.resolve(RunDirectory.DIAGNOSIS));
    remove(root.resolve(RunDirectory.MODEL));
    writeResumption(master, checkpoint);
  }

  private static void removeHidden(Path directory) {
    try (Stream<Path> entries = Files.list(directory)) {
      entries
          .filter(entry -> entry.getFileName().toString().startsWith("."))
          .forEach(AtomicDirectory::delete);
    } catch (IOException e) {
      throw Failure.infrastructure("cannot clear " + directory + ": " + e, e);
    }
  }

  private static void remove(Path path) {
    if (Files.exists(path)) {
      AtomicDirectory.delete(path);
    }
  }

  private void writeResumption(String master, Checkpoint checkpoint) {
    Map<String, Object> resumption = new LinkedHashMap<>();
    resumption.put("step", checkpoint.step());
    resumption.put("master", master);
    resumption.put("process", Provenance.ofThisProcess());
    amendProvenance(provenance -> provenance.withArray("resumed").addPOJO(resumption));
  }

  private void amendProvenance(Consumer<ObjectNode> change) {
    Path file = root.resolve(RunDirectory.PROVENANCE);
    ObjectNode provenance = Json.read(file, ObjectNode.class);
    change.accept(provenance);
    TextFile.replace(file, Json.write(provenance));
  }

  private Map<String, Object> origin(String master, ComputationGraph network) {
    DatasetManifest data = request.dataset().manifest();
    Map<String, Object> provenance = new LinkedHashMap<>();
    provenance.put("dataset", request.dataset().uri());
    provenance.put("dataset_sha256", data.sha256());
    provenance.put("dataset_seed", data.seed());
    provenance.put("train_seed", request.options().seed());
    provenance.put("master", master);
    provenance.put("workers", request.options().workers());
    provenance.put("averaging_every", request.options().averaging().every());
    provenance.put("products", PackedMatrix.backend());
    provenance.put("step", DirectStep.of(network).isPresent() ? "direct" : "graph");
    provenance.put("process", Provenance.ofThisProcess());
    return provenance;
  }

  /** Adds to the provenance the addresses of all GPUs that each worker was given. */
  void writeGpus(SortedMap<Integer, SortedSet<String>> addresses) {
    if (addresses.values().stream().anyMatch(given -> !given.isEmpty())) {
      amendProvenance(provenance -> provenance.putPOJO("gpus", addresses));
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
