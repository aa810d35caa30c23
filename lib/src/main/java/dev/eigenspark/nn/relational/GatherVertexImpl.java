package dev.eigenspark.nn.relational;

import dev.eigenspark.nn.FloatBlock;
import dev.eigenspark.nn.SequenceLayout;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.api.MaskState;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.graph.vertex.BaseGraphVertex;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The vertex that DL4J calls; see {@link GatherVertex}. */
final class GatherVertexImpl extends BaseGraphVertex {
  private static final long serialVersionUID = 1L;

  private final boolean codesGradient;
  private final transient Gather gather = new Gather();

  GatherVertexImpl(
      ComputationGraph graph, String name, int index, boolean codesGradient, DataType type) {
    super(graph, name, index, null, null, type);
    this.codesGradient = codesGradient;
  }

  @Override
  public INDArray doForward(boolean training, LayerWorkspaceMgr workspaces) {
    INDArray trials = inputs[0];
    INDArray codes = inputs[1];
    long[] sizes = {trials.size(1), trials.size(0), codes.size(1)};
    INDArray out =
        workspaces.createUninitialized(ArrayType.ACTIVATIONS, DataType.FLOAT, sizes, 'c');
    gather.load(SequenceLayout.rows(trials), (int) sizes[1], (int) sizes[0]);
    gather.forward(
        SequenceLayout.rows(codes), (int) codes.size(0), (int) sizes[2], FloatBlock.of(out));
    return SequenceLayout.toDl4j(out);
  }

  @Override
  public Pair<Gradient, INDArray[]> doBackward(boolean truncated, LayerWorkspaceMgr workspaces) {
    long[] sizes = inputs[1].shape();
    INDArray dCodes = workspaces.create(ArrayType.ACTIVATION_GRAD, DataType.FLOAT, sizes, 'c');
    if (codesGradient) {
      gather.backward(FloatBlock.of(SequenceLayout.timeMajor(epsilon)), FloatBlock.of(dCodes));
    }
    return new Pair<>(null, new INDArray[] {null, dCodes});
  }

  @Override
  public boolean hasLayer() {
    return false;
  }

  @Override
  public Layer getLayer() {
    return null;
  }

  @Override
  public void setBackpropGradientsViewArray(INDArray gradients) {
    throw new UnsupportedOperationException("a gather vertex has no parameters");
  }

  @Override
  public Pair<INDArray, MaskState> feedForwardMaskArrays(
      INDArray[] masks, MaskState state, int batch) {
    return null;
  }

  @Override
  public String toString() {
    return "GatherVertex(" + getVertexName() + ")";
  }
}
