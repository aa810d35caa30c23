package dev.eigenspark.nn;

/** An output layer that counts correct steps while it computes the loss. */
public interface SequenceScorer {
  /** Loss and hits of the batch that was scored last. */
  Tally tally();

  /**
   * What one batch gave.
   *
   * @param rows sequences
   * @param steps labelled steps of each
   * @param loss mean over rows and steps: cross-entropy in nats, or squared error
   * @param correct how many of the rows were right at each step
   */
  record Tally(long rows, int steps, double loss, int[] correct) {
    /** Hits on the steps [from, to). */
    public long correct(int from, int to) {
      long sum = 0;
      for (int t = from; t < to; t++) {
        sum += correct[t];
      }
      return sum;
    }
  }
}
