package dev.eigenspark.nn.tape;

/** One step of a {@link Tape}: from tensors before it to a tensor of its own. */
interface Op {
  /** What it computes. */
  Tensor y();

  /** Computes the values of y for so many trials. */
  void forward(int trials);

  /** Adds to the gradients of what it read, from the gradient of y. */
  void backward(int trials);
}
