package dev.eigenspark.nn.relational;

import dev.eigenspark.nn.relational.Operator.Extent;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class TuringMemoryTest {
  private static final int STEPS = 4;
  private static final int CODE = 3;
  private static final TuringMemory MEMORY = new TuringMemory(5, 4, 6);

  private static OperatorCheck check(int rows) {
    return new OperatorCheck(MEMORY, new Extent(CODE, STEPS), rows, 0.6);
  }

  /** One trial; parameters come in the order in which the composition asks for them. */
  private static final class Machine {
    private double[][] memory;
    private double[] read = new double[MEMORY.width()];
    private double[] h = new double[MEMORY.hidden()];
    private double[] c = new double[MEMORY.hidden()];
    private double[] readWeights;
    private double[] writeWeights;
    private final double[][] u;
    private final double[] b;
    private final double[][] v;
    private final double[][][] writeHead;
    private final double[][][] erase;
    private final double[][][] add;
    private final double[][][] readHead;

    Machine(double[] p) {
      Plain.Parameters parameters = new Plain.Parameters(p);
      memory = parameters.next(MEMORY.rows(), MEMORY.width());
      u = parameters.next(CODE + MEMORY.width(), 4 * MEMORY.hidden());
      b = parameters.next(1, 4 * MEMORY.hidden())[0];
      v = parameters.next(MEMORY.hidden(), 4 * MEMORY.hidden());
      // The first step writes and does not mix with weights before: its gate comes later.
      double[][][] first = head(parameters, MEMORY.width(), 1, 3, 1);
      erase = head(parameters, MEMORY.width());
      add = head(parameters, MEMORY.width());
      double[][][] reads = head(parameters, MEMORY.width(), 1, 3, 1);
      double[][][] writeGate = head(parameters, 1);
      double[][][] readGate = head(parameters, 1);
      writeHead = join(first, writeGate);
      readHead = join(reads, readGate);
    }

    private static double[][][] join(double[][][] a, double[][][] b) {
      double[][][] all = Arrays.copyOf(a, a.length + b.length);
      System.arraycopy(b, 0, all, a.length, b.length);
      return all;
    }

    /** Weights and biases of maps of h, one after the other. */
    private static double[][][] head(Plain.Parameters parameters, int... outputs) {
      double[][][] maps = new double[2 * outputs.length][][];
      for (int i = 0; i < outputs.length; i++) {
        maps[2 * i] = parameters.next(MEMORY.hidden(), outputs[i]);
        maps[2 * i + 1] = parameters.next(1, outputs[i]);
      }
      return maps;
    }

    private double[] map(double[][][] maps, int index) {
      double[][] product = Plain.times(new double[][] {h}, maps[2 * index]);
      return Plain.sum(product, maps[2 * index + 1], 1)[0];
    }

    private void step(double[] code) {
      double[] x = Plain.beside(new double[][] {code}, new double[][] {read})[0];
      double[] z = Plain.times(new double[][] {x}, u)[0];
      double[] r = Plain.times(new double[][] {h}, v)[0];
      int units = MEMORY.hidden();
      double[] next = new double[units];
      for (int k = 0; k < units; k++) {
        double i = Plain.sigmoid(z[k] + r[k] + b[k]);
        double f = Plain.sigmoid(z[units + k] + r[units + k] + b[units + k]);
        double g = Math.tanh(z[2 * units + k] + r[2 * units + k] + b[2 * units + k]);
        double o = Plain.sigmoid(z[3 * units + k] + r[3 * units + k] + b[3 * units + k]);
        c[k] = f * c[k] + i * g;
        next[k] = o * Math.tanh(c[k]);
      }
      h = next;
    }

    private static double softplus(double x) {
      return Math.log(1 + Math.exp(x));
    }

    private double[] weights(double[][][] maps, double[] before) {
      double[] key = Plain.map(new double[][] {map(maps, 0)}, Math::tanh)[0];
      double strength = softplus(map(maps, 1)[0]);
      double[][] scores = new double[1][MEMORY.rows()];
      for (int i = 0; i < MEMORY.rows(); i++) {
        double lengths =
            Math.sqrt(Differences.dot(key, key) * Differences.dot(memory[i], memory[i]));
        scores[0][i] = strength * Differences.dot(key, memory[i]) / lengths;
      }
      double[] w = Plain.softmax(scores)[0];
      if (before != null) {
        double gate = Plain.sigmoid(map(maps, 4)[0]);
        for (int i = 0; i < w.length; i++) {
          w[i] = gate * w[i] + (1 - gate) * before[i];
        }
      }
      double[] shift = Plain.softmax(new double[][] {map(maps, 2)})[0];
      double exponent = 1 + softplus(map(maps, 3)[0]);
      double[] sharp = new double[w.length];
      double sum = 0;
      for (int i = 0; i < w.length; i++) {
        double below = w[(i + w.length - 1) % w.length];
        double above = w[(i + 1) % w.length];
        sharp[i] = Math.pow(shift[0] * above + shift[1] * w[i] + shift[2] * below, exponent);
        sum += sharp[i];
      }
      for (int i = 0; i < w.length; i++) {
        sharp[i] /= sum;
      }
      return sharp;
    }

    double[] answer(double[][] codes) {
      for (int t = 0; t < STEPS; t++) {
        step(codes[t]);
        if (t > 0) {
          readWeights = weights(readHead, readWeights);
          read = Plain.times(new double[][] {readWeights}, memory)[0];
        }
        writeWeights = weights(writeHead, writeWeights);
        write();
      }
      step(new double[CODE]);
      return h;
    }

    private void write() {
      double[] e = map(erase, 0);
      double[] a = map(add, 0);
      for (int i = 0; i < MEMORY.rows(); i++) {
        for (int k = 0; k < MEMORY.width(); k++) {
          memory[i][k] *= 1 - writeWeights[i] * Plain.sigmoid(e[k]);
          memory[i][k] += writeWeights[i] * Math.tanh(a[k]);
        }
      }
    }
  }

  private static double[] equations(double[] p, double[] trial) {
    return new Machine(p).answer(Plain.rows(trial, CODE));
  }

  @Test
  void agreesWithPlainEquationsAndTheirFiniteDifferences() {
    check(6).against(TuringMemoryTest::equations);
  }

  @Test
  void threadsChangeNoBit() {
    check(21).threadsChangeNoBit();
  }
}
