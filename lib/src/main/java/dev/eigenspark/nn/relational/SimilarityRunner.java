package dev.eigenspark.nn.relational;

import dev.eigenspark.nn.FloatBlock;
import dev.eigenspark.nn.relational.Operator.Extent;
import dev.eigenspark.nn.relational.Similarity.Reads;
import java.util.Arrays;

/** Runs a {@link Similarity} on batches. */
final class SimilarityRunner implements OperatorRunner {
  private final Extent extent;
  private final TrialSimilarity similarity;
  private final int relations;
  private final int outputs;
  private final boolean readsObjects;
  private TimeMajor layout;
  private float[] floats = new float[0];
  private double[] z = new double[0];
  private double[] dz = new double[0];
  private double[] norms = new double[0];
  private float[] entryFloats = new float[0];
  private double[] a = new double[0];
  private double[] g = new double[0];

  SimilarityRunner(Similarity settings, Extent extent) {
    this.extent = extent;
    similarity = new TrialSimilarity(settings, extent.steps(), extent.features());
    relations = settings.relations(extent);
    outputs = settings.output(extent).features();
    readsObjects = settings.reads() != Reads.RELATIONS;
  }

  @Override
  public void forward(int rows, FloatBlock x, FloatBlock parameters, FloatBlock y) {
    resize(rows);
    layout.forEachPart(
        (part, from, to) -> {
          layout.read(x, floats, z, from, to);
          for (int row = from; row < to; row++) {
            if (relations > 0) {
              int normsAt = row * similarity.norms();
              similarity.forward(
                  z, layout.at(row), layout.stride(), norms, normsAt, a, row * relations);
            }
            putRelations(row, y);
            if (readsObjects) {
              forEachObject(row, (code, place) -> y.copyFrom(place, x, code, extent.features()));
            }
          }
        });
  }

  private void putRelations(int row, FloatBlock y) {
    for (int i = row * relations; i < (row + 1) * relations; i++) {
      entryFloats[i] = (float) a[i];
    }
    y.put(row * outputs, entryFloats, row * relations, relations);
  }

  private interface Place {
    void visit(int code, int place);
  }

  /** Where the codes of a trial lie in the input, and where in the output. */
  private void forEachObject(int row, Place visitor) {
    int place = row * outputs + relations;
    for (int t = 0; t < extent.steps(); t++) {
      visitor.visit(layout.at(row) + t * layout.stride(), place + t * extent.features());
    }
  }

  @Override
  public void backward(FloatBlock dy, FloatBlock gradients, FloatBlock dx) {
    if (dx == null) {
      return;
    }
    layout.forEachPart(
        (part, from, to) -> {
          for (int row = from; row < to; row++) {
            backward(row, dy);
          }
          layout.write(dz, floats, dx, from, to);
        });
  }

  private void backward(int row, FloatBlock dy) {
    int at = layout.at(row);
    for (int t = 0; t < extent.steps(); t++) {
      int from = at + t * layout.stride();
      Arrays.fill(dz, from, from + extent.features(), 0);
    }
    if (relations > 0) {
      int aAt = row * relations;
      dy.get(row * outputs, entryFloats, aAt, relations);
      for (int i = aAt; i < aAt + relations; i++) {
        g[i] = entryFloats[i];
      }
      int normsAt = row * similarity.norms();
      similarity.backward(g, a, aAt, z, at, layout.stride(), norms, normsAt, dz);
    }
    if (readsObjects) {
      forEachObject(row, (code, place) -> addObject(dy, place, code));
    }
  }

  private void addObject(FloatBlock dy, int place, int code) {
    dy.get(place, floats, code, extent.features());
    for (int k = code; k < code + extent.features(); k++) {
      dz[k] += floats[k];
    }
  }

  private void resize(int rows) {
    layout = new TimeMajor(extent.steps(), rows, extent.features());
    if (z.length < layout.size()) {
      floats = new float[layout.size()];
      z = new double[layout.size()];
      dz = new double[layout.size()];
      norms = new double[rows * similarity.norms()];
      entryFloats = new float[rows * relations];
      a = new double[rows * relations];
      g = new double[rows * relations];
    }
  }
}
