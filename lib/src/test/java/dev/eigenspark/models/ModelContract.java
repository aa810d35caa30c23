package dev.eigenspark.models;

import static org.assertj.core.api.Assertions.assertThat;

import dev.eigenspark.data.SequenceFormat;
import dev.eigenspark.data.SequenceFormat.Channel;
import dev.eigenspark.data.SequenceFormat.Kind;
import dev.eigenspark.nn.DerivedTensors;
import dev.eigenspark.nn.SquaredErrorSequenceLayer;
import java.util.Optional;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.graph.GraphVertex;
import org.deeplearning4j.nn.conf.graph.LayerVertex;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Sgd;

/** What every model must hold, whatever its equations. */
final class ModelContract {
  /** The one-hot copy task of Kerg et al. 2019 with a short delay. */
  static final SequenceFormat COPY =
      new SequenceFormat(
          25, new Channel("x", Kind.SYMBOL, 10, 25), new Channel("y", Kind.SYMBOL, 9, 25), 15, 25);

  /** The adding problem of Arjovsky et al. 2016, short. */
  static final SequenceFormat ADDING =
      new SequenceFormat(
          20, new Channel("x", Kind.REAL, 2, 20), new Channel("y", Kind.REAL, 1, 1), 0, 1);

  /** Pixels one by one, as in Kerg et al. 2019, as far as the number of parameters goes. */
  static final SequenceFormat PIXELS =
      new SequenceFormat(
          784, new Channel("x", Kind.REAL, 1, 784), new Channel("y", Kind.SYMBOL, 10, 1), 0, 1);

  /** Their characters, of 50 types, embedded in 200 numbers by {@link #EMBEDDING}. */
  static final SequenceFormat CHARACTERS =
      new SequenceFormat(
          150,
          new Channel("x", Kind.REAL, 200, 150),
          new Channel("y", Kind.SYMBOL, 50, 150),
          0,
          150);

  /** Parameters of the embedding, which the papers count and which is no part of a model here. */
  static final long EMBEDDING = 50 * 200;

  private ModelContract() {}

  /** Numbers that a model trains on sequences of this format. */
  static <O extends Record> long parameters(Model<O> model, O options, SequenceFormat format) {
    long count = 0;
    for (GraphVertex vertex :
        model.network(options, format, base(1)).configuration().getVertices().values()) {
      if (vertex instanceof LayerVertex layer) {
        Layer conf = layer.getLayerConf().getLayer();
        count += conf.initializer().numParams(conf);
      }
    }
    return count;
  }

  static <O extends Record> ComputationGraph build(Model<O> model, O options, long seed) {
    ComputationGraph graph =
        new ComputationGraph(model.network(options, COPY, base(seed)).configuration());
    graph.init();
    return graph;
  }

  private static NeuralNetConfiguration.Builder base(long seed) {
    return new NeuralNetConfiguration.Builder().seed(seed).updater(new Sgd(0.1)).miniBatch(false);
  }

  /** Same seed, same start; other seed, other start; JSON keeps the function; matrices exist. */
  static <O extends Record> void check(Model<O> model, O options) {
    ComputationGraph graph = build(model, options, 5);
    assertThat(build(model, options, 5).params()).isEqualTo(graph.params());
    assertThat(build(model, options, 6).params()).isNotEqualTo(graph.params());

    INDArray x = Nd4j.rand(DataType.FLOAT, 3, COPY.input().width(), COPY.steps());
    String json = graph.getConfiguration().toJson();
    ComputationGraph copy = new ComputationGraph(ComputationGraphConfiguration.fromJson(json));
    copy.init(graph.params(), true);
    assertThat(copy.outputSingle(x)).isEqualTo(graph.outputSingle(x));
    assertThat(copy.getConfiguration().toJson()).isEqualTo(json);

    for (RecurrentMatrix matrix : model.network(options, COPY, base(5)).recurrentMatrices()) {
      INDArray tensor = tensor(graph, matrix.tensor());
      assertThat(tensor.size(0)).isEqualTo(matrix.size());
      assertThat(tensor.size(1)).isGreaterThanOrEqualTo(matrix.columnOffset() + matrix.size());
    }
    readsRealTargets(model, options);
    assertThat(Models.registry().get(model.name())).hasSameClassAs(model);
  }

  private static <O extends Record> void readsRealTargets(Model<O> model, O options) {
    ComputationGraph graph =
        new ComputationGraph(model.network(options, ADDING, base(5)).configuration());
    graph.init();
    assertThat(graph.getOutputLayer(0).conf().getLayer())
        .isInstanceOf(SquaredErrorSequenceLayer.class);
    INDArray x = Nd4j.rand(DataType.FLOAT, 3, ADDING.input().width(), ADDING.steps());
    assertThat(graph.outputSingle(x).shape()).containsExactly(3, 1, ADDING.steps());
  }

  /** A tensor by its name in a weights file: a parameter, or what a layer derives from them. */
  static INDArray tensor(ComputationGraph graph, String name) {
    String[] parts = name.split("[.]");
    DerivedTensors layer = (DerivedTensors) graph.getLayer(parts[0]);
    return Optional.ofNullable(layer.derivedTensors().get(parts[1]))
        .orElseGet(() -> graph.getParam(parts[0] + "_" + parts[1]));
  }
}
