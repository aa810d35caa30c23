package dev.eigenspark.nn;

import dev.eigenspark.rng.CounterRandom;
import dev.eigenspark.rng.Streams;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.api.ParamInitializer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.layers.BaseLayer;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * Tells DL4J how a {@link ParameterizedLayer} cuts its slice of the network's flat vector, and
 * draws the start values. The views are row-major, so the engine reads and writes the slice in
 * place. A value depends on (network seed, layer name, parameter, position) and on nothing else.
 */
public final class FlatParameters implements ParamInitializer {
  /** It has no state. */
  public static final FlatParameters INSTANCE = new FlatParameters();

  private FlatParameters() {}

  /** Gives a new layer what DL4J wants every layer to have. */
  public static <L extends BaseLayer<?>> L attach(
      L layer,
      NeuralNetConfiguration conf,
      Collection<TrainingListener> listeners,
      int index,
      INDArray flat,
      boolean draw) {
    layer.setListeners(listeners);
    layer.setIndex(index);
    layer.setParamsViewArray(flat);
    layer.setParamTable(INSTANCE.init(conf, flat, draw));
    layer.setConf(conf);
    return layer;
  }

  private static List<ParameterSpec> specs(Layer layer) {
    return ((ParameterizedLayer) layer).parameterSpecs();
  }

  @Override
  public long numParams(NeuralNetConfiguration conf) {
    return numParams(conf.getLayer());
  }

  @Override
  public long numParams(Layer layer) {
    return specs(layer).stream().mapToLong(ParameterSpec::size).sum();
  }

  @Override
  public List<String> paramKeys(Layer layer) {
    return specs(layer).stream().map(ParameterSpec::name).toList();
  }

  @Override
  public List<String> weightKeys(Layer layer) {
    return paramKeys(layer).stream().filter(key -> isWeightParam(layer, key)).toList();
  }

  @Override
  public List<String> biasKeys(Layer layer) {
    return paramKeys(layer).stream().filter(key -> isBiasParam(layer, key)).toList();
  }

  @Override
  public boolean isWeightParam(Layer layer, String key) {
    return specs(layer).stream().anyMatch(s -> s.name().equals(key) && s.rows() > 1);
  }

  @Override
  public boolean isBiasParam(Layer layer, String key) {
    return specs(layer).stream().anyMatch(s -> s.name().equals(key) && s.rows() == 1);
  }

  @Override
  public Map<String, INDArray> init(NeuralNetConfiguration conf, INDArray flat, boolean draw) {
    if (draw) {
      FloatBlock.of(flat).write(startValues(conf));
    }
    paramKeys(conf.getLayer()).forEach(conf::addVariable);
    return split(conf, flat);
  }

  private static float[] startValues(NeuralNetConfiguration conf) {
    Layer layer = conf.getLayer();
    float[] all = new float[(int) INSTANCE.numParams(layer)];
    long layerKey = (long) layer.getLayerName().hashCode() << Byte.SIZE;
    int at = 0;
    int index = 0;
    for (ParameterSpec spec : specs(layer)) {
      float[] values = new float[spec.size()];
      CounterRandom random = new CounterRandom(conf.getSeed(), Streams.INIT, layerKey + index++);
      spec.init()
          .fill(
              values,
              new Init.Shape(spec.rows(), spec.cols(), spec.fanIn(), spec.fanOut()),
              random);
      System.arraycopy(values, 0, all, at, values.length);
      at += values.length;
    }
    return all;
  }

  @Override
  public Map<String, INDArray> getGradientsFromFlattened(
      NeuralNetConfiguration conf, INDArray flat) {
    return split(conf, flat);
  }

  private static Map<String, INDArray> split(NeuralNetConfiguration conf, INDArray flat) {
    INDArray vector = flat.reshape(flat.length());
    Map<String, INDArray> views = new LinkedHashMap<>();
    long at = 0;
    for (ParameterSpec spec : specs(conf.getLayer())) {
      INDArray slice = vector.get(NDArrayIndex.interval(at, at + spec.size()));
      views.put(spec.name(), slice.reshape('c', spec.rows(), spec.cols()));
      at += spec.size();
    }
    return views;
  }
}
