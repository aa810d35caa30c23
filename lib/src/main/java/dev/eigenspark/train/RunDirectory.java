package dev.eigenspark.train;

import com.fasterxml.jackson.databind.JsonNode;
import dev.eigenspark.Failure;
import dev.eigenspark.data.Dataset;
import dev.eigenspark.data.FileManifest;
import dev.eigenspark.data.Json;
import dev.eigenspark.data.Safetensors;
import dev.eigenspark.data.SequenceFormat;
import dev.eigenspark.data.SequenceFormat.Channel;
import dev.eigenspark.data.Tensor;
import dev.eigenspark.models.ConfiguredModel;
import dev.eigenspark.models.Network;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.graph.ComputationGraph;

/** A training on disk: the names of its parts, and what can be read back. Local file system. */
public final class RunDirectory {
  static final String CHECKPOINTS = "checkpoints";
  static final String DIAGNOSIS = "diagnosis.json";
  static final String EVALUATION = "evaluation.json";
  static final String EVENTS = "events.out.tfevents.0.eigenspark";
  static final String METRICS = "metrics.jsonl";
  static final String MODEL = "model";
  static final String MODEL_JSON = "model.json";
  static final String PROVENANCE = "provenance.json";
  static final String RESOLVED = "resolved.conf";

  private final Path root;

  private RunDirectory(Path root) {
    this.root = root;
  }

  /**
   * Opens a run that has ended.
   *
   * @throws Failure of kind DATA when there is none at this path, or it has not ended
   */
  public static RunDirectory open(Path root) {
    if (!Files.isDirectory(root)) {
      throw Failure.data("no run at " + root + ": make it with './eigenspark train'");
    }
    if (!Files.exists(root.resolve(MODEL).resolve(MODEL_JSON))) {
      throw Failure.data(root + " is not a finished run: it has no " + MODEL + "/" + MODEL_JSON);
    }
    return new RunDirectory(root.toAbsolutePath().normalize());
  }

  /** Where it lies. */
  public Path root() {
    return root;
  }

  /** Its name: the last part of the path. */
  public String name() {
    return root.getFileName().toString();
  }

  /** What was trained. */
  public ModelDescription model() {
    return Json.read(root.resolve(MODEL).resolve(MODEL_JSON), ModelDescription.class);
  }

  /**
   * What the training did, as it was printed at its end but for the seconds, which are 0.
   *
   * @param request that made it
   */
  public TrainSummary summary(TrainRequest request) {
    TrainPlan plan = TrainPlan.of(request);
    SortedMap<String, SplitScore> splits = new TreeMap<>();
    JsonNode evaluation = Json.read(root.resolve(EVALUATION), JsonNode.class).path("splits");
    for (Map.Entry<String, JsonNode> split : evaluation.properties()) {
      JsonNode score = split.getValue();
      splits.put(
          split.getKey(),
          new SplitScore(score.path("loss").asDouble(), score.path("accuracy").asDouble()));
    }
    ModelDescription model = model();
    return new TrainSummary(
        root.toString(),
        model.model(),
        request.dataset().manifest().task(),
        model.parameters(),
        plan.rounds(),
        plan.steps() * plan.batch() * plan.workers(),
        0,
        splits,
        FileManifest.sha256(root.resolve(MODEL).resolve(Checkpoint.WEIGHTS)));
  }

  /**
   * The dataset that it was trained on, where that lay then.
   *
   * @throws Failure of kind DATA when it is not there any more, or another one is
   */
  public Dataset dataset() {
    JsonNode provenance = Json.read(root.resolve(PROVENANCE), JsonNode.class);
    Dataset dataset = Dataset.open(provenance.path("dataset").asText());
    if (!dataset.manifest().sha256().equals(provenance.path("dataset_sha256").asText())) {
      throw Failure.data(
          dataset.uri() + " is not what " + name() + " was trained on; name that with --data");
    }
    return dataset;
  }

  /**
   * The network as it was at one of the checkpoints; its optimizer is not restored.
   *
   * @throws Failure of kind DATA when the checkpoint is of another network
   */
  public ComputationGraph network(Checkpoint checkpoint) {
    return network(model().format(), checkpoint.weights());
  }

  /** The network for sequences of this format, with these weights and no optimizer. */
  ComputationGraph network(SequenceFormat format, Map<String, Tensor> weights) {
    ModelDescription model = model();
    Network network =
        ConfiguredModel.of(model.model(), model.options())
            .network(format, new NeuralNetConfiguration.Builder());
    ComputationGraph graph = new ComputationGraph(network.configuration());
    graph.init();
    NetworkTensors.restore(graph, weights);
    return graph;
  }

  /** The weights that the training ended with. */
  Map<String, Tensor> weights() {
    return Safetensors.read(root.resolve(MODEL).resolve(Checkpoint.WEIGHTS));
  }

  /**
   * Checks that the network can read a dataset: input and target have the same coding, while the
   * number of steps is free.
   *
   * @throws Failure of kind DATA when it cannot
   */
  public void requireFit(Dataset dataset) {
    SequenceFormat own = model().format();
    SequenceFormat there = dataset.manifest().format();
    requireFit(dataset, "input", own.input(), there.input());
    requireFit(dataset, "target", own.target(), there.target());
  }

  private void requireFit(Dataset dataset, String role, Channel own, Channel there) {
    if (!own.coding().equals(there.coding())) {
      throw Failure.data(
          "dataset %s has as %s %s a step, and the model of run %s %s; they must be the same"
              .formatted(dataset.uri(), role, there.coding(), root, own.coding()));
    }
  }

  /** The checkpoints, by step; the first is the state before training (step 0). */
  public List<Checkpoint> checkpoints() {
    return Checkpoint.listOf(root);
  }
}
