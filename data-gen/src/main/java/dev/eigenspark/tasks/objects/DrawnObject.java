package dev.eigenspark.tasks.objects;

import dev.eigenspark.data.ObjectShape;
import dev.eigenspark.data.ObjectTable;
import java.util.List;

/**
 * One object of a set.
 *
 * @param image its pixels, row by row
 * @param source where it comes from, for the table of objects
 */
record DrawnObject(byte[] image, String source) {
  /** The table of these objects, in order. */
  static ObjectTable table(ObjectShape shape, List<DrawnObject> objects) {
    return new ObjectTable(
        shape,
        objects.stream().map(DrawnObject::image).toList(),
        objects.stream().map(DrawnObject::source).toList());
  }
}
