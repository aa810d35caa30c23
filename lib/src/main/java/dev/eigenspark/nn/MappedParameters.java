package dev.eigenspark.nn;

import dev.eigenspark.Failure;
import dev.eigenspark.linalg.Matrix;
import java.util.Arrays;
import java.util.Map;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * V is made from other numbers by a {@link MatrixMap}, in double and only when they have changed:
 * once a minibatch in training, once altogether in an evaluation. What follows V in the flat vector
 * is copied as it is.
 */
final class MappedParameters implements EngineParameters {
  private static final String MATRIX = "V";

  private final MatrixMap map;
  private final int hidden;
  private final int mapped;
  private final int others;
  private final FloatBlock engine;
  private final FloatBlock engineGradients;
  private float[] point;

  MappedParameters(RecurrentLayer layer, int trained) {
    hidden = Math.toIntExact(layer.getNOut());
    map = layer.getParametrization().map(hidden);
    mapped = layer.getParametrization().specs(hidden).stream().mapToInt(ParameterSpec::size).sum();
    others = trained - mapped;
    engine = FloatBlock.allocate((long) hidden * hidden + others);
    engineGradients = FloatBlock.allocate(engine.length());
  }

  @Override
  public FloatBlock parameters(FloatBlock trained) {
    engine.copyFrom(hidden * hidden, trained, mapped, others);
    float[] values = trained.read(mapped);
    if (point == null || !Arrays.equals(point, values)) {
      RecurrentMatrixEvent event = new RecurrentMatrixEvent(false);
      event.begin();
      requireFinite(values);
      engine.write(floats(map.forward(doubles(values))));
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
    double[] dV = doubles(engineGradients.read(hidden * hidden));
    double[] gradient = map.backward(new Matrix(hidden, hidden, dV));
    trained.write(floats(new Matrix(1, mapped, gradient)));
    event.commit();
    trained.copyFrom(mapped, engineGradients, hidden * hidden, others);
  }

  @Override
  public Map<String, INDArray> derived(FloatBlock trained) {
    float[] v = parameters(trained).read(hidden * hidden);
    return Map.of(MATRIX, Nd4j.create(v, new long[] {hidden, hidden}, 'c'));
  }

  private static void requireFinite(float[] values) {
    for (float value : values) {
      if (!Float.isFinite(value)) {
        throw Failure.diverged(
            "a parameter of the recurrent matrix is "
                + value
                + ": training diverged; lower train.lr or model.lrOrth");
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
