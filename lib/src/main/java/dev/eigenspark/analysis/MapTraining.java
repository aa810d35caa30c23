package dev.eigenspark.analysis;

import dev.eigenspark.analysis.GaussianClasses.Points;
import dev.eigenspark.linalg.Matrix;
import dev.eigenspark.similarity.BatchCka;
import dev.eigenspark.similarity.CentredMoments;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/**
 * Trains a network on classes of points, and from it others whose layers are as alike as one wants
 * (Davari, Horoi et al. 2023, section 4.3), by the loss
 *
 * <pre>
 * KL(original || network, at a temperature) + lambda mean over pairs of log cosh(M_ij - wanted_ij)
 * </pre>
 *
 * where M is the debiased CKA between hidden layers over the minibatch. Every so many steps lambda
 * goes down where the accuracy on points of its own is below the original's by more than a
 * tolerance, and up where it is not. Each step sees new points. The network of the smallest
 * distance that was within the tolerance at such a time is kept; the original is the first of them.
 */
record MapTraining(CkaMaps.Options options) implements Serializable {
  private static final double FACTOR = 0.8;

  // The points: those to report, those to choose by, those to learn from.

  Mlp network() {
    List<Integer> sizes = new ArrayList<>();
    sizes.add(options.dimension());
    sizes.addAll(options.widths());
    sizes.add(options.classes());
    return new Mlp(List.copyOf(sizes));
  }

  /** Points that no training has seen. */
  Points heldOut() {
    return data().points(0, options.held());
  }

  /** Trains the network that the others start from. */
  double[] original() {
    Mlp network = network();
    SoftmaxDivergence loss = new SoftmaxDivergence(1);
    double[] parameters = network.start(options.drawSeed());
    AdamW optimizer = new AdamW(parameters.length, options.lr(), options.steps());
    for (int step = 0; step < options.steps(); step++) {
      Points points = batch(step);
      Mlp.Pass pass = network.forward(parameters, points.x());
      Matrix wanted = SoftmaxDivergence.ofClasses(points.labels(), options.classes());
      Matrix slope = loss.gradient(wanted, pass.logits());
      optimizer.step(parameters, network.backward(parameters, pass, slope, List.of()));
    }
    return parameters;
  }

  /** Leads the original to a map. */
  double[] led(double[] original, CkaTarget target) {
    Mlp network = network();
    LayerMap wanted = target.map(network.depth());
    Points chosenBy = data().points(options.held(), options.held());
    double least = network.accuracy(original, chosenBy) - options.tolerance();
    double[] best = original;
    double closest = distance(network, original, chosenBy, wanted);
    double lambda = options.lambda();
    double[] parameters = original.clone();
    AdamW optimizer = new AdamW(parameters.length, options.lr(), options.mapSteps());
    for (int step = 0; step < options.mapSteps(); step++) {
      Matrix x = batch(options.steps() + step).x();
      optimizer.step(parameters, gradient(parameters, original, x, wanted, lambda));
      if ((step + 1) % options.every() == 0) {
        boolean within = network.accuracy(parameters, chosenBy) >= least;
        lambda = within ? lambda / FACTOR : lambda * FACTOR;
        double distance =
            within ? distance(network, parameters, chosenBy, wanted) : Double.POSITIVE_INFINITY;
        if (distance < closest) {
          best = parameters.clone();
          closest = distance;
        }
      }
    }
    return best;
  }

  /** The derivative of the loss over a minibatch by the parameters. */
  double[] gradient(
      double[] parameters, double[] original, Matrix x, LayerMap wanted, double lambda) {
    Mlp network = network();
    SoftmaxDivergence loss = new SoftmaxDivergence(options.temperature());
    Matrix answers = loss.probabilities(network.forward(original, x).logits());
    Mlp.Pass pass = network.forward(parameters, x);
    BatchCka map = new BatchCka(pass.hidden());
    return network.backward(
        parameters,
        pass,
        loss.gradient(answers, pass.logits()),
        map.backward(wanted.slopes(map, lambda)));
  }

  private static double distance(Mlp network, double[] parameters, Points points, LayerMap wanted) {
    CentredMoments moments = LayerMap.moments(network.forward(parameters, points.x()).hidden());
    return LayerMap.of(moments, 0, network.depth()).distance(wanted);
  }

  private Points batch(long step) {
    return data().points(2L * options.held() + step * options.batch(), options.batch());
  }

  private GaussianClasses data() {
    return new GaussianClasses(
        options.dimension(), options.classes(), options.separation(), options.drawSeed());
  }
}
