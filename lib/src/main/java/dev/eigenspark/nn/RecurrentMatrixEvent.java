package dev.eigenspark.nn;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Enabled;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;

/**
 * Tells Java's flight recorder how long a parametrized recurrent matrix took: to be made from its
 * parameters, or its gradient to be taken back to them. Off until a recording enables it.
 */
@Name("dev.eigenspark.RecurrentMatrix")
@Label("Recurrent matrix")
@Category("Eigenspark")
@Description("Making a recurrent matrix from its parameters, or the way back of its gradient")
@Enabled(false)
@StackTrace(false)
public final class RecurrentMatrixEvent extends Event {
  @Label("Backward")
  @Description("Whether this was the gradient's way back")
  final boolean backward;

  RecurrentMatrixEvent(boolean backward) {
    this.backward = backward;
  }
}
