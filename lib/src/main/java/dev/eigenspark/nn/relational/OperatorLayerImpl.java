package dev.eigenspark.nn.relational;

import dev.eigenspark.nn.FloatBlock;
import dev.eigenspark.nn.SequenceLayout;
import dev.eigenspark.nn.relational.Operator.Extent;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.gradient.DefaultGradient;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.layers.BaseLayer;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The layer that DL4J calls: converts between its arrays and the {@link OperatorRunner}. */
final class OperatorLayerImpl extends BaseLayer<OperatorLayer> {
  private static final long serialVersionUID = 1L;

  private final transient OperatorRunner runner;

  OperatorLayerImpl(NeuralNetConfiguration conf, DataType type) {
    super(conf, type);
    if (type != DataType.FLOAT) {
      throw new IllegalArgumentException("the operators compute in FLOAT, not " + type);
    }
    runner = layerConf().getOperator().runner(layerConf().input());
  }

  @Override
  public boolean isPretrainLayer() {
    return false;
  }

  @Override
  public INDArray activate(boolean training, LayerWorkspaceMgr workspaces) {
    assertInputSet(false);
    INDArray y = create(layerConf().output(), workspaces, ArrayType.ACTIVATIONS);
    FloatBlock parameters = paramsFlattened == null ? null : FloatBlock.of(paramsFlattened);
    runner.forward((int) input.size(0), block(input), parameters, FloatBlock.of(y));
    return toDl4j(y);
  }

  @Override
  public Pair<Gradient, INDArray> backpropGradient(INDArray epsilon, LayerWorkspaceMgr workspaces) {
    OperatorLayer conf = layerConf();
    INDArray dx =
        conf.isInputGradient() ? create(conf.input(), workspaces, ArrayType.ACTIVATION_GRAD) : null;
    if (conf.isTrained()) {
      FloatBlock gradients = gradientsFlattened == null ? null : FloatBlock.of(gradientsFlattened);
      runner.backward(block(epsilon), gradients, dx == null ? null : FloatBlock.of(dx));
    }
    Gradient gradient = new DefaultGradient(gradientsFlattened);
    if (gradientViews != null) {
      gradientViews.forEach(gradient::setGradientFor);
    }
    return new Pair<>(gradient, dx == null ? null : toDl4j(dx));
  }

  /** Room for this layer's rows, time-major where the input has steps. */
  private INDArray create(Extent extent, LayerWorkspaceMgr workspaces, ArrayType use) {
    long[] sizes =
        input.rank() == 2
            ? new long[] {input.size(0), extent.features()}
            : new long[] {extent.steps(), input.size(0), extent.features()};
    return workspaces.createUninitialized(use, DataType.FLOAT, sizes, 'c');
  }

  private static INDArray toDl4j(INDArray array) {
    return array.rank() == 2 ? array : SequenceLayout.toDl4j(array);
  }

  private static FloatBlock block(INDArray array) {
    return array.rank() == 2
        ? SequenceLayout.rows(array)
        : FloatBlock.of(SequenceLayout.timeMajor(array));
  }
}
