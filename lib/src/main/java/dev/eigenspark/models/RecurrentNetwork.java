package dev.eigenspark.models;

import dev.eigenspark.Failure;
import dev.eigenspark.data.SequenceFormat;
import dev.eigenspark.data.SequenceFormat.Channel;
import dev.eigenspark.nn.Cell;
import dev.eigenspark.nn.Cells;
import dev.eigenspark.nn.Init;
import dev.eigenspark.nn.RecurrentLayer;
import dev.eigenspark.nn.SequenceOutputLayer;
import dev.eigenspark.nn.SoftmaxSequenceLayer;
import dev.eigenspark.nn.SquaredErrorSequenceLayer;
import java.util.ArrayList;
import java.util.List;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.learning.config.IUpdater;

/**
 * The shape that the recurrent models share: input, one recurrent layer, and the read-out that the
 * targets ask for.
 */
final class RecurrentNetwork {
  private static final String INPUT = "x";
  private static final String RECURRENT = "recurrent";
  private static final String OUTPUT = "out";

  private RecurrentNetwork() {}

  static Network of(
      RecurrentLayer.Builder recurrent,
      int hidden,
      SequenceFormat format,
      NeuralNetConfiguration.Builder base) {
    return of(recurrent, Init.GLOROT_NORMAL, hidden, format, base);
  }

  /**
   * The same with every weight and bias, also of the read-out, uniform in {@code +-1/sqrt(hidden)}:
   * PyTorch's usual start.
   */
  static Network startingUniform(
      RecurrentLayer.Builder recurrent,
      int hidden,
      SequenceFormat format,
      NeuralNetConfiguration.Builder base) {
    return of(
        recurrent.commonInit(Init.UNIFORM_FAN_OUT), Init.UNIFORM_FAN_IN, hidden, format, base);
  }

  private static Network of(
      RecurrentLayer.Builder recurrent,
      Init readOutInit,
      int hidden,
      SequenceFormat format,
      NeuralNetConfiguration.Builder base) {
    if (format.objects().isPresent()) {
      throw Failure.configuration(
          "the trials of this task are objects, which a recurrent model cannot read: choose a"
              + " model of objects");
    }
    int inputs = format.input().width();
    RecurrentLayer layer = recurrent.nIn(inputs).nOut(hidden).firstLayer().build();
    SequenceOutputLayer readOut = readOut(hidden, format.target());
    readOut.setReadOutInit(readOutInit);
    ComputationGraphConfiguration configuration =
        base.graphBuilder()
            .addInputs(INPUT)
            .setInputTypes(InputType.recurrent(inputs, format.steps()))
            .addLayer(RECURRENT, layer, INPUT)
            .addLayer(OUTPUT, readOut, RECURRENT)
            .setOutputs(OUTPUT)
            .build();
    return new Network(configuration, matrices(Cells.get(layer.getCell()), hidden));
  }

  private static SequenceOutputLayer readOut(int hidden, Channel target) {
    return switch (target.kind()) {
      case SYMBOL ->
          new SoftmaxSequenceLayer.Builder()
              .activation(Activation.SOFTMAX)
              .nIn(hidden)
              .nOut(target.width())
              .build();
      case REAL ->
          new SquaredErrorSequenceLayer.Builder()
              .activation(Activation.IDENTITY)
              .nIn(hidden)
              .nOut(target.width())
              .build();
      case BYTE, OBJECT ->
          throw new IllegalArgumentException("bytes and objects cannot be a target");
    };
  }

  /** The optimizer of the network with another learning rate. */
  static IUpdater updaterAt(double rate, NeuralNetConfiguration.Builder base) {
    IUpdater updater = base.getIUpdater().clone();
    updater.setLrAndSchedule(rate, null);
    return updater;
  }

  private static List<RecurrentMatrix> matrices(Cell cell, int hidden) {
    List<RecurrentMatrix> matrices = new ArrayList<>();
    for (String gate : cell.gateNames()) {
      int offset = matrices.size() * hidden;
      matrices.add(new RecurrentMatrix(gate, RECURRENT + ".V", offset, hidden));
    }
    return matrices;
  }
}
