package dev.eigenspark.train;

import dev.eigenspark.nn.FloatBlock;
import dev.eigenspark.nn.SequenceScorer.Tally;

/**
 * Another engine: softmax regression on the input one step before, {@code p_t = softmax(W x_(t-1) +
 * b)}, by gradient descent, all in double. W by rows, then b, are its flat vector.
 */
final class LinearRunner implements LocalRunner {
  private static final int SYMBOLS = TestDataset.SYMBOLS;
  static final int PARAMETERS = SYMBOLS * (SYMBOLS + 1);

  /** Makes it with a learning rate. */
  record Factory(double lr) implements LocalRunner.Factory {
    @Override
    public LocalRunner create() {
      return new LinearRunner(lr);
    }
  }

  private final double lr;
  private double[] weights = new double[PARAMETERS];

  LinearRunner(double lr) {
    this.lr = lr;
  }

  @Override
  public void set(TrainingState state) {
    setParameters(state.parameters());
  }

  @Override
  public void drawAs(int worker) {}

  @Override
  public void setParameters(float[] parameters) {
    double[] values = new double[parameters.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = parameters[i];
    }
    setWeights(values);
  }

  void setWeights(double[] values) {
    weights = values.clone();
  }

  double[] weights() {
    return weights.clone();
  }

  @Override
  public Tally fit(SequenceBatch batch) {
    double[] gradient = new double[PARAMETERS];
    Tally tally = run(batch, gradient);
    for (int i = 0; i < PARAMETERS; i++) {
      weights[i] -= lr * gradient[i];
    }
    return tally;
  }

  @Override
  public Tally score(SequenceBatch batch) {
    return run(batch, new double[PARAMETERS]);
  }

  @Override
  public TrainingState state(long step) {
    float[] rounded = new float[PARAMETERS];
    for (int i = 0; i < PARAMETERS; i++) {
      rounded[i] = (float) weights[i];
    }
    return new TrainingState(step, rounded, new float[0]);
  }

  private Tally run(SequenceBatch batch, double[] gradient) {
    FloatBlock x = FloatBlock.of(batch.timeMajorFeatures());
    FloatBlock y = FloatBlock.of(batch.timeMajorLabels());
    int rows = batch.rows();
    int steps = TestDataset.STEPS;
    int[] correct = new int[steps];
    double loss = 0;
    for (int t = 0; t < steps; t++) {
      for (int n = 0; n < rows; n++) {
        double[] before = new double[SYMBOLS];
        for (int j = 0; j < SYMBOLS && t > 0; j++) {
          before[j] = x.get(((t - 1) * rows + n) * SYMBOLS + j);
        }
        int target = (int) y.get(t * rows + n);
        double[] p = probabilities(before);
        loss -= Math.log(p[target]);
        correct[t] += target == largest(p) ? 1 : 0;
        p[target] -= 1;
        for (int i = 0; i < SYMBOLS; i++) {
          double delta = p[i] / (rows * steps);
          for (int j = 0; j < SYMBOLS; j++) {
            gradient[i * SYMBOLS + j] += delta * before[j];
          }
          gradient[SYMBOLS * SYMBOLS + i] += delta;
        }
      }
    }
    return new Tally(rows, steps, loss / (rows * steps), correct);
  }

  private double[] probabilities(double[] before) {
    double[] p = new double[SYMBOLS];
    double sum = 0;
    for (int i = 0; i < SYMBOLS; i++) {
      double logit = weights[SYMBOLS * SYMBOLS + i];
      for (int j = 0; j < SYMBOLS; j++) {
        logit += weights[i * SYMBOLS + j] * before[j];
      }
      p[i] = Math.exp(logit);
      sum += p[i];
    }
    for (int i = 0; i < SYMBOLS; i++) {
      p[i] /= sum;
    }
    return p;
  }

  private static int largest(double[] values) {
    int best = 0;
    for (int i = 1; i < values.length; i++) {
      best = values[i] > values[best] ? i : best;
    }
    return best;
  }
}
