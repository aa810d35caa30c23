package dev.eigenspark.tasks;

import dev.eigenspark.Failure;
import dev.eigenspark.data.ObjectShape;
import dev.eigenspark.data.ObjectTable;
import dev.eigenspark.tasks.objects.Colours;

/**
 * The objects of a pool in each of some colours; training may hold back objects, but no colour.
 *
 * @param shapes the objects
 * @param colours how many colours there are
 */
record ColouredPool(ObjectPool shapes, int colours) implements Stimuli {
  /** Most objects times colours: 31 MB of images. */
  private static final int MOST = 10_000;

  ColouredPool {
    if (colours < 2 || colours > MOST / shapes.n()) {
      throw Failure.configuration(
          "colours = %d must be in [2, %d]: with n = %d at most %d coloured objects"
              .formatted(colours, MOST / shapes.n(), shapes.n(), MOST));
    }
  }

  @Override
  public int count() {
    return shapes.n() * colours;
  }

  @Override
  public ObjectShape shape() {
    return Colours.SHAPE;
  }

  @Override
  public ObjectTable draw() {
    return Colours.paint(shapes.draw(), colours);
  }

  /** The number of an object in a colour. */
  int number(int object, int colour) {
    return object * colours + colour;
  }
}
