package dev.eigenspark.nn;

import dev.eigenspark.nn.SequenceScorer.Tally;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** The scratch of {@link DirectStep} for one shape of batch: a recurrent slice and its read-out. */
final class DirectBatch {
  /**
   * Sizes.
   *
   * @param sequences of the recurrent layer, for the whole batch
   * @param labelledSteps last steps that have a label
   * @param loss of the read-out
   */
  record Shape(RecurrentRunner.Shape sequences, int labelledSteps, SequenceLoss loss) {
    int rows() {
      return sequences.rows();
    }

    int firstLabelled() {
      return sequences.steps() - labelledSteps;
    }

    int readOutSize() {
      return (sequences.hidden() + 1) * loss.outputs();
    }
  }

  /** The read-out of one slice of the rows. */
  private final class Head implements RecurrentRunner.Epsilon {
    private final RecurrentRunner runner;
    private final int firstRow;
    private final ReadOut readOut;
    private final float[] gradients;
    private final float[] labels;
    private final int[] correct;

    Head(RecurrentRunner runner, int firstRow) {
      this.runner = runner;
      this.firstRow = firstRow;
      int rows = runner.shape().rows() * shape.labelledSteps();
      readOut =
          new ReadOut(
              rows, shape.rows() * shape.labelledSteps(), shape.sequences().hidden(), shape.loss());
      gradients = new float[shape.readOutSize()];
      labels = new float[rows * shape.loss().labelWidth()];
      correct = new int[shape.labelledSteps()];
    }

    private void load(Minibatch batch) {
      runner.copyInputs(batch.inputs(), shape.rows(), firstRow);
      readOut.load(batch.parameters(), batch.parameters().length() - shape.readOutSize());
      int width = shape.loss().labelWidth();
      int count = runner.shape().rows() * width;
      for (int t = 0; t < shape.labelledSteps(); t++) {
        batch.labels().get((t * shape.rows() + firstRow) * width, labels, t * count, count);
      }
    }

    void forward() {
      load(minibatch);
      runner.forward();
      readOut.forward(
          runner.hidden(), hiddenAt(), runner.stride(), labels, correct, runner.shape().rows());
    }

    void differentiate() {
      readOut.differentiate(labels);
    }

    void differentiate(OutputErrors errors) {
      readOut.differentiate(errors, labels, runner.shape().rows(), firstRow);
    }

    void backward() {
      readOut.backward(runner.hidden(), hiddenAt(), runner.stride(), gradients);
      runner.backward(this, null);
    }

    void squaredNorms(double[] squares) {
      int rows = runner.shape().rows();
      for (int row = 0; row < rows; row++) {
        squares[firstRow + row] =
            readOut.squaredNorm(runner.hidden(), hiddenAt(), runner.stride(), row, rows);
      }
      runner.squaredNorms(this, squares, firstRow);
    }

    void factors(Factors recurrent, Factors outputs) {
      readOut.factors(runner.hidden(), hiddenAt(), runner.stride(), outputs);
      runner.factors(this, recurrent);
    }

    private int hiddenAt() {
      return runner.hiddenAt(shape.firstLabelled());
    }

    @Override
    public int firstStep() {
      return shape.firstLabelled();
    }

    @Override
    public void read(int t, float[] dh, int width) {
      int rows = runner.shape().rows();
      readOut.hiddenGradient((t - firstStep()) * rows, rows, dh);
    }
  }

  /** What a slice reads its part of, on the thread that runs it. */
  private record Minibatch(FloatBlock parameters, FloatBlock inputs, FloatBlock labels) {}

  private final Shape shape;
  private final BatchRunner runner;
  private final List<Head> heads = new ArrayList<>();
  private Minibatch minibatch;

  DirectBatch(Cell cell, Shape shape) {
    this.shape = shape;
    runner = new BatchRunner(cell, shape.sequences());
    for (int i = 0; i < runner.slices(); i++) {
      heads.add(new Head(runner.slice(i), runner.firstRow(i)));
    }
  }

  /** What carries the gradient back. */
  RecurrentEdges edges() {
    return runner.edges();
  }

  /** Takes the network's flat parameters and a time-major minibatch, which stay as they are. */
  void load(FloatBlock parameters, FloatBlock inputs, FloatBlock labels) {
    runner.load(parameters);
    minibatch = new Minibatch(parameters, inputs, labels);
  }

  Tally forward() {
    Threads.forEach(heads.size(), i -> heads.get(i).forward());
    return tally();
  }

  /** Also writes the gradient of the mean loss in the layout of the network's flat vector. */
  Tally forwardAndBackward(FloatBlock gradients) {
    return forwardAndBackward(Head::differentiate, gradients);
  }

  /** The same with these errors in place of the loss's, from any thread. */
  Tally forwardAndBackward(OutputErrors errors, FloatBlock gradients) {
    return forwardAndBackward(head -> head.differentiate(errors), gradients);
  }

  private Tally forwardAndBackward(Consumer<Head> differentiate, FloatBlock gradients) {
    Threads.forEach(
        heads.size(),
        i -> {
          Head head = heads.get(i);
          head.forward();
          differentiate.accept(head);
          head.backward();
        });
    runner.store(gradients);
    int recurrent = gradients.length() - shape.readOutSize();
    for (int i = 0; i < shape.readOutSize(); i++) {
      float sum = 0;
      for (Head head : heads) {
        sum += head.gradients[i];
      }
      gradients.put(recurrent + i, sum);
    }
    return tally();
  }

  /**
   * The squared norm of each trial's own gradient of its mean loss, with these errors in place of
   * the loss's; of a cell that {@link RecurrentRunner#keepsRowsApart}.
   */
  double[] squaredNorms(OutputErrors errors) {
    double[] squares = new double[shape.rows()];
    Threads.forEach(
        heads.size(),
        i -> {
          Head head = heads.get(i);
          head.forward();
          head.differentiate(errors);
          head.squaredNorms(squares);
        });
    for (int i = 0; i < squares.length; i++) {
      // The errors were divided by the number of trials, too.
      squares[i] *= (double) shape.rows() * shape.rows();
    }
    return squares;
  }

  /**
   * Shows the rows whose outer products are the gradients of the mean loss, with these errors in
   * place of the loss's, one after the other.
   *
   * @param recurrent takes those of {@link RecurrentRunner#factors}
   * @param outputs takes those of {@link ReadOut#factors}
   */
  void factors(OutputErrors errors, Factors recurrent, Factors outputs) {
    for (Head head : heads) {
      head.forward();
      head.differentiate(errors);
      head.factors(recurrent, outputs);
    }
  }

  /**
   * Writes the derivatives of the mean loss by the inputs, with these errors, as {@code [T][N][I]}.
   */
  void inputGradients(OutputErrors errors, FloatBlock gradients) {
    int width = shape.sequences().inputs();
    Threads.forEach(
        heads.size(),
        i -> {
          Head head = heads.get(i);
          head.forward();
          head.differentiate(errors);
          head.runner.backward(
              head,
              (t, row, dx, at) ->
                  gradients.put((t * shape.rows() + head.firstRow + row) * width, dx, at, width));
        });
  }

  private Tally tally() {
    double loss = 0;
    int[] correct = new int[shape.labelledSteps()];
    for (Head head : heads) {
      loss += head.readOut.loss();
      for (int t = 0; t < correct.length; t++) {
        correct[t] += head.correct[t];
      }
    }
    return new Tally(shape.rows(), shape.labelledSteps(), loss, correct);
  }
}
