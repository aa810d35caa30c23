package dev.eigenspark.train;

import dev.eigenspark.Failure;
import dev.eigenspark.nn.LayerActivations.Layer;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Which layers and steps of a network an analysis looks at.
 *
 * @param layers their names; none for all
 * @param steps steps of a layer at most: evenly spaced, the last one always, the first if there are
 *     two
 */
public record FeatureChoice(List<String> layers, int steps) {
  /** Validates the number. */
  public FeatureChoice {
    layers = List.copyOf(layers);
    if (steps < 1) {
      throw Failure.configuration("steps = " + steps + " must be at least 1");
    }
  }

  /**
   * The features of a network.
   *
   * @param number the network's
   * @throws Failure of kind CONFIGURATION when it has no layer of a chosen name
   */
  List<Feature> of(int number, List<Layer> there) {
    List<String> names = there.stream().map(Layer::name).toList();
    for (String layer : layers) {
      if (!names.contains(layer)) {
        throw Failure.configuration(
            "layers: the network has no layer '%s'; it has %s"
                .formatted(layer, String.join(", ", names)));
      }
    }
    List<Feature> features = new ArrayList<>();
    for (Layer layer : there) {
      if (layers.isEmpty() || layers.contains(layer.name())) {
        chosen(layer)
            .forEach(step -> features.add(new Feature(number, layer.name(), step, layer.units())));
      }
    }
    return features;
  }

  private IntStream chosen(Layer layer) {
    if (layer.steps() == 0) {
      return IntStream.of(Feature.NO_STEP);
    }
    int count = Math.min(steps, layer.steps());
    if (count == 1) {
      return IntStream.of(layer.steps() - 1);
    }
    return IntStream.range(0, count).map(i -> (int) ((long) i * (layer.steps() - 1) / (count - 1)));
  }
}
