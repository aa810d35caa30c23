package dev.eigenspark.nn;

/** A layer that draws random numbers in training, other ones in every worker. */
public interface DrawingLayer {
  /** Says which worker's numbers to draw from now on; 0 until then. */
  void drawAs(int worker);
}
