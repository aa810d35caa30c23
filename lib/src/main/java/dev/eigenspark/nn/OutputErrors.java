package dev.eigenspark.nn;

/**
 * What a network of classes is told to carry back in place of the gradient of its loss by the
 * outputs (logits). The rows of a minibatch ask one by one, in no order and from any thread.
 */
@FunctionalInterface
public interface OutputErrors {
  /**
   * Replaces the predictions of a row by its errors.
   *
   * @param step labelled step, from 0
   * @param trial its place in the minibatch
   * @param label its class in the data
   * @param values on entry the probabilities of the classes, on return the errors of their logits
   */
  void replace(int step, int trial, int label, double[] values);
}
