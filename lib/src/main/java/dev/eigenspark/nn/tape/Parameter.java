package dev.eigenspark.nn.tape;

import dev.eigenspark.nn.FloatBlock;
import dev.eigenspark.nn.ParameterSpec;
import java.util.List;

/** Trained numbers that all tapes of a batch read. */
interface Parameter {
  /** Its parts, in the order of the flat vector. */
  List<ParameterSpec> specs();

  /** Makes room: only who runs a tape needs it, and not who only asks what there is to train. */
  default void allocate() {}

  /** Takes its values, which begin at {@code at}. */
  void load(FloatBlock source, int at);

  /** Prepares the way back. */
  default void startBackward() {}

  /** Pieces of the computation of its gradient that may run at the same time. */
  default List<Runnable> gradientParts() {
    return List.of();
  }

  /** Writes its gradient. */
  void store(FloatBlock target, int at);
}
