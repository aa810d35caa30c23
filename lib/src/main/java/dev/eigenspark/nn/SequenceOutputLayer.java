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
 * Configuration of an output layer for sequences: a linear read-out of h_t and a loss, fused over
 * all steps. Input {@code [N, H, T]}; labels {@code [N, D, T]} for each step, or {@code [N, D, 1]}
 * for the whole sequence, read at the last step. The score is the mean loss over sequences and
 * labelled steps; gradients are of that mean, so the network must be built with {@code
 * miniBatch(false)}. Parameters: {@code W [H, O]}, {@code b [1, O]}. What O, D and the loss are,
 * the subclass says.
 */
public abstract class SequenceOutputLayer extends BaseOutputLayer implements ParameterizedLayer {
  private static final long serialVersionUID = 1L;

  @JsonInclude(JsonInclude.Include.NON_NULL)
  private Init readOutInit;

  @JsonInclude(JsonInclude.Include.NON_NULL)
  private Init readOutBiasInit;

  SequenceOutputLayer() {}

  SequenceOutputLayer(BaseOutputLayer.Builder<?> builder) {
    super(builder);
  }

  /** How W starts, or null for Glorot normal. */
  public Init getReadOutInit() {
    return readOutInit;
  }

  /** Sets how W starts (for reading from JSON, and before the network is built). */
  public void setReadOutInit(Init readOutInit) {
    this.readOutInit = readOutInit;
  }

  /** How b starts, or null for uniform in +-1/sqrt(fan-in). */
  public Init getReadOutBiasInit() {
    return readOutBiasInit;
  }

  /** Sets how b starts (for reading from JSON, and before the network is built). */
  public void setReadOutBiasInit(Init readOutBiasInit) {
    this.readOutBiasInit = readOutBiasInit;
  }

  /** What the outputs say and cost. */
  abstract SequenceLoss loss();

  @Override
  public List<ParameterSpec> parameterSpecs() {
    int hidden = Math.toIntExact(nIn);
    int outputs = Math.toIntExact(nOut);
    Init init = readOutInit == null ? Init.GLOROT_NORMAL : readOutInit;
    Init biasInit = readOutBiasInit == null ? Init.UNIFORM_FAN_IN : readOutBiasInit;
    return List.of(
        new ParameterSpec("W", hidden, outputs, hidden, outputs, init),
        new ParameterSpec("b", 1, outputs, hidden, outputs, biasInit));
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
        new SequenceOutputLayerImpl(conf, type), conf, listeners, index, parameters, draw);
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
}
