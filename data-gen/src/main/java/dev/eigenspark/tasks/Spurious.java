package dev.eigenspark.tasks;

/** Which feature of coloured objects has nothing to do with the answer. */
public enum Spurious {
  /** There are no colours: objects are black on white. */
  NONE,
  /** The answer follows the shapes; colours are drawn for each position ({@code sc_shapes}). */
  COLOURS,
  /** The answer follows the colours; shapes are drawn for each position ({@code sc_colours}). */
  SHAPES
}
