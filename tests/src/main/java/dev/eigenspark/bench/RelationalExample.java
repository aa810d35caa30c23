package dev.eigenspark.bench;

import dev.eigenspark.data.ObjectTable;
import dev.eigenspark.data.ShardData;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Parameters and a minibatch, as the peer is told them, so that it computes what we compute.
 *
 * @param model name of the model
 * @param frozen whether the encoder stays as it is
 * @param lr learning rate
 * @param parameters by DL4J's names, row by row
 * @param images of all objects, in bytes
 * @param side rows and columns of an image
 * @param ids the objects of each trial
 * @param labels the answers
 */
record RelationalExample(
    String model,
    boolean frozen,
    double lr,
    Map<String, float[]> parameters,
    List<int[]> images,
    int side,
    List<int[]> ids,
    int[] labels) {

  /** The start of a workload on all trials of its dataset. */
  static RelationalExample of(RelationalWorkload workload, ScratchDataset data) {
    Map<String, float[]> parameters = new TreeMap<>();
    workload
        .start()
        .paramTable()
        .forEach((name, values) -> parameters.put(name, values.dup('c').data().asFloat()));
    ObjectTable objects = workload.trials().objects().orElseThrow();
    ShardData trials = data.dataset().read("train", 0);
    List<int[]> ids = new ArrayList<>();
    int[] labels = new int[trials.rows()];
    for (int row = 0; row < labels.length; row++) {
      int[] trial = new int[workload.trials().format().steps()];
      trials.copyInts(0, row, trial, 0);
      ids.add(trial);
      labels[row] = trials.value(1, row, 0);
    }
    return new RelationalExample(
        workload.model(),
        workload.frozen(),
        RelationalWorkload.LEARNING_RATE,
        parameters,
        images(objects),
        objects.shape().width(),
        ids,
        labels);
  }

  private static List<int[]> images(ObjectTable objects) {
    List<int[]> images = new ArrayList<>();
    for (int object = 0; object < objects.count(); object++) {
      int[] image = new int[objects.shape().bytes()];
      for (int i = 0; i < image.length; i++) {
        image[i] = objects.pixel(object, i);
      }
      images.add(image);
    }
    return images;
  }
}
