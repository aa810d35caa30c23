package dev.eigenspark.train;

import dev.eigenspark.nn.SequenceScorer.Tally;
import java.io.Serializable;

/**
 * The engine of one worker: a network with its optimizer, moved from state to state. It sees flat
 * vectors and minibatches, and nothing of Spark. What it computes depends only on the state set and
 * the batches given, never on what it did before; two tasks never use one at the same time.
 */
interface LocalRunner {
  /** Goes on from this state, which it copies. */
  void set(TrainingState state);

  /** Says whose random numbers the steps draw from now on: those of this worker; 0 until then. */
  void drawAs(int worker);

  /** Takes these parameters alone, for scoring. */
  void setParameters(float[] parameters);

  /** One optimizer step on a minibatch; the loss and hits are those before the step. */
  Tally fit(SequenceBatch batch);

  /** Loss and hits of a minibatch, without a step. */
  Tally score(SequenceBatch batch);

  /** A copy of the state, which {@code step} local steps have led to. */
  TrainingState state(long step);

  /**
   * Makes runners wherever Spark takes it. Two factories are equal when their runners are
   * interchangeable, so that a JVM can keep runners from round to round: implement it as a record.
   */
  interface Factory extends Serializable {
    LocalRunner create();
  }
}
