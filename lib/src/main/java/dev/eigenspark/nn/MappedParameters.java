package dev.eigenspark.nn;

import dev.eigenspark.Failure;
import dev.eigenspark.linalg.Matrix;
import dev.eigenspark.nn.Cell.Operand;
import java.util.Arrays;
import java.util.Map;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * The last matrix of V is made from other numbers by a {@link MatrixMap}, in double and only when
 * they have changed: once a minibatch in training, once altogether in an evaluation. The matrices W
 * of V before it, and what follows V in the flat vector, are copied as they are.
 */
final class MappedParameters implements EngineParameters {
  private static final String MATRIX = "V";

  private final MatrixMap map;
  private final int hidden;
  private final int columns;
  private final int mapped;
  private final int others;
  private final String remedy;
  private final FloatBlock engine;
  private final FloatBlock engineGradients;
  private float[] point;

  MappedParameters(RecurrentLayer layer, int trained) {
    hidden = Math.toIntExact(layer.getNOut());
    map = layer.getParametrization().map(hidden);
    mapped = layer.getParametrization().specs(hidden).stream().mapToInt(ParameterSpec::size).sum();
    columns = hidden * Cells.get(layer.getCell()).blocksReading(Operand.HIDDEN).length;
    others = trained - mapped - hidden * free();
    remedy = layer.getGeneratorUpdater() == null ? "train.lr" : "train.lr or model.lrOrth";
    engine = FloatBlock.allocate((long) hidden * columns + others);
    engineGradients = FloatBlock.allocate(engine.length());
  }

  /** Columns of W. */
  private int free() {
    return columns - hidden;
  }

  @Override
  public FloatBlock parameters(FloatBlock trained) {
    for (int row = 0; row < hidden; row++) {
      engine.copyFrom(row * columns, trained, mapped + row * free(), free());
    }
    engine.copyFrom(hidden * columns, trained, mapped + hidden * free(), others);
    float[] values = trained.read(mapped);
    if (point == null || !Arrays.equals(point, values)) {
      RecurrentMatrixEvent event = new RecurrentMatrixEvent(false);
      event.begin();
      requireFinite(values);
      float[] matrix = floats(map.forward(doubles(values)));
      for (int row = 0; row < hidden; row++) {
        engine.put(row * columns + free(), matrix, row * hidden, hidden);
      }
      point = values;
      event.commit();
    }
    return engine;
  }

  @Override
  public FloatBlock gradients(FloatBlock trained) {
    return engineGradients;
  }

  @Override
  public void backpropagate(FloatBlock trained) {
    RecurrentMatrixEvent event = new RecurrentMatrixEvent(true);
    event.begin();
    float[] dV = new float[hidden * hidden];
    for (int row = 0; row < hidden; row++) {
      engineGradients.get(row * columns + free(), dV, row * hidden, hidden);
    }
    double[] gradient = map.backward(new Matrix(hidden, hidden, doubles(dV)));
    trained.write(floats(new Matrix(1, mapped, gradient)));
    event.commit();
    for (int row = 0; row < hidden; row++) {
      trained.copyFrom(mapped + row * free(), engineGradients, row * columns, free());
    }
    trained.copyFrom(mapped + hidden * free(), engineGradients, hidden * columns, others);
  }

  @Override
  public Map<String, INDArray> derived(FloatBlock trained) {
    float[] v = parameters(trained).read(hidden * columns);
    return Map.of(MATRIX, Nd4j.create(v, new long[] {hidden, columns}, 'c'));
  }

  private void requireFinite(float[] values) {
    for (float value : values) {
      if (!Float.isFinite(value)) {
        throw Failure.diverged(
            "a parameter of the recurrent matrix is "
                + value
                + ": training diverged; lower "
                + remedy);
      }
    }
  }

  private static double[] doubles(float[] values) {
    double[] result = new double[values.length];
    for (int i = 0; i < values.length; i++) {
      result[i] = values[i];
    }
    return result;
  }

  private static float[] floats(Matrix matrix) {
    float[] result = new float[matrix.values().length];
    for (int i = 0; i < result.length; i++) {
      result[i] = (float) matrix.values()[i];
    }
    return result;
  }
}
