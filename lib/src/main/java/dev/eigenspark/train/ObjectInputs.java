package dev.eigenspark.train;

import dev.eigenspark.data.ObjectShape;
import dev.eigenspark.data.ObjectTable;
import dev.eigenspark.nn.FloatBlock;
import dev.eigenspark.nn.relational.TrialInput;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * The objects of a minibatch as a network reads them, see {@link TrialInput}: each distinct object
 * stands once, in the order of their numbers, and the trials point to it. Filled row by row and
 * reused.
 */
final class ObjectInputs {
  private static final float LARGEST_BYTE = 255;

  private final ObjectTable table;
  private final int steps;
  private final int[] numbers;
  private final int[] indices;
  private final int[] distinct;
  private final INDArray trials;
  private final FloatBlock trialValues;
  private final float[] image;
  private INDArray images;
  private INDArray identities;

  /** Room for {@code rows} trials of {@code steps} objects. */
  ObjectInputs(ObjectTable table, int rows, int steps) {
    this.table = table;
    this.steps = steps;
    numbers = new int[rows * steps];
    indices = new int[table.count()];
    distinct = new int[Math.min(table.count(), rows * steps)];
    trials = Nd4j.create(DataType.FLOAT, rows, steps);
    trialValues = FloatBlock.of(trials);
    image = new float[table.shape().bytes()];
  }

  /** Takes the objects of one trial. */
  void set(int row, int[] objects) {
    System.arraycopy(objects, 0, numbers, row * steps, steps);
  }

  /** The inputs of these names, valid until the next trial is set. */
  INDArray[] of(List<String> names) {
    int count = findDistinct();
    List<INDArray> inputs = new ArrayList<>();
    for (String name : names) {
      inputs.add(
          switch (TrialInput.of(name)) {
            case TRIALS -> trials;
            case OBJECTS -> images(count);
            case IDENTITIES -> identities(count);
          });
    }
    return inputs.toArray(INDArray[]::new);
  }

  /** Numbers the distinct objects and lets the trials point to them; returns how many. */
  private int findDistinct() {
    Arrays.fill(indices, -1);
    for (int object : numbers) {
      indices[object] = 0;
    }
    int count = 0;
    for (int object = 0; object < indices.length; object++) {
      if (indices[object] == 0) {
        distinct[count] = object;
        indices[object] = count++;
      }
    }
    for (int i = 0; i < numbers.length; i++) {
      trialValues.put(i, indices[numbers[i]]);
    }
    return count;
  }

  private INDArray images(int count) {
    if (images == null) {
      images = Nd4j.create(DataType.FLOAT, distinct.length, image.length);
    }
    FloatBlock values = FloatBlock.of(images);
    for (int i = 0; i < count; i++) {
      readImage(distinct[i]);
      values.put(i * image.length, image, 0, image.length);
    }
    return first(images, count);
  }

  /** Channels come first in the table and last in the network. */
  private void readImage(int object) {
    ObjectShape shape = table.shape();
    int pixels = shape.height() * shape.width();
    for (int i = 0; i < image.length; i++) {
      int to = i % pixels * shape.channels() + i / pixels;
      image[to] = table.pixel(object, i) / LARGEST_BYTE;
    }
  }

  private INDArray identities(int count) {
    if (identities == null) {
      identities = Nd4j.create(DataType.FLOAT, distinct.length, indices.length);
    }
    FloatBlock values = FloatBlock.of(identities);
    for (int i = 0; i < count; i++) {
      for (int object = 0; object < indices.length; object++) {
        values.put(i * indices.length + object, object == distinct[i] ? 1f : 0f);
      }
    }
    return first(identities, count);
  }

  private static INDArray first(INDArray rows, int count) {
    return rows.get(NDArrayIndex.interval(0, count), NDArrayIndex.all());
  }
}
