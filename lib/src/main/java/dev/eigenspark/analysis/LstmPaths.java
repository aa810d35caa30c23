package dev.eigenspark.analysis;

import dev.eigenspark.Failure;
import dev.eigenspark.nn.DoubleLstm;
import dev.eigenspark.nn.DoubleLstm.Gradient;
import dev.eigenspark.nn.DoubleLstm.Loss;
import dev.eigenspark.nn.LabelledTrials;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * The gradient of an LSTM, part by part (Arpit et al., h-detach, ICLR 2019): with {@code z_t =
 * [dc_t/dw; dh_t/dw; 1]} it is {@code z_t = (A_t + B_t) z_{t-1}}, where the linear path A carries
 * dc_{t-1} through the forget gate and the polynomial path B carries dh_{t-1} through the recurrent
 * matrices. h-detach that blocks with probability b has the mean {@code prod (A_t + (1 - b) B_t)}:
 * the whole gradient at b = 0, the linear path alone at b = 1.
 *
 * @param scale factor of the recurrent and input weights
 * @param blockProbs the b, from 0 to 1
 * @param parameters for each b, the gradient of the mean loss by block: V, U and b of the gates
 *     input, forget, candidate, output, then all of them; the read-out, which no b changes, is left
 *     out
 * @param state for b = 0 and b = 1, the gradient of the last step's loss by c_t of every time step
 *     t from 0; its norm is the root of the mean square over trials
 */
record LstmPaths(double scale, List<Double> blockProbs, List<Part[]> parameters, List<Part[]> state)
    implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Blocks of parameters, in order. */
  static final List<String> BLOCKS =
      List.of(
          "V.input",
          "V.forget",
          "V.candidate",
          "V.output",
          "U.input",
          "U.forget",
          "U.candidate",
          "U.output",
          "b.input",
          "b.forget",
          "b.candidate",
          "b.output",
          "all");

  private static final int GATES = 4;
  private static final int ALL = BLOCKS.size() - 1;

  /**
   * A part of a gradient.
   *
   * @param norm its Euclidean norm
   * @param cosine of the angle to the same part along the linear path; 0 where either is zero
   */
  record Part(double norm, double cosine) implements Serializable {}

  /**
   * An LSTM and what it is shown.
   *
   * @param units H
   * @param parameters the network's flat vector
   * @param trials what it is shown
   */
  record Point(int units, float[] parameters, LabelledTrials trials) {
    /**
     * Measures.
     *
     * @param scale factor of V and U
     * @param between blocking probabilities between 0 and 1
     * @throws Failure of kind DIVERGED when a gradient is beyond the range of double
     */
    LstmPaths measure(double scale, List<Double> between) {
      DoubleLstm lstm = new DoubleLstm(units, scaled(scale), trials);
      List<Double> blockProbs = new ArrayList<>(List.of(0.0));
      blockProbs.addAll(between.stream().sorted().toList());
      blockProbs.add(1.0);
      double[] linear = gradient(lstm, Loss.MEAN, 1).parameters();
      double[][] linearState = gradient(lstm, Loss.LAST, 1).state();
      List<Part[]> parameters = new ArrayList<>();
      for (double blockProb : blockProbs) {
        double[] part = gradient(lstm, Loss.MEAN, blockProb).parameters();
        parameters.add(blocks(part, linear, lstm.readOutAt()));
      }
      List<Part[]> state = new ArrayList<>();
      for (double blockProb : new double[] {0, 1}) {
        state.add(steps(gradient(lstm, Loss.LAST, blockProb).state(), linearState));
      }
      return new LstmPaths(scale, blockProbs, parameters, state);
    }

    private double[] scaled(double scale) {
      double[] values = new double[parameters.length];
      int weights = (units + trials.inputs()) * GATES * units;
      for (int i = 0; i < values.length; i++) {
        values[i] = (i < weights ? scale : 1) * parameters[i];
      }
      return values;
    }

    private Gradient gradient(DoubleLstm lstm, Loss loss, double blockProb) {
      double[] xi = new double[trials.steps()];
      double[] eta = new double[trials.steps()];
      Arrays.fill(xi, 1 - blockProb);
      Arrays.fill(eta, 1);
      return lstm.gradient(loss, xi, eta);
    }

    private Part[] blocks(double[] gradient, double[] linear, int count) {
      Comparison[] blocks = Comparison.several(BLOCKS.size());
      for (int i = 0; i < count; i++) {
        int row = i / (GATES * units);
        int matrix = row < units ? 0 : row < units + trials.inputs() ? 1 : 2;
        int gate = i % (GATES * units) / units;
        blocks[matrix * GATES + gate].add(gradient[i], linear[i]);
        blocks[ALL].add(gradient[i], linear[i]);
      }
      return Comparison.parts(blocks, 1);
    }

    private Part[] steps(double[][] state, double[][] linear) {
      Comparison[] steps = Comparison.several(state.length);
      for (int t = 0; t < state.length; t++) {
        for (int i = 0; i < state[t].length; i++) {
          steps[t].add(state[t][i], linear[t][i]);
        }
      }
      // The loss is the mean over the trials.
      return Comparison.parts(steps, Math.sqrt(trials.rows()));
    }
  }

  /** Sums the products of two vectors. */
  private static final class Comparison {
    private double squares;
    private double linearSquares;
    private double product;

    static Comparison[] several(int count) {
      return Stream.generate(Comparison::new).limit(count).toArray(Comparison[]::new);
    }

    static Part[] parts(Comparison[] sums, double factor) {
      return Arrays.stream(sums).map(sum -> sum.part(factor)).toArray(Part[]::new);
    }

    void add(double value, double linear) {
      squares += value * value;
      linearSquares += linear * linear;
      product += value * linear;
    }

    private Part part(double factor) {
      if (!Double.isFinite(squares)) {
        throw Failure.diverged(
            "the norm of an LSTM's gradient is beyond the range of double; use smaller scales or"
                + " shorter trials");
      }
      double norms = Math.sqrt(squares) * Math.sqrt(linearSquares);
      return new Part(factor * Math.sqrt(squares), norms == 0 ? 0 : product / norms);
    }
  }
}
