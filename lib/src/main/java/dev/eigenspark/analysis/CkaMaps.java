package dev.eigenspark.analysis;

import dev.eigenspark.analysis.CkaMapsResult.Led;
import dev.eigenspark.analysis.GaussianClasses.Points;
import dev.eigenspark.config.Limits;
import dev.eigenspark.config.Setting;
import dev.eigenspark.linalg.Matrix;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Shows that the map of CKA between the layers of a network says little about what it computes: a
 * small network that tells Gaussian classes apart is trained on until its map is another one, and
 * answers as before ({@link MapTraining}). It needs no run. Maps are debiased CKA, exact over
 * points held out; beside them stands what each layer has become, compared with the same layer of
 * the original.
 */
public final class CkaMaps implements Analysis<CkaMaps.Options> {
  /**
   * Settings.
   *
   * @param targets the maps
   * @param dimension of the points
   * @param classes of the points
   * @param separation distance of their means from the origin, in standard deviations
   * @param widths units of the hidden layers, of whose CKA the maps are
   * @param steps of the original's training
   * @param mapSteps of the training towards each map
   * @param batch points of a minibatch
   * @param lr learning rate of the first step, of both trainings
   * @param temperature of the distillation
   * @param lambda weight of the map at first
   * @param every steps between looks at the accuracy
   * @param tolerance of accuracy that may be lost
   * @param held points to report, and as many to choose by
   * @param drawSeed of points and start weights
   */
  public record Options(
      @Setting(doc = "maps that the network is led to", or = "[ones, identity, first-last, chess]")
          List<CkaTarget> targets,
      @Setting(doc = "dimension of the points", or = "20") int dimension,
      @Setting(doc = "classes of the points", or = "4") int classes,
      @Setting(
              doc = "distance of the classes' means from the origin, in standard deviations",
              or = "3")
          double separation,
      @Setting(doc = "units of the hidden layers, at least two layers", or = "[32, 32, 32, 32]")
          List<Integer> widths,
      @Setting(doc = "steps of the original's training", or = "1000") int steps,
      @Setting(doc = "steps of the training towards each map", or = "1500") int mapSteps,
      @Setting(doc = "points of a minibatch", or = "64") int batch,
      @Setting(doc = "learning rate of the first step; it falls as a cosine", or = "0.003")
          double lr,
      @Setting(doc = "temperature at which the network answers as the original", or = "1")
          double temperature,
      @Setting(doc = "weight of the map at first", or = "20") double lambda,
      @Setting(doc = "steps between looks at the accuracy, which change the weight", or = "10")
          int every,
      @Setting(doc = "share of right answers that the network may lose", or = "0.01")
          double tolerance,
      @Setting(doc = "points held out to report, and as many to choose by", or = "2000") int held,
      @Setting(doc = "seed of points and start weights", or = "1") long drawSeed)
      implements Serializable {
    /** Validates the ranges. */
    public Options {
      targets = List.copyOf(targets);
      widths = List.copyOf(widths);
      if (targets.isEmpty() || targets.stream().distinct().count() != targets.size()) {
        throw new IllegalArgumentException(
            "targets = " + targets + " must be different maps, at least one");
      }
      if (widths.size() < 2 || widths.stream().anyMatch(width -> width < 1)) {
        throw new IllegalArgumentException(
            "widths = " + widths + " must be at least two numbers of at least 1");
      }
      Limits.atLeast("dimension", dimension, 1);
      Limits.atLeast("classes", classes, 2);
      Limits.atLeast("steps", steps, 1);
      Limits.atLeast("mapSteps", mapSteps, 1);
      Limits.atLeast("batch", batch, 4);
      Limits.atLeast("every", every, 1);
      Limits.atLeast("held", held, 4);
      requirePositive("separation", separation);
      requirePositive("lr", lr);
      requirePositive("temperature", temperature);
      requirePositive("lambda", lambda);
      if (!(tolerance >= 0)) {
        throw new IllegalArgumentException("tolerance = " + tolerance + " must be at least 0");
      }
    }

    private static void requirePositive(String name, double value) {
      if (!(value > 0)) {
        throw new IllegalArgumentException(name + " = " + value + " must be above 0");
      }
    }
  }

  @Override
  public String name() {
    return "cka-maps";
  }

  @Override
  public String summary() {
    return "Networks that answer alike, led to any map of CKA between their layers.";
  }

  @Override
  public String paper() {
    return "Davari, Horoi et al., Reliability of CKA as a Similarity Measure in Deep Learning,"
        + " ICLR 2023, arXiv:2210.16156, section 4.3";
  }

  @Override
  public Class<Options> options() {
    return Options.class;
  }

  @Override
  public boolean readsRuns() {
    return false;
  }

  @Override
  public AnalysisResult run(AnalysisInput input, Options options) {
    MapTraining training = new MapTraining(options);
    double[] original =
        input.spark().parallelize(List.of(0), 1).map(only -> training.original()).first();
    List<CkaTarget> targets = options.targets();
    List<double[]> led =
        input
            .spark()
            .parallelize(IntStream.range(0, targets.size()).boxed().toList(), targets.size())
            .map(number -> training.led(original, targets.get(number)))
            .collect();
    Mlp network = training.network();
    Points points = training.heldOut();
    List<Led> results = new ArrayList<>();
    for (int i = 0; i < led.size(); i++) {
      List<Matrix> layers = new ArrayList<>(network.forward(original, points.x()).hidden());
      layers.addAll(network.forward(led.get(i), points.x()).hidden());
      double accuracy = network.accuracy(led.get(i), points);
      results.add(new Led(targets.get(i), accuracy, LayerMap.moments(layers)));
    }
    return new CkaMapsResult(network.accuracy(original, points), results).result();
  }
}
