package dev.eigenspark.nn;

import dev.eigenspark.nn.Cell.Operand;
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
 * vectors, for a cell with g gates; {@code z = h V + x U + b}. Where a gate does not read h, x or
 * 1, V, U or b lacks its columns. With a {@link Parametrization} its parameters stand in place of
 * the last matrix of V, and {@code W} beside them holds the others of V, if any.
 */
public final class RecurrentLayer extends BaseRecurrentLayer implements ParameterizedLayer {
  private static final long serialVersionUID = 1L;

  private String cell;
  private Init recurrentInit;
  private Init inputInit = Init.GLOROT_NORMAL;
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
    inputInit = builder.inputInit;
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

  /** How U starts. */
  public Init getInputInit() {
    return inputInit;
  }

  /** Sets how U starts (for reading from JSON). */
  public void setInputInit(Init inputInit) {
    this.inputInit = inputInit;
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

  /** What V, or its last matrix, is made from, or null when V itself is trained. */
  public Parametrization getParametrization() {
    return parametrization;
  }

  /** Sets what V, or its last matrix, is made from (for reading from JSON). */
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
    // A gated cell is one dense layer a gate on [h; x]; a plain one has two separate layers.
    boolean joint = equations.gates() > 1;
    int hiddenFan = joint ? hidden + inputs : hidden;
    int inputFan = joint ? hidden + inputs : inputs;
    List<ParameterSpec> specs = new ArrayList<>();
    int matrices = equations.blocksReading(Operand.HIDDEN).length;
    if (parametrization != null) {
      specs.addAll(parametrization.specs(hidden));
      matrices--;
    }
    if (matrices > 0) {
      String name = parametrization == null ? "V" : "W";
      int width = matrices * hidden;
      specs.add(new ParameterSpec(name, hidden, width, hiddenFan, hidden, recurrentInit));
    }
    int inputWidth = equations.blocksReading(Operand.INPUT).length * hidden;
    specs.add(new ParameterSpec("U", inputs, inputWidth, inputFan, hidden, inputInit));
    if (bias) {
      specs.addAll(equations.biases(hidden, inputFan));
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
    private Init inputInit = Init.GLOROT_NORMAL;
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

    /** How V, or W beside a parametrization, starts; Glorot normal unless set. */
    public Builder recurrentInit(Init init) {
      recurrentInit = init;
      return this;
    }

    /** How U starts; Glorot normal unless set. */
    public Builder inputInit(Init init) {
      inputInit = init;
      return this;
    }

    /**
     * Makes the last matrix of V from other numbers.
     *
     * @param updater the optimizer of the generator, or null for that of the network
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
      if (parametrization != null && !Cells.get(cell).parametrizable()) {
        throw new IllegalArgumentException(
            "cell " + cell + " has gates; only a matrix that is no gate's can be parametrized");
      }
      return new RecurrentLayer(this);
    }
  }
}
