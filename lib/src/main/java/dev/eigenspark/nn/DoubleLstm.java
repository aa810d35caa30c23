package dev.eigenspark.nn;

import java.util.Arrays;
import java.util.OptionalInt;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.graph.ComputationGraph;

/**
 * An {@link LstmCell LSTM} with a softmax read-out and its gradient, in plain double arithmetic:
 * for analyses that compare paths of the gradient which differ by more digits than float32 has. It
 * reads the flat vector of such a network, V, U, b, W, b_o, with gates i, f, g, o side by side.
 *
 * <p>The forward pass runs once. Backward, the edges h_{t-1} to the gates carry xi_t of the
 * gradient and the edges c_{t-1} to c_t carry eta_t, see {@link Detachment}: 1 and 0 are its coins,
 * and what lies between is their mean, for which the result is the mean of the gradient. Steps
 * count from 0.
 */
public final class DoubleLstm {
  private static final int GATES = 4;

  /** What is differentiated. */
  public enum Loss {
    /** The mean cross-entropy over all labelled steps and trials. */
    MEAN,
    /** The mean cross-entropy of the last step over all trials. */
    LAST
  }

  /**
   * A gradient.
   *
   * @param parameters of the flat vector
   * @param state dL/dc_t of every step t, each {@code [N][H]}
   */
  public record Gradient(double[] parameters, double[][] state) {}

  /** Units of a network whose flat vector this class reads; empty for another network. */
  public static OptionalInt units(ComputationGraph graph) {
    Layer[] layers = graph.getLayers();
    if (layers.length == 2
        && layers[0].conf().getLayer() instanceof RecurrentLayer recurrent
        && recurrent.getCell().equals("lstm")
        && recurrent.isBias()
        && layers[1].conf().getLayer() instanceof SoftmaxSequenceLayer) {
      return OptionalInt.of(Math.toIntExact(recurrent.getNOut()));
    }
    return OptionalInt.empty();
  }

  private final int hidden;
  private final int width;
  private final int classes;
  private final double[] p;
  private final LabelledTrials trials;
  private final double[] h;
  private final double[] c;
  private final double[] gates;
  private final double[] probabilities;

  /** Runs the network with these parameters over the trials. */
  public DoubleLstm(int hidden, double[] parameters, LabelledTrials trials) {
    this.hidden = hidden;
    this.trials = trials;
    width = GATES * hidden;
    p = parameters;
    classes = (p.length - readOutAt()) / (hidden + 1);
    int rows = trials.rows();
    h = new double[(trials.steps() + 1) * rows * hidden];
    c = new double[h.length];
    gates = new double[trials.steps() * rows * width];
    probabilities = new double[trials.labelledSteps() * rows * classes];
    for (int t = 0; t < trials.steps(); t++) {
      for (int row = 0; row < rows; row++) {
        forward(t * rows + row);
      }
    }
    for (int i = 0; i < trials.labels().length; i++) {
      softmax(i);
    }
  }

  /** Number of the recurrent layer's parameters, where those of the read-out begin. */
  public int readOutAt() {
    return (hidden + trials.inputs() + 1) * width;
  }

  /** The mean cross-entropy over all labelled steps and trials, in nats. */
  public double loss() {
    double sum = 0;
    for (int i = 0; i < trials.labels().length; i++) {
      sum -= Math.log(probabilities[i * classes + label(i)]);
    }
    return sum / trials.labels().length;
  }

  private int label(int i) {
    return Labels.checked((int) trials.labels()[i], classes);
  }

  /** One step of one row; {@code at} counts (step, row) pairs. */
  private void forward(int at) {
    int z = at * width;
    System.arraycopy(p, (hidden + trials.inputs()) * width, gates, z, width);
    for (int i = 0; i < hidden; i++) {
      addScaled(h[at * hidden + i], p, i * width, gates, z, width);
    }
    for (int i = 0; i < trials.inputs(); i++) {
      double x = trials.features()[at * trials.inputs() + i];
      addScaled(x, p, (hidden + i) * width, gates, z, width);
    }
    int after = (at + trials.rows()) * hidden;
    for (int k = 0; k < hidden; k++) {
      double i = sigmoid(gates[z + k]);
      double f = sigmoid(gates[z + hidden + k]);
      double g = Math.tanh(gates[z + 2 * hidden + k]);
      double o = sigmoid(gates[z + 3 * hidden + k]);
      gates[z + k] = i;
      gates[z + hidden + k] = f;
      gates[z + 2 * hidden + k] = g;
      gates[z + 3 * hidden + k] = o;
      c[after + k] = f * c[at * hidden + k] + i * g;
      h[after + k] = o * Math.tanh(c[after + k]);
    }
  }

  private void softmax(int label) {
    int to = label * classes;
    System.arraycopy(p, p.length - classes, probabilities, to, classes);
    for (int k = 0; k < hidden; k++) {
      int from = readOutAt() + k * classes;
      addScaled(h[labelledHidden(label) + k], p, from, probabilities, to, classes);
    }
    double largest = Double.NEGATIVE_INFINITY;
    for (int o = to; o < to + classes; o++) {
      largest = Math.max(largest, probabilities[o]);
    }
    double sum = 0;
    for (int o = to; o < to + classes; o++) {
      probabilities[o] = Math.exp(probabilities[o] - largest);
      sum += probabilities[o];
    }
    for (int o = to; o < to + classes; o++) {
      probabilities[o] /= sum;
    }
  }

  /** Where the hidden state lies that label {@code i} is read from. */
  private int labelledHidden(int i) {
    return (i + (trials.steps() - trials.labelledSteps() + 1) * trials.rows()) * hidden;
  }

  /**
   * The gradient with weights on the recurrent edges.
   *
   * @param xi weight of the edge h_{t-1} to the gates, for each step t
   * @param eta weight of the edge c_{t-1} to c_t, for each step t
   */
  public Gradient gradient(Loss loss, double[] xi, double[] eta) {
    int rows = trials.rows();
    double[] gradient = new double[p.length];
    double[][] state = new double[trials.steps()][];
    double[] dh = new double[rows * hidden];
    double[] dc = new double[rows * hidden];
    double[] dz = new double[rows * width];
    int firstLabelled = loss == Loss.LAST ? trials.labelledSteps() - 1 : 0;
    for (int t = trials.steps() - 1; t >= 0; t--) {
      int labelStep = t - (trials.steps() - trials.labelledSteps());
      if (labelStep >= firstLabelled) {
        int labels = (trials.labelledSteps() - firstLabelled) * rows;
        for (int row = 0; row < rows; row++) {
          readOutBackward(labelStep * rows + row, labels, gradient, dh, row * hidden);
        }
      }
      for (int row = 0; row < rows; row++) {
        gatesBackward(t * rows + row, row, dh, dc, dz);
      }
      state[t] = dc.clone();
      for (int row = 0; row < rows; row++) {
        addWeightGradient(t * rows + row, dz, row * width, gradient);
        carry(t * rows + row, row, xi[t], eta[t], dh, dc, dz);
      }
    }
    return new Gradient(gradient, state);
  }

  private void readOutBackward(int i, int labels, double[] gradient, double[] dh, int dhAt) {
    for (int o = 0; o < classes; o++) {
      double d = (probabilities[i * classes + o] - (o == label(i) ? 1 : 0)) / labels;
      gradient[p.length - classes + o] += d;
      for (int k = 0; k < hidden; k++) {
        int w = readOutAt() + k * classes + o;
        gradient[w] += d * h[labelledHidden(i) + k];
        dh[dhAt + k] += d * p[w];
      }
    }
  }

  /** dL/dz of one row; completes dL/dc with what comes through h. */
  private void gatesBackward(int at, int row, double[] dh, double[] dc, double[] dz) {
    int z = at * width;
    int to = row * width;
    for (int k = 0; k < hidden; k++) {
      double i = gates[z + k];
      double f = gates[z + hidden + k];
      double g = gates[z + 2 * hidden + k];
      double o = gates[z + 3 * hidden + k];
      double tanh = Math.tanh(c[(at + trials.rows()) * hidden + k]);
      double through = dh[row * hidden + k];
      dc[row * hidden + k] += through * o * (1 - tanh * tanh);
      double d = dc[row * hidden + k];
      dz[to + k] = d * g * i * (1 - i);
      dz[to + hidden + k] = d * c[at * hidden + k] * f * (1 - f);
      dz[to + 2 * hidden + k] = d * i * (1 - g * g);
      dz[to + 3 * hidden + k] = through * tanh * o * (1 - o);
    }
  }

  private void addWeightGradient(int at, double[] dz, int dzAt, double[] gradient) {
    for (int i = 0; i < hidden; i++) {
      addScaled(h[at * hidden + i], dz, dzAt, gradient, i * width, width);
    }
    for (int i = 0; i < trials.inputs(); i++) {
      double x = trials.features()[at * trials.inputs() + i];
      addScaled(x, dz, dzAt, gradient, (hidden + i) * width, width);
    }
    addScaled(1, dz, dzAt, gradient, (hidden + trials.inputs()) * width, width);
  }

  /** From step t to step t - 1. */
  private void carry(
      int at, int row, double xi, double eta, double[] dh, double[] dc, double[] dz) {
    for (int k = row * hidden; k < (row + 1) * hidden; k++) {
      dc[k] *= eta * gates[at * width + hidden + k - row * hidden];
    }
    Arrays.fill(dh, row * hidden, (row + 1) * hidden, 0);
    // A blocked edge is skipped, not multiplied by zero: what overflowed behind it stays behind.
    if (xi != 0) {
      for (int i = 0; i < hidden; i++) {
        dh[row * hidden + i] = xi * dot(p, i * width, dz, row * width, width);
      }
    }
  }

  private static void addScaled(
      double factor, double[] from, int fromAt, double[] to, int toAt, int count) {
    if (factor != 0) { // one-hot inputs are mostly zero
      for (int j = 0; j < count; j++) {
        to[toAt + j] += factor * from[fromAt + j];
      }
    }
  }

  private static double dot(double[] a, int aAt, double[] b, int bAt, int count) {
    double sum = 0;
    for (int j = 0; j < count; j++) {
      sum += a[aAt + j] * b[bAt + j];
    }
    return sum;
  }

  private static double sigmoid(double x) {
    return 1 / (1 + Math.exp(-x));
  }
}
