package dev.eigenspark.nn.tape;

/** What tensors must have in common. */
final class Shapes {
  private Shapes() {}

  static void checkEqual(Tensor a, Tensor b) {
    if (a.rows() != b.rows() || a.columns() != b.columns()) {
      throw new IllegalArgumentException(describe(a) + " and " + describe(b) + " must be alike");
    }
  }

  static void checkRows(Tensor a, Tensor b) {
    if (a.rows() != b.rows()) {
      throw new IllegalArgumentException(
          describe(a) + " and " + describe(b) + " must have as many rows");
    }
  }

  private static String describe(Tensor tensor) {
    return "[" + tensor.rows() + ", " + tensor.columns() + "]";
  }
}
