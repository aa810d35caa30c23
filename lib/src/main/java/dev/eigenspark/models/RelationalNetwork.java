package dev.eigenspark.models;

import dev.eigenspark.Failure;
import dev.eigenspark.data.ObjectShape;
import dev.eigenspark.data.SequenceFormat;
import dev.eigenspark.data.SequenceFormat.Kind;
import dev.eigenspark.nn.Init;
import dev.eigenspark.nn.SequenceOutputLayer;
import dev.eigenspark.nn.SoftmaxSequenceLayer;
import dev.eigenspark.nn.relational.ContextNorm;
import dev.eigenspark.nn.relational.ContextNorm.Variance;
import dev.eigenspark.nn.relational.GatherVertex;
import dev.eigenspark.nn.relational.LayerStack;
import dev.eigenspark.nn.relational.LayerStack.Last;
import dev.eigenspark.nn.relational.Operator;
import dev.eigenspark.nn.relational.OperatorLayer;
import dev.eigenspark.nn.relational.Similarity.Sides;
import dev.eigenspark.nn.relational.TrialInput;
import java.util.List;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.nd4j.linalg.activations.Activation;

/**
 * The shape that the models of objects share, built from below: each distinct object of a minibatch
 * is encoded once, its code is put at its places in the trials, operators follow, and a decision
 * between the classes ends it.
 */
final class RelationalNetwork {
  private static final String ENCODER = "encoder";
  private static final String FEATURES = "features";
  private static final String SIDES = "sides";
  private static final String GATHER = "gather";
  private static final String NORM = "norm";
  private static final String DECODER = "decoder";
  private static final String OUTPUT = "out";

  private final SequenceFormat format;
  private final GraphBuilder graph;
  private String top;
  private boolean trained;

  /**
   * Starts a network.
   *
   * @throws Failure of kind CONFIGURATION when the trials are no objects, or ask for no decision
   */
  RelationalNetwork(SequenceFormat format, NeuralNetConfiguration.Builder base, Encoder encoder) {
    this.format = format;
    ObjectShape shape =
        format
            .objects()
            .orElseThrow(
                () ->
                    Failure.configuration(
                        "the trials of this task are no objects, which a relational model"
                            + " compares: choose a task of objects"));
    if (format.target().kind() != Kind.SYMBOL || format.target().steps() != 1) {
      throw Failure.configuration(
          "a relational model chooses one of several classes for a trial, and this task asks for"
              + " something else");
    }
    top = encoder.input().key();
    trained = encoder.isTrained();
    graph =
        base.graphBuilder()
            .addInputs(TrialInput.TRIALS.key(), top)
            .setInputTypes(
                InputType.feedForward(format.steps()),
                InputType.feedForward(
                    encoder.input() == TrialInput.OBJECTS
                        ? shape.bytes()
                        : format.input().width()));
    encoder.layer(format).ifPresent(layer -> add(ENCODER, layer));
  }

  /** Adds an operator on what is there. */
  RelationalNetwork then(String name, Operator operator) {
    return add(name, new OperatorLayer.Builder(operator));
  }

  /**
   * Gives each place of a trial its code, or two codes side by side.
   *
   * @param l1 penalty on a linear layer after the encoder; 0 leaves it out
   * @param sides whether there are two, each from a linear layer of its own
   */
  RelationalNetwork codes(double l1, Sides sides) {
    if (l1 > 0) {
      linear(FEATURES, Encoder.CODE, l1);
    }
    if (sides == Sides.ASYMMETRIC) {
      linear(SIDES, sides.codes() * Encoder.CODE, 0);
    }
    return gather();
  }

  /** Gives each place of a trial its code, normalised as in the papers' code. */
  RelationalNetwork normalisedCodes(Norm norm, int segment) {
    return gather().normalise(norm, segment, Variance.UNBIASED, 1);
  }

  /** Puts the codes at their places. */
  private RelationalNetwork gather() {
    GatherVertex vertex = trained ? GatherVertex.ofTrainedCodes() : GatherVertex.ofFixedCodes();
    graph.addVertex(GATHER, vertex, TrialInput.TRIALS.key(), top);
    top = GATHER;
    return this;
  }

  /** Adds a linear layer on the codes of the distinct objects. */
  private RelationalNetwork linear(String name, int outputs, double l1) {
    LayerStack stack = LayerStack.dense(List.of(outputs), Last.LINEAR);
    OperatorLayer.Builder layer = new OperatorLayer.Builder(stack).l1(l1).l1Bias(l1);
    // DL4J wants a gradient also for a frozen encoder below, which leaves it alone.
    trained = true;
    return add(name, layer);
  }

  /**
   * Normalises the codes of each trial.
   *
   * @param segment positions of a segment
   * @param copies codes that lie side by side at each position
   * @throws Failure of kind CONFIGURATION when a trial is not made of such segments
   */
  RelationalNetwork normalise(Norm norm, int segment, Variance variance, int copies) {
    if (norm == Norm.OFF) {
      return this;
    }
    boolean segments = norm == Norm.SEGMENTS;
    if (segments && (segment < 2 || format.steps() % segment != 0)) {
      throw Failure.configuration(
          "segment = "
              + segment
              + " must be at least 2 and divide the "
              + format.steps()
              + " positions of a trial");
    }
    return then(NORM, new ContextNorm(segments ? segment : 0, variance, copies));
  }

  private RelationalNetwork add(String name, OperatorLayer.Builder layer) {
    graph.addLayer(name, layer.build(), top);
    top = name;
    return this;
  }

  /**
   * Ends with a dense layer, a ReLU and a softmax over the classes, all starting uniform in
   * +-1/sqrt(inputs).
   */
  Network decide(int hidden) {
    then(DECODER, LayerStack.dense(List.of(hidden), Last.RECTIFIED));
    return readOut(hidden, Init.UNIFORM_FAN_IN, Init.UNIFORM_FAN_IN);
  }

  /**
   * The same, starting as in the code of Webb, Sinha, Cohen (2021): Kaiming and Glorot normal,
   * biases 0.
   */
  Network decideFromNormal(int hidden) {
    then(DECODER, LayerStack.kaiming(null, List.of(hidden)));
    return readOut(hidden, Init.GLOROT_NORMAL, Init.ZERO);
  }

  /**
   * Ends with a softmax over the classes.
   *
   * @param inputs numbers that there are
   * @param weights how its weights start
   * @param biases how its biases start
   */
  Network readOut(int inputs, Init weights, Init biases) {
    SequenceOutputLayer output =
        new SoftmaxSequenceLayer.Builder()
            .activation(Activation.SOFTMAX)
            .nIn(inputs)
            .nOut(format.target().width())
            .build();
    output.setReadOutInit(weights);
    output.setReadOutBiasInit(biases);
    graph.addLayer(OUTPUT, output, top).setOutputs(OUTPUT);
    return new Network(graph.build(), List.of());
  }
}
