package dev.eigenspark.tasks;

import dev.eigenspark.data.ObjectShape;
import dev.eigenspark.data.ObjectTable;
import java.io.Serializable;

/** The objects that the trials of a task name by number. */
interface Stimuli extends Serializable {
  /** How many there are. */
  int count();

  /** Size of their images. */
  ObjectShape shape();

  /**
   * Their images.
   *
   * @throws dev.eigenspark.Failure one line that says why they cannot be made
   */
  ObjectTable draw();
}
