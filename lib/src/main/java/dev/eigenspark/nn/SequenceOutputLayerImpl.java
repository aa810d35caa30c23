package dev.eigenspark.nn;

import dev.eigenspark.linalg.PackedMatrix;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.gradient.DefaultGradient;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.layers.BaseOutputLayer;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The output layer that DL4J calls; see {@link SequenceOutputLayer}. */
final class SequenceOutputLayerImpl extends BaseOutputLayer<SequenceOutputLayer>
    implements SequenceScorer {
  private static final long serialVersionUID = 1L;

  private transient ReadOut readOut;
  private transient float[] activations;
  private transient float[] gradients;
  private transient float[] labelValues;
  private transient int[] correct;
  private transient boolean scored;
  private transient OutputErrors errors;

  SequenceOutputLayerImpl(NeuralNetConfiguration conf, DataType type) {
    super(conf, type);
  }

  @Override
  public Tally tally() {
    return new Tally(
        readOut.rows() / correct.length, correct.length, readOut.loss(), correct.clone());
  }

  /** Takes other errors than those of the loss from now on; null brings those back. */
  void setErrors(OutputErrors errors) {
    this.errors = errors;
  }

  @Override
  public Pair<Gradient, INDArray> backpropGradient(INDArray epsilon, LayerWorkspaceMgr workspaces) {
    evaluate();
    scored = true;
    long[] sizes = {input.size(2), input.size(0), input.size(1)};
    INDArray dh = workspaces.create(ArrayType.ACTIVATION_GRAD, DataType.FLOAT, sizes, 'c');
    if (errors == null) {
      readOut.differentiate(labelValues);
    } else {
      readOut.differentiate(errors, labelValues, (int) input.size(0), 0);
    }
    readOut.backward(activations, 0, width(), gradients);
    FloatBlock.of(gradientsFlattened).write(gradients);
    copyHiddenGradient(FloatBlock.of(dh));
    Gradient gradient = new DefaultGradient(gradientsFlattened);
    gradientViews.forEach(gradient::setGradientFor);
    return new Pair<>(gradient, SequenceLayout.toDl4j(dh));
  }

  private void copyHiddenGradient(FloatBlock target) {
    int rows = (int) input.size(0);
    int hidden = (int) input.size(1);
    int width = width();
    float[] dh = new float[rows * width];
    for (int t = 0; t < labels.size(2); t++) {
      readOut.hiddenGradient(t * rows, rows, dh);
      for (int row = 0; row < rows; row++) {
        target.put((firstRow() + t * rows + row) * hidden, dh, row * width, hidden);
      }
    }
  }

  @Override
  public double computeScore(
      double regularization, boolean training, LayerWorkspaceMgr workspaces) {
    // Training asks for the score right after the gradient: the forward part is done already.
    if (!scored) {
      evaluate();
    }
    scored = false;
    score = readOut.loss() + regularization;
    return score;
  }

  @Override
  public INDArray activate(boolean training, LayerWorkspaceMgr workspaces) {
    assertInputSet(false);
    SequenceLoss loss = layerConf().loss();
    int rows = Math.toIntExact(input.size(0) * input.size(2));
    long[] sizes = {input.size(2), input.size(0), loss.outputs()};
    INDArray out =
        workspaces.createUninitialized(ArrayType.ACTIVATIONS, DataType.FLOAT, sizes, 'c');
    int hidden = (int) input.size(1);
    ReadOut all = new ReadOut(rows, rows, hidden, loss);
    all.load(FloatBlock.of(paramsFlattened), 0);
    float[] h = new float[rows * width()];
    copyActivations(0, rows, h);
    all.forward(h, 0, width(), new float[rows * loss.labelWidth()], new int[1], rows);
    all.copyPredictions(FloatBlock.of(out));
    return SequenceLayout.toDl4j(out);
  }

  private void evaluate() {
    assertInputSet(true);
    int batch = (int) input.size(0);
    int hidden = (int) input.size(1);
    int labelledSteps = (int) labels.size(2);
    int rows = batch * labelledSteps;
    if (readOut == null || readOut.rows() != rows || correct.length != labelledSteps) {
      SequenceLoss loss = layerConf().loss();
      readOut = new ReadOut(rows, rows, hidden, loss);
      labelValues = new float[rows * loss.labelWidth()];
      activations = new float[rows * width()];
      gradients = new float[Math.toIntExact(paramsFlattened.length())];
      correct = new int[labelledSteps];
    }
    FloatBlock.of(SequenceLayout.timeMajor(labels)).get(0, labelValues, 0, labelValues.length);
    copyActivations(firstRow(), rows, activations);
    readOut.load(FloatBlock.of(paramsFlattened), 0);
    readOut.forward(activations, 0, width(), labelValues, correct, batch);
  }

  private int width() {
    return PackedMatrix.padded((int) input.size(1));
  }

  private void copyActivations(int from, int rows, float[] target) {
    FloatBlock all = FloatBlock.of(SequenceLayout.timeMajor(input));
    int hidden = (int) input.size(1);
    for (int row = 0; row < rows; row++) {
      all.get((from + row) * hidden, target, row * width(), hidden);
    }
  }

  /** First row of the time-major activations that has a label. */
  private int firstRow() {
    return (int) ((input.size(2) - labels.size(2)) * input.size(0));
  }

  @Override
  protected INDArray getLabels2d(LayerWorkspaceMgr workspaces, ArrayType type) {
    throw new UnsupportedOperationException("labels stay a sequence");
  }
}
