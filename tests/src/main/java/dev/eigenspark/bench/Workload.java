package dev.eigenspark.bench;

import com.typesafe.config.ConfigFactory;
import dev.eigenspark.config.Section;
import dev.eigenspark.config.TrainOptions;
import dev.eigenspark.models.ExpRnn;
import dev.eigenspark.models.InputStart;
import dev.eigenspark.models.Lstm;
import dev.eigenspark.models.Network;
import dev.eigenspark.models.NnRnn;
import dev.eigenspark.models.Nonlinearity;
import dev.eigenspark.models.RnnOrth;
import dev.eigenspark.models.SkewStart;
import dev.eigenspark.nn.EngineMemory;
import dev.eigenspark.tasks.CopyTask;
import dev.eigenspark.tasks.TrialSource;
import dev.eigenspark.train.TrainingStep;
import java.util.List;
import java.util.Locale;

/**
 * One training whose iterations are timed: a recurrent layer and a softmax read-out.
 *
 * @param workload its short name
 * @param cell the recurrence
 * @param steps time steps T
 * @param rows sequences of a minibatch, N
 * @param inputs input width I
 * @param hidden units H
 * @param classes classes of the read-out, O
 * @param everyStep whether the loss reads every step, or the last alone
 * @param optimizer rule of the update
 * @param lr learning rate, so small that the parameters hardly move
 * @param smoothing decay of RMSprop's mean square
 */
record Workload(
    String workload,
    Cell cell,
    int steps,
    int rows,
    int inputs,
    int hidden,
    int classes,
    boolean everyStep,
    TrainOptions.Optimizer optimizer,
    double lr,
    double smoothing) {

  /** Recurrences, by the number of their gates. */
  enum Cell {
    LSTM(4),
    MODRELU(1),
    EXPRNN(1),
    NNRNN(1);

    private final int gates;

    Cell(int gates) {
      this.gates = gates;
    }

    /** Whether the recurrent matrix is made from others; no library has such a layer. */
    boolean parametrized() {
      return this == EXPRNN || this == NNRNN;
    }
  }

  /** Where the shapes come from. */
  static final String PAPERS =
      "shapes of Kerg et al., Non-normal RNN (nnRNN), NeurIPS 2019, and of Arpit et al.,"
          + " h-detach, ICLR 2019";

  static final int COPIED_TOKENS = 10;
  private static final TrainOptions.Optimizer ADAM = TrainOptions.Optimizer.ADAM;
  private static final TrainOptions.Optimizer RMSPROP = TrainOptions.Optimizer.RMSPROP;

  /** The workloads of the benchmark {@code rnn}. */
  static final List<Workload> ALL =
      List.of(
          new Workload("W1", Cell.LSTM, 220, 100, 10, 128, 9, true, ADAM, 1e-6, 0.9),
          new Workload("W2", Cell.MODRELU, 784, 100, 1, 512, 10, false, RMSPROP, 1e-7, 0.9),
          new Workload("W3", Cell.MODRELU, 200, 10, 1, 128, 10, false, RMSPROP, 1e-7, 0.9),
          new Workload("W5", Cell.NNRNN, 784, 100, 1, 512, 10, false, RMSPROP, 1e-7, 0.9));

  /**
   * The workloads with these names, all of them for none.
   *
   * @throws dev.eigenspark.Failure of kind USAGE for an unknown name
   */
  static List<Workload> named(List<String> names) {
    return Choice.of(names, ALL, Workload::workload);
  }

  /** The same kind of training on a few short trials, with few units. */
  Workload small() {
    return new Workload(
        workload,
        cell,
        2 * COPIED_TOKENS + 5,
        5,
        inputs,
        32,
        classes,
        everyStep,
        optimizer,
        lr,
        smoothing);
  }

  /** What it is, in one line. */
  String description() {
    return String.format(
        Locale.ROOT,
        "%s %d, T %d, batch %d, loss at %s, %s",
        switch (cell) {
          case LSTM -> "LSTM";
          case MODRELU -> "modReLU RNN";
          case EXPRNN -> "expRNN";
          case NNRNN -> "nnRNN";
        },
        hidden,
        steps,
        rows,
        everyStep ? "every step" : "the last step",
        optimizer == ADAM ? "Adam" : "RMSprop");
  }

  /**
   * Floating-point operations of the matrix products of one iteration, two for each multiply-add.
   * With g gates the recurrent layer has {@code [N, H+I] x [H+I, gH]} at each of T steps, forward
   * and again for the weight gradient, and {@code [N, gH] x [gH, H]} backward at T-1; the read-out
   * has three products of N, H and O at each step that the loss reads. Biases, padding, everything
   * pointwise and the double-precision work of a parametrized matrix are not counted.
   */
  long gemmFlops() {
    long gateFlops = 2L * rows * cell.gates * hidden;
    long recurrent = gateFlops * (2L * steps * (hidden + inputs) + (steps - 1L) * hidden);
    long readOut = 6L * rows * hidden * classes * (everyStep ? steps : 1);
    return recurrent + readOut;
  }

  /** Bytes of scratch that the engine needs for one minibatch. */
  long scratch() {
    return EngineMemory.scratch(
        network().configuration(), new EngineMemory.Minibatch(steps, rows, everyStep ? steps : 1));
  }

  /** The trials that it trains on. */
  TrialSource trials() {
    return everyStep
        ? new CopyTask()
            .source(
                new CopyTask.Options(
                    steps - 2 * COPIED_TOKENS, classes - 1, COPIED_TOKENS, CopyTask.Input.ONE_HOT))
        : new RandomTrials(steps, classes);
  }

  /** The settings of the training. */
  TrainOptions training() {
    String section =
        String.format(
            Locale.ROOT,
            "train { batch = %d, optimizer = %s, lr = %s, smoothing = %s, steps = 1000000000,"
                + " workers = 1 }",
            rows,
            optimizer.name().toLowerCase(Locale.ROOT),
            lr,
            smoothing);
    return Section.of(ConfigFactory.parseString(section), "train").read(TrainOptions.class);
  }

  /** The network that is trained. */
  Network network() {
    var base = TrainingStep.base(training());
    var format = trials().format();
    return switch (cell) {
      case LSTM -> new Lstm().network(new Lstm.Options(hidden), format, base);
      case MODRELU ->
          new RnnOrth()
              .network(
                  new RnnOrth.Options(
                      hidden, Nonlinearity.MODRELU, false, RnnOrth.Start.RANDOM, InputStart.GLOROT),
                  format,
                  base);
      case EXPRNN ->
          new ExpRnn()
              .network(
                  new ExpRnn.Options(hidden, SkewStart.RANDOM, lr / 10, InputStart.GLOROT),
                  format,
                  base);
      case NNRNN ->
          new NnRnn()
              .network(
                  // Random planes: in the others the exponential of the start is almost diagonal.
                  new NnRnn.Options(
                      hidden, SkewStart.RANDOM, lr / 10, 1e-4, 1e-6, false, InputStart.GLOROT),
                  format,
                  base);
    };
  }
}
