package dev.eigenspark.nn.tape;

/** One step of a {@link Tape}: from tensors before it to tensors of its own. */
interface Op {
  /** Computes the values of its tensors for so many trials. */
  void forward(int trials);

  /** Adds to the gradients of what it read, from the gradients of its tensors. */
  void backward(int trials);
}
