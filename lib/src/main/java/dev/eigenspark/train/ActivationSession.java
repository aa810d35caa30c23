package dev.eigenspark.train;

import dev.eigenspark.data.Dataset;
import dev.eigenspark.nn.FloatBlock;
import dev.eigenspark.nn.LayerActivations;
import dev.eigenspark.nn.LayerActivations.Layer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * What a JVM keeps from task to task to show trials to networks: the networks and the shards read
 * last. Two tasks never share one at the same time.
 */
final class ActivationSession {
  private static final IdlePool<String, ActivationSession> IDLE = new IdlePool<>();
  private static final int KEPT_NETWORKS = 32;

  private final String key;
  private final TrialBatches batches;
  private final Map<String, Shown> networks =
      new LinkedHashMap<>(KEPT_NETWORKS, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Shown> eldest) {
          return size() > KEPT_NETWORKS;
        }
      };

  /** A network and its layers. */
  private record Shown(ComputationGraph graph, LayerActivations activations) {
    static Shown of(String configuration) {
      ComputationGraph graph =
          new ComputationGraph(ComputationGraphConfiguration.fromJson(configuration));
      graph.init();
      return new Shown(graph, new LayerActivations(graph));
    }

    INDArray[] inputs(SequenceBatch batch) {
      return batch.inputs(graph.getConfiguration().getNetworkInputs());
    }
  }

  private ActivationSession(Dataset dataset) {
    key = dataset.identity();
    batches = new TrialBatches(dataset);
  }

  /** Takes an idle session of this JVM, or makes one; give it back with {@link #release}. */
  static ActivationSession acquire(Dataset dataset) {
    return IDLE.acquire(dataset.identity(), () -> new ActivationSession(dataset));
  }

  /** Makes the session available again. */
  void release() {
    IDLE.release(key, this);
  }

  /** The layers of a network, its configuration given as JSON. */
  List<Layer> layers(String network, String split) {
    Shown shown = shown(network);
    return shown.activations().layers(shown.inputs(batches.of(split, new long[] {0})));
  }

  /** Shows rows of a split to a network, its configuration given as JSON, with these parameters. */
  void read(
      String network,
      float[] parameters,
      String split,
      long[] rowIds,
      LayerActivations.Reader reader) {
    Shown shown = shown(network);
    FloatBlock.of(shown.graph().params()).write(parameters);
    shown.activations().read(shown.inputs(batches.of(split, rowIds)), reader);
  }

  // Not by computeIfAbsent, which a map that forgets may not be asked for.
  private Shown shown(String network) {
    Shown shown = networks.get(network);
    if (shown == null) {
      shown = Shown.of(network);
      networks.put(network, shown);
    }
    return shown;
  }
}
