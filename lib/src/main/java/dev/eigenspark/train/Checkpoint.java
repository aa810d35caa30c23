package dev.eigenspark.train;

import dev.eigenspark.Failure;
import dev.eigenspark.data.AtomicDirectory;
import dev.eigenspark.data.AtomicDirectory.Existing;
import dev.eigenspark.data.FileManifest;
import dev.eigenspark.data.Json;
import dev.eigenspark.data.Safetensors;
import dev.eigenspark.data.Tensor;
import dev.eigenspark.data.TextFile;
import dev.eigenspark.train.RoundState.WorkerMemory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.deeplearning4j.nn.graph.ComputationGraph;

/**
 * One saved state of a run: weights by name, the optimizer's memory, and where in the data it
 * stands. The directory appears whole or not at all and carries a manifest.
 *
 * @param step local steps of each worker so far
 * @param path its directory
 */
public record Checkpoint(long step, Path path) {
  static final String WEIGHTS = "weights.safetensors";
  private static final String OPTIMIZER = "optimizer.safetensors";
  private static final String STATE = "state.json";

  /**
   * {@code state.json}: the data cursor. With the plan of the run it says which rows come next.
   *
   * @param formatVersion version of this file
   * @param step local steps of each worker so far
   * @param round rounds so far
   */
  record Position(int formatVersion, long step, long round) {}

  /** Saves the network and the state that it was set to. */
  static Checkpoint write(Path directory, ComputationGraph network, RoundState state, long round) {
    try (AtomicDirectory out = AtomicDirectory.create(directory, Existing.REPLACE)) {
      Safetensors.write(
          out.path().resolve(WEIGHTS),
          NetworkTensors.of(network),
          NetworkTensors.metadata(network));
      Safetensors.write(out.path().resolve(OPTIMIZER), memory(state), Map.of());
      TextFile.write(out.path().resolve(STATE), Json.write(new Position(1, state.step(), round)));
      FileManifest.write(out.path());
      out.commit();
    }
    return new Checkpoint(state.step(), directory);
  }

  /** Everything but the parameters: optimizer memory, outer memory, what workers keep. */
  private static List<Tensor> memory(RoundState state) {
    List<Tensor> tensors = new ArrayList<>();
    tensors.add(vector("optimizer", state.shared().optimizer()));
    tensors.add(vector("outer", state.outer()));
    for (int k = 0; k < state.own().size(); k++) {
      WorkerMemory own = state.own().get(k);
      tensors.add(vector("worker." + k + ".parameters", own.parameters()));
      tensors.add(vector("worker." + k + ".optimizer", own.optimizer()));
    }
    return tensors;
  }

  /** The checkpoints of a run, by step. */
  static List<Checkpoint> listOf(Path run) {
    try (Stream<Path> directories = Files.list(run.resolve(RunDirectory.CHECKPOINTS))) {
      return directories
          // A hidden name is a checkpoint that was being written when its driver died.
          .filter(path -> path.getFileName().toString().matches("\\d+"))
          .map(path -> new Checkpoint(Long.parseLong(path.getFileName().toString()), path))
          .sorted(Comparator.comparingLong(Checkpoint::step))
          .toList();
    } catch (IOException e) {
      throw Failure.infrastructure("cannot list the checkpoints of " + run + ": " + e, e);
    }
  }

  /**
   * Checks every byte of it.
   *
   * @throws Failure of kind DATA when it is damaged
   */
  void verify() {
    FileManifest.verify(path);
  }

  /**
   * Sets the network to the saved state, and returns it.
   *
   * @throws Failure of kind DATA when it is damaged, or of another network
   */
  RoundStart restore(ComputationGraph network) {
    verify();
    NetworkTensors.restore(network, weights());
    Map<String, Tensor> memory = Safetensors.read(path.resolve(OPTIMIZER));
    List<WorkerMemory> own = new ArrayList<>();
    for (int k = 0; memory.containsKey("worker." + k + ".parameters"); k++) {
      own.add(
          new WorkerMemory(
              values(memory, "worker." + k + ".parameters"),
              values(memory, "worker." + k + ".optimizer")));
    }
    float[] parameters = Replica.stateOf(network, step).parameters();
    TrainingState shared = new TrainingState(step, parameters, values(memory, "optimizer"));
    Replica.write(network, shared);
    Position position = Json.read(path.resolve(STATE), Position.class);
    return new RoundStart(position.round(), new RoundState(shared, values(memory, "outer"), own));
  }

  private float[] values(Map<String, Tensor> memory, String name) {
    if (!memory.containsKey(name)) {
      throw Failure.data(path.resolve(OPTIMIZER) + " has no tensor " + name);
    }
    return memory.get(name).values();
  }

  private static Tensor vector(String name, float[] values) {
    return new Tensor(name, new int[] {values.length}, values);
  }

  /**
   * The weights by name.
   *
   * @throws dev.eigenspark.Failure of kind DATA when the file is missing or damaged
   */
  public Map<String, Tensor> weights() {
    return Safetensors.read(path.resolve(WEIGHTS));
  }
}
