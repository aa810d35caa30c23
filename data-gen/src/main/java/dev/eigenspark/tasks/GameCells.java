package dev.eigenspark.tasks;

import dev.eigenspark.data.ObjectShape;
import dev.eigenspark.data.ObjectTable;
import dev.eigenspark.rng.Streams;
import dev.eigenspark.tasks.objects.GameObjects;
import java.util.ArrayList;
import java.util.List;

/**
 * What a cell of a relational game can hold: nothing (number 0), one of the objects that training
 * shows, or one of those that valid and test show.
 */
final class GameCells implements Stimuli {
  private static final long serialVersionUID = 1L;

  static final int EMPTY = 0;

  private final GameObjects training;
  private final GameObjects testing;
  private final int[] luminances;
  private final int trained;

  /** The objects of two kinds, which may be the same. */
  GameCells(GameObjects training, GameObjects testing) {
    this.training = training;
    this.testing = testing;
    ObjectTable shown = training.draw();
    trained = shown.count();
    ObjectTable table = cells(shown);
    luminances = new int[table.count()];
    for (int object = 0; object < luminances.length; object++) {
      luminances[object] = luminance(table, object);
    }
  }

  private static int luminance(ObjectTable table, int object) {
    int pixels = table.shape().height() * table.shape().width();
    int sum = 0;
    for (int i = 0; i < pixels; i++) {
      sum += 2126 * table.pixel(object, i);
      sum += 7152 * table.pixel(object, pixels + i);
      sum += 722 * table.pixel(object, 2 * pixels + i);
    }
    return sum;
  }

  @Override
  public int count() {
    return luminances.length;
  }

  @Override
  public ObjectShape shape() {
    return GameObjects.SHAPE;
  }

  @Override
  public ObjectTable draw() {
    return cells(training.draw());
  }

  private ObjectTable cells(ObjectTable shown) {
    List<byte[]> images = new ArrayList<>();
    List<String> sources = new ArrayList<>();
    images.add(new byte[GameObjects.SHAPE.bytes()]);
    sources.add("nothing");
    add(shown, images, sources);
    if (testing != training) {
      add(testing.draw(), images, sources);
    }
    return new ObjectTable(GameObjects.SHAPE, images, sources);
  }

  private static void add(ObjectTable table, List<byte[]> images, List<String> sources) {
    for (int object = 0; object < table.count(); object++) {
      images.add(table.image(object));
      sources.add(table.source(object));
    }
  }

  /** The first object that the split of a stream shows; {@link #size} of them follow each other. */
  int first(int stream) {
    return stream == Streams.TRAIN || testing == training ? 1 : 1 + trained;
  }

  /** How many objects the split of a stream shows. */
  int size(int stream) {
    return stream == Streams.TRAIN || testing == training ? trained : count() - 1 - trained;
  }

  /**
   * How light an object is: 0.2126 R + 0.7152 G + 0.0722 B, in ten thousandths, over all pixels.
   */
  int luminance(int object) {
    return luminances[object];
  }
}
