package dev.eigenspark.nn;

import java.util.Collection;
import java.util.List;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.api.ParamInitializer;
import org.deeplearning4j.nn.conf.InputPreProcessor;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.BaseOutputLayer;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.shade.jackson.annotation.JsonInclude;

/**
 * Configuration of the output layer for sequences: a linear read-out of h_t, softmax and
 * cross-entropy, fused over all steps. Input {@code [N, H, T]}; labels {@code [N, 1, T]} hold the
 * class index of each step, or {@code [N, 1, 1]} the class of the whole sequence, read at the last
 * step. The score is the mean cross-entropy over sequences and labelled steps, in nats; gradients
 * are of that mean, so the network must be built with {@code miniBatch(false)}. Parameters: {@code
 * W [H, O]}, {@code b [1, O]}.
 */
public final class SoftmaxSequenceLayer extends BaseOutputLayer implements ParameterizedLayer {
  private static final long serialVersionUID = 1L;

  @JsonInclude(JsonInclude.Include.NON_NULL)
  private Init readOutInit;

  private SoftmaxSequenceLayer() {}

  private SoftmaxSequenceLayer(Builder builder) {
    super(builder);
    readOutInit = builder.readOutInit;
  }

  /** How W starts, or null for Glorot normal. */
  public Init getReadOutInit() {
    return readOutInit;
  }

  /** Sets how W starts (for reading from JSON). */
  public void setReadOutInit(Init readOutInit) {
    this.readOutInit = readOutInit;
  }

  @Override
  public List<ParameterSpec> parameterSpecs() {
    int hidden = Math.toIntExact(nIn);
    int classes = Math.toIntExact(nOut);
    Init init = readOutInit == null ? Init.GLOROT_NORMAL : readOutInit;
    return List.of(
        new ParameterSpec("W", hidden, classes, hidden, classes, init),
        new ParameterSpec("b", 1, classes, hidden, classes, Init.UNIFORM_FAN_IN));
  }

  @Override
  public Layer instantiate(
      NeuralNetConfiguration conf,
      Collection<TrainingListener> listeners,
      int index,
      INDArray parameters,
      boolean draw,
      DataType type) {
    return FlatParameters.attach(
        new SoftmaxSequenceLayerImpl(conf, type), conf, listeners, index, parameters, draw);
  }

  @Override
  public ParamInitializer initializer() {
    return FlatParameters.INSTANCE;
  }

  @Override
  public InputType getOutputType(int index, InputType inputType) {
    return InputType.recurrent(
        nOut, ((InputType.InputTypeRecurrent) inputType).getTimeSeriesLength());
  }

  @Override
  public void setNIn(InputType inputType, boolean override) {
    if (nIn <= 0 || override) {
      nIn = ((InputType.InputTypeRecurrent) inputType).getSize();
    }
  }

  @Override
  public InputPreProcessor getPreProcessorForInputType(InputType inputType) {
    return null;
  }

  /** Builds the configuration; {@code nOut}, the number of classes, is required. */
  public static final class Builder extends BaseOutputLayer.Builder<Builder> {
    private Init readOutInit;

    /** How W starts; Glorot normal unless set. */
    public Builder readOutInit(Init init) {
      readOutInit = init;
      return this;
    }

    @SuppressWarnings("unchecked")
    @Override
    public SoftmaxSequenceLayer build() {
      return new SoftmaxSequenceLayer(this);
    }
  }
}
