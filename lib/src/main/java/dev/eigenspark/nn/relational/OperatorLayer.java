package dev.eigenspark.nn.relational;

import dev.eigenspark.nn.FlatParameters;
import dev.eigenspark.nn.ParameterSpec;
import dev.eigenspark.nn.ParameterizedLayer;
import dev.eigenspark.nn.relational.Operator.Extent;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.api.ParamInitializer;
import org.deeplearning4j.nn.conf.InputPreProcessor;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.inputs.InputType.InputTypeFeedForward;
import org.deeplearning4j.nn.conf.inputs.InputType.InputTypeRecurrent;
import org.deeplearning4j.nn.conf.layers.FeedForwardLayer;
import org.deeplearning4j.nn.conf.memory.LayerMemoryReport;
import org.deeplearning4j.nn.conf.memory.MemoryReport;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.learning.config.NoOp;

/**
 * Configuration of a layer that runs any {@link Operator} inside a DL4J network. Input {@code [N,
 * d, T]}, or {@code [N, d]} for T = 1; the output has as many dimensions.
 */
public final class OperatorLayer extends FeedForwardLayer implements ParameterizedLayer {
  private static final long serialVersionUID = 1L;

  private Operator operator;
  private int steps;
  private boolean inputGradient;
  private boolean trained;

  // DL4J asks at every step, for every parameter.
  private transient Layout layout;

  private OperatorLayer() {}

  private OperatorLayer(Builder builder) {
    super(builder);
    operator = builder.operator;
    inputGradient = builder.inputGradient;
    trained = builder.trained;
  }

  /** What it computes. */
  public Operator getOperator() {
    return operator;
  }

  /** Sets what it computes (for reading from JSON). */
  public void setOperator(Operator operator) {
    this.operator = operator;
  }

  /** Steps of its input, T. */
  public int getSteps() {
    return steps;
  }

  /** Sets the steps of its input (for reading from JSON). */
  public void setSteps(int steps) {
    this.steps = steps;
  }

  /** Whether dL/dx is computed for a layer below. */
  public boolean isInputGradient() {
    return inputGradient;
  }

  /** Sets whether dL/dx is computed (for reading from JSON). */
  public void setInputGradient(boolean inputGradient) {
    this.inputGradient = inputGradient;
  }

  /** Whether its parameters are trained; else no gradient is computed at all. */
  public boolean isTrained() {
    return trained;
  }

  /** Sets whether its parameters are trained (for reading from JSON). */
  public void setTrained(boolean trained) {
    this.trained = trained;
  }

  Extent input() {
    return new Extent(Math.toIntExact(nIn), steps);
  }

  Extent output() {
    return layout().output();
  }

  @Override
  public List<ParameterSpec> parameterSpecs() {
    return layout().parameters();
  }

  private Layout layout() {
    Extent input = input();
    if (layout == null || !layout.input().equals(input) || !layout.operator().equals(operator)) {
      layout = new Layout(operator, input, operator.output(input), operator.parameters(input));
    }
    return layout;
  }

  /** What an operator makes of an input. */
  private record Layout(
      Operator operator, Extent input, Extent output, List<ParameterSpec> parameters) {}

  @Override
  public void setNIn(InputType type, boolean override) {
    if (type instanceof InputTypeRecurrent sequence) {
      nIn = sequence.getSize();
      steps = Math.toIntExact(sequence.getTimeSeriesLength());
    } else {
      nIn = ((InputTypeFeedForward) type).getSize();
      steps = 1;
    }
    nOut = output().features();
  }

  @Override
  public InputType getOutputType(int index, InputType type) {
    Extent output = output();
    return type instanceof InputTypeRecurrent
        ? InputType.recurrent(output.features(), output.steps())
        : InputType.feedForward(output.features());
  }

  @Override
  public InputPreProcessor getPreProcessorForInputType(InputType inputType) {
    return null;
  }

  @Override
  public Layer instantiate(
      NeuralNetConfiguration conf,
      Collection<TrainingListener> listeners,
      int index,
      INDArray parameters,
      boolean draw,
      DataType type) {
    OperatorLayerImpl layer = new OperatorLayerImpl(conf, type);
    if (!parameterSpecs().isEmpty()) {
      return FlatParameters.attach(layer, conf, listeners, index, parameters, draw);
    }
    layer.setListeners(listeners);
    layer.setIndex(index);
    layer.setParamTable(Map.of());
    return layer;
  }

  @Override
  public ParamInitializer initializer() {
    return FlatParameters.INSTANCE;
  }

  @Override
  public LayerMemoryReport getMemoryReport(InputType type) {
    return new LayerMemoryReport.Builder(
            layerName, OperatorLayer.class, type, getOutputType(-1, type))
        .standardMemory(initializer().numParams(this), 0)
        .workingMemory(0, 0, MemoryReport.CACHE_MODE_ALL_ZEROS, MemoryReport.CACHE_MODE_ALL_ZEROS)
        .build();
  }

  /** Builds the configuration; the sizes come from the input type. */
  public static final class Builder extends FeedForwardLayer.Builder<Builder> {
    private final Operator operator;
    private boolean inputGradient = true;
    private boolean trained = true;

    /** A trained layer with layers below. */
    public Builder(Operator operator) {
      this.operator = operator;
    }

    /** Skips dL/dx: for the first layer of a network, where nobody reads it. */
    public Builder firstLayer() {
      inputGradient = false;
      return this;
    }

    /** A first layer whose parameters stay as they are drawn. */
    public Builder frozen() {
      trained = false;
      updater(new NoOp());
      return firstLayer();
    }

    @SuppressWarnings("unchecked")
    @Override
    public OperatorLayer build() {
      return new OperatorLayer(this);
    }
  }
}
