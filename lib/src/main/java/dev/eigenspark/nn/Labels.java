package dev.eigenspark.nn;

/** Class indices as they come in label arrays. */
final class Labels {
  private Labels() {}

  /** The label itself, if there is such a class. */
  static int checked(int label, int classes) {
    if (label < 0 || label >= classes) {
      throw new IllegalArgumentException("label " + label + " is not in [0, " + classes + ")");
    }
    return label;
  }
}
