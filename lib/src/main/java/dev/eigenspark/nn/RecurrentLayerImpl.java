package dev.eigenspark.nn;

import java.util.LinkedHashMap;
import java.util.Map;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.gradient.DefaultGradient;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.layers.recurrent.BaseRecurrentLayer;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The layer that DL4J calls: converts between its arrays and the {@link BatchRunner}, whose
 * parameters and gradients are the layer's own slices of the network's flat vectors. Scratch is
 * kept for the two batch shapes seen last (training and evaluation).
 */
final class RecurrentLayerImpl extends BaseRecurrentLayer<RecurrentLayer>
    implements DerivedTensors, DrawingLayer {
  private static final long serialVersionUID = 1L;
  private static final int KEPT_SHAPES = 2;

  private final transient Map<RecurrentRunner.Shape, BatchRunner> runners =
      new LinkedHashMap<>(KEPT_SHAPES, 0.75f, true);
  private final transient EngineParameters engine;
  private transient BatchRunner current;
  private transient int worker;

  RecurrentLayerImpl(NeuralNetConfiguration conf, DataType type) {
    super(conf, type);
    if (type != DataType.FLOAT) {
      throw new IllegalArgumentException("the recurrent engine computes in FLOAT, not " + type);
    }
    engine = EngineParameters.of(layerConf(), layerConf().initializer().numParams(layerConf()));
  }

  @Override
  public Map<String, INDArray> derivedTensors() {
    return engine.derived(FloatBlock.of(paramsFlattened));
  }

  @Override
  public void drawAs(int index) {
    worker = index;
  }

  /** Blocks the edges that carry no gradient in local step {@code step} of this worker. */
  void detach(RecurrentEdges edges, int step) {
    Detachment detachment = layerConf().getDetachment();
    if (detachment != null) {
      detachment.toss(edges, conf().getSeed(), worker, step);
    }
  }

  @Override
  public boolean isPretrainLayer() {
    return false;
  }

  @Override
  public INDArray activate(boolean training, LayerWorkspaceMgr workspaces) {
    assertInputSet(false);
    int rows = (int) input.size(0);
    int steps = (int) input.size(2);
    int hidden = Math.toIntExact(layerConf().getNOut());
    current =
        runner(
            new RecurrentRunner.Shape(
                steps, rows, (int) input.size(1), hidden, layerConf().isBias()));
    current.load(engine.parameters(FloatBlock.of(paramsFlattened)));
    current.copyInputs(FloatBlock.of(SequenceLayout.timeMajor(input)));
    current.forward();
    INDArray out =
        workspaces.createUninitialized(
            ArrayType.ACTIVATIONS, DataType.FLOAT, new long[] {steps, rows, hidden}, 'c');
    current.copyHidden(FloatBlock.of(out));
    return SequenceLayout.toDl4j(out);
  }

  private BatchRunner runner(RecurrentRunner.Shape shape) {
    BatchRunner runner =
        runners.computeIfAbsent(shape, s -> new BatchRunner(Cells.get(layerConf().getCell()), s));
    if (runners.size() > KEPT_SHAPES) {
      runners.remove(runners.keySet().iterator().next());
    }
    return runner;
  }

  @Override
  public Pair<Gradient, INDArray> backpropGradient(INDArray epsilon, LayerWorkspaceMgr workspaces) {
    RecurrentRunner.Shape shape = current.shape();
    INDArray dInput = null;
    if (layerConf().isInputGradient()) {
      long[] sizes = {shape.steps(), shape.rows(), shape.inputs()};
      dInput =
          workspaces.createUninitialized(ArrayType.ACTIVATION_GRAD, DataType.FLOAT, sizes, 'c');
    }
    detach(current.edges(), getIterationCount());
    current.backward(
        FloatBlock.of(SequenceLayout.timeMajor(epsilon)),
        dInput == null ? null : FloatBlock.of(dInput));
    FloatBlock gradients = FloatBlock.of(gradientsFlattened);
    current.store(engine.gradients(gradients));
    engine.backpropagate(gradients);
    Gradient gradient = new DefaultGradient(gradientsFlattened);
    gradientViews.forEach(gradient::setGradientFor);
    return new Pair<>(gradient, dInput == null ? null : SequenceLayout.toDl4j(dInput));
  }

  @Override
  public Pair<Gradient, INDArray> tbpttBackpropGradient(
      INDArray epsilon, int length, LayerWorkspaceMgr workspaces) {
    throw new UnsupportedOperationException("truncated backpropagation is not offered");
  }

  @Override
  public INDArray rnnTimeStep(INDArray in, LayerWorkspaceMgr workspaces) {
    throw new UnsupportedOperationException("the layer runs whole sequences only");
  }

  @Override
  public INDArray rnnActivateUsingStoredState(
      INDArray in, boolean training, boolean storeLast, LayerWorkspaceMgr workspaces) {
    throw new UnsupportedOperationException("the layer runs whole sequences only");
  }
}
