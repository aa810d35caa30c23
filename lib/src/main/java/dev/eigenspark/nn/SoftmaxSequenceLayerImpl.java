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

/** The output layer that DL4J calls; see {@link SoftmaxSequenceLayer}. */
final class SoftmaxSequenceLayerImpl extends BaseOutputLayer<SoftmaxSequenceLayer>
    implements SequenceScorer {
  private static final long serialVersionUID = 1L;

  private transient SoftmaxLoss softmax;
  private transient float[] activations;
  private transient float[] gradients;
  private transient int[] classOf;
  private transient int[] correct;
  private transient boolean scored;

  SoftmaxSequenceLayerImpl(NeuralNetConfiguration conf, DataType type) {
    super(conf, type);
  }

  @Override
  public Tally tally() {
    return new Tally(
        softmax.rows() / correct.length, correct.length, softmax.loss(), correct.clone());
  }

  @Override
  public Pair<Gradient, INDArray> backpropGradient(INDArray epsilon, LayerWorkspaceMgr workspaces) {
    evaluate();
    scored = true;
    long[] sizes = {input.size(2), input.size(0), input.size(1)};
    INDArray dh = workspaces.create(ArrayType.ACTIVATION_GRAD, DataType.FLOAT, sizes, 'c');
    softmax.backward(activations, 0, width(), classOf, gradients);
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
      softmax.hiddenGradient(t * rows, rows, dh);
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
    score = softmax.loss() + regularization;
    return score;
  }

  @Override
  public INDArray activate(boolean training, LayerWorkspaceMgr workspaces) {
    assertInputSet(false);
    int classes = Math.toIntExact(layerConf().getNOut());
    int rows = Math.toIntExact(input.size(0) * input.size(2));
    long[] sizes = {input.size(2), input.size(0), classes};
    INDArray out =
        workspaces.createUninitialized(ArrayType.ACTIVATIONS, DataType.FLOAT, sizes, 'c');
    int hidden = (int) input.size(1);
    SoftmaxLoss all = new SoftmaxLoss(rows, hidden, classes);
    all.load(FloatBlock.of(paramsFlattened), 0);
    float[] h = new float[rows * width()];
    copyActivations(0, rows, h);
    all.forward(h, 0, width(), new int[rows], new int[1], rows);
    all.copyProbabilities(FloatBlock.of(out));
    return SequenceLayout.toDl4j(out);
  }

  private void evaluate() {
    assertInputSet(true);
    int batch = (int) input.size(0);
    int hidden = (int) input.size(1);
    int labelledSteps = (int) labels.size(2);
    int rows = batch * labelledSteps;
    if (softmax == null || softmax.rows() != rows) {
      softmax = new SoftmaxLoss(rows, hidden, Math.toIntExact(layerConf().getNOut()));
      classOf = new int[rows];
      activations = new float[rows * width()];
      gradients = new float[Math.toIntExact(paramsFlattened.length())];
      correct = new int[labelledSteps];
    }
    readLabels(rows);
    copyActivations(firstRow(), rows, activations);
    softmax.load(FloatBlock.of(paramsFlattened), 0);
    softmax.forward(activations, 0, width(), classOf, correct, batch);
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

  private void readLabels(int rows) {
    FloatBlock values = FloatBlock.of(SequenceLayout.timeMajor(labels));
    int classes = Math.toIntExact(layerConf().getNOut());
    for (int i = 0; i < rows; i++) {
      classOf[i] = Labels.checked((int) values.get(i), classes);
    }
  }

  @Override
  protected INDArray getLabels2d(LayerWorkspaceMgr workspaces, ArrayType type) {
    throw new UnsupportedOperationException("labels stay a sequence of class indices");
  }
}
