package dev.eigenspark.nn;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.api.ParamInitializer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.BaseRecurrentLayer;
import org.deeplearning4j.nn.conf.memory.LayerMemoryReport;
import org.deeplearning4j.nn.conf.memory.MemoryReport;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.shade.jackson.annotation.JsonInclude;

/**
 * Configuration of a recurrent layer that runs any {@link Cell} by name inside a DL4J network:
 * input {@code [N, I, T]}, output {@code [N, H, T]}, h_0 = 0. Parameters, in this order: {@code V
 * [H, gH]}, {@code U [I, gH]}, {@code b [1, gH]} if there is a bias, and the cell's per-unit
 * vectors, for a cell with g gates; {@code z = h V + x U + b}. With a {@link Parametrization} its
 * parameters stand in place of V.
 */
public final class RecurrentLayer extends BaseRecurrentLayer implements ParameterizedLayer {
  private static final long serialVersionUID = 1L;

  private String cell;
  private Init recurrentInit;
  private boolean bias;
  private boolean inputGradient;

  @JsonInclude(JsonInclude.Include.NON_NULL)
  private Parametrization parametrization;

  @JsonInclude(JsonInclude.Include.NON_NULL)
  private IUpdater generatorUpdater;

  @JsonInclude(JsonInclude.Include.NON_NULL)
  private Detachment detachment;

  @JsonInclude(JsonInclude.Include.NON_NULL)
  private Init commonInit;

  private RecurrentLayer() {}

  private RecurrentLayer(Builder builder) {
    super(builder);
    cell = builder.cell;
    recurrentInit = builder.recurrentInit;
    bias = builder.bias;
    inputGradient = builder.inputGradient;
    parametrization = builder.parametrization;
    generatorUpdater = builder.generatorUpdater;
    detachment = builder.detachment;
    commonInit = builder.commonInit;
  }

  /** Name of the cell. */
  public String getCell() {
    return cell;
  }

  /** Sets the name of the cell (for reading from JSON). */
  public void setCell(String cell) {
    this.cell = cell;
  }

  /** How V starts. */
  public Init getRecurrentInit() {
    return recurrentInit;
  }

  /** Sets how V starts (for reading from JSON). */
  public void setRecurrentInit(Init recurrentInit) {
    this.recurrentInit = recurrentInit;
  }

  /** Whether z has a bias. */
  public boolean isBias() {
    return bias;
  }

  /** Sets whether z has a bias (for reading from JSON). */
  public void setBias(boolean bias) {
    this.bias = bias;
  }

  /** Whether dL/dx is computed for a layer below. */
  public boolean isInputGradient() {
    return inputGradient;
  }

  /** Sets whether dL/dx is computed (for reading from JSON). */
  public void setInputGradient(boolean inputGradient) {
    this.inputGradient = inputGradient;
  }

  /** What V is made from, or null when V itself is trained. */
  public Parametrization getParametrization() {
    return parametrization;
  }

  /** Sets what V is made from (for reading from JSON). */
  public void setParametrization(Parametrization parametrization) {
    this.parametrization = parametrization;
  }

  /** The optimizer of the parametrization's generator, or null for that of the network. */
  public IUpdater getGeneratorUpdater() {
    return generatorUpdater;
  }

  /** Sets the optimizer of the generator (for reading from JSON). */
  public void setGeneratorUpdater(IUpdater generatorUpdater) {
    this.generatorUpdater = generatorUpdater;
  }

  /** What blocks the gradient of recurrent edges, or null when nothing does. */
  public Detachment getDetachment() {
    return detachment;
  }

  /** Sets what blocks the gradient of recurrent edges (for reading from JSON). */
  public void setDetachment(Detachment detachment) {
    this.detachment = detachment;
  }

  /** How V, U and b all start, or null where each has its own start. */
  public Init getCommonInit() {
    return commonInit;
  }

  /** Sets how V, U and b all start (for reading from JSON). */
  public void setCommonInit(Init commonInit) {
    this.commonInit = commonInit;
  }

  @Override
  public IUpdater getUpdaterByParam(String name) {
    return generatorUpdater != null && name.equals(Parametrization.GENERATOR)
        ? generatorUpdater
        : super.getUpdaterByParam(name);
  }

  @Override
  public List<ParameterSpec> parameterSpecs() {
    Cell equations = Cells.get(cell);
    int hidden = Math.toIntExact(nOut);
    int inputs = Math.toIntExact(nIn);
    int width = equations.gates() * hidden;
    // A gated cell is one dense layer a gate on [h; x]; a plain one has two separate layers.
    boolean joint = equations.gates() > 1;
    int hiddenFan = joint ? hidden + inputs : hidden;
    int inputFan = joint ? hidden + inputs : inputs;
    List<ParameterSpec> specs = new ArrayList<>();
    if (parametrization == null) {
      specs.add(new ParameterSpec("V", hidden, width, hiddenFan, hidden, recurrentInit));
    } else {
      specs.addAll(parametrization.specs(hidden));
    }
    specs.add(new ParameterSpec("U", inputs, width, inputFan, hidden, Init.GLOROT_NORMAL));
    if (bias) {
      specs.add(new ParameterSpec("b", 1, width, inputFan, hidden, Init.UNIFORM_FAN_IN));
    }
    for (int i = 0; i < equations.vectors(); i++) {
      specs.add(equations.vector(i, hidden));
    }
    return commonInit == null
        ? specs
        : specs.stream().map(spec -> spec.startingAs(commonInit)).toList();
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
        new RecurrentLayerImpl(conf, type), conf, listeners, index, parameters, draw);
  }

  @Override
  public ParamInitializer initializer() {
    return FlatParameters.INSTANCE;
  }

  @Override
  public LayerMemoryReport getMemoryReport(InputType inputType) {
    return new LayerMemoryReport.Builder(
            layerName, RecurrentLayer.class, inputType, getOutputType(-1, inputType))
        .standardMemory(initializer().numParams(this), 0)
        .workingMemory(0, 0, MemoryReport.CACHE_MODE_ALL_ZEROS, MemoryReport.CACHE_MODE_ALL_ZEROS)
        .build();
  }

  /** Builds the configuration; {@code nOut} and {@code cell} are required. */
  public static final class Builder extends BaseRecurrentLayer.Builder<Builder> {
    private String cell;
    private Init recurrentInit = Init.GLOROT_NORMAL;
    private boolean bias = true;
    private boolean inputGradient = true;
    private Parametrization parametrization;
    private IUpdater generatorUpdater;
    private Detachment detachment;
    private Init commonInit;

    /** The cell by name. */
    public Builder cell(String name) {
      cell = Cells.get(name).name();
      return this;
    }

    /** How V starts; Glorot normal unless set. */
    public Builder recurrentInit(Init init) {
      recurrentInit = init;
      return this;
    }

    /**
     * Makes V from other numbers.
     *
     * @param updater the optimizer of the generator
     */
    public Builder parametrization(Parametrization chosen, IUpdater updater) {
      parametrization = chosen;
      generatorUpdater = updater;
      return this;
    }

    /** Blocks the gradient of recurrent edges at random. */
    public Builder detachment(Detachment chosen) {
      detachment = chosen;
      return this;
    }

    /** How V, U and b all start. */
    public Builder commonInit(Init init) {
      commonInit = init;
      return this;
    }

    /** Leaves the bias out of z. */
    public Builder withoutBias() {
      bias = false;
      return this;
    }

    /** Skips dL/dx: for the first layer of a network, where nobody reads it. */
    public Builder firstLayer() {
      inputGradient = false;
      return this;
    }

    @SuppressWarnings("unchecked")
    @Override
    public RecurrentLayer build() {
      if (parametrization != null && Cells.get(cell).gates() != 1) {
        throw new IllegalArgumentException(
            "cell " + cell + " has gates; only a single recurrent matrix can be parametrized");
      }
      return new RecurrentLayer(this);
    }
  }
}
