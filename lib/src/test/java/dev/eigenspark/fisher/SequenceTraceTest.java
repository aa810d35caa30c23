package dev.eigenspark.fisher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.eigenspark.SampleMean;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Sequences of labels: 4 units, 3 classes, 4 steps. */
class SequenceTraceTest {
  private static final int STEPS = 4;
  private static final int CLASSES = 3;

  private static ToySequence network(Reduction loss) {
    return ToySequence.of(4, CLASSES, STEPS, 2, loss);
  }

  private static SampleMean measure(ToySequence network, Estimator estimator, int rows) {
    TraceRequest request = new TraceRequest(List.of(estimator), 1, 1);
    TraceSums sums = new TraceSums(request.estimators(), 0);
    TraceMeter meter = new TraceMeter(request, STEPS, CLASSES);
    for (int row = 0; row < rows; row++) {
      meter.measure(network.batch(row), sums);
    }
    return sums.all(estimator);
  }

  /** E |sum_t g_t(y_t)|^2 over all sequences of labels, by counting them all. */
  private static double byCounting(ToySequence network) {
    double sum = 0;
    double[][] p = network.predict();
    for (int sequence = 0; sequence < Math.pow(CLASSES, STEPS); sequence++) {
      double probability = 1;
      double[][] errors = network.predict();
      int rest = sequence;
      for (int t = 0; t < STEPS; t++) {
        probability *= p[t][rest % CLASSES];
        errors[t][rest % CLASSES] -= 1;
        rest /= CLASSES;
      }
      sum += probability * network.explicitNorm(errors);
    }
    return sum;
  }

  @Test
  void theNormOfATrialIsThatOfItsGramMatrices() {
    ToySequence network = ToySequence.of(6, 5, 30, 3, Reduction.SUM);
    double[][] errors = network.predict();
    for (int t = 0; t < 30; t++) {
      errors[t][t % 5] -= 1;
    }
    double expected = network.explicitNorm(errors);
    assertThat(network.gramNorm(errors)).isCloseTo(expected, within(1e-12 * expected));
  }

  @Test
  void stepByStepIsTheSameAsAllLabelsAtOnce() {
    ToySequence network = network(Reduction.SUM);
    assertThat(measure(network, Estimator.EXACT, 1).mean())
        .isCloseTo(byCounting(network), within(1e-13));
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "EXACT")
  void drawsOfAllStepsAtOnceHaveTheRightMean(Estimator estimator) {
    ToySequence network = network(Reduction.MEAN);
    SampleMean found = measure(network, estimator, 20_000);
    assertThat(found.mean()).isCloseTo(byCounting(network), within(3.5 * found.standardError()));
    assertThat(found.standardError()).isLessThan(0.01 * found.mean());
  }

  @Test
  void theSumOverStepsHasTheirSquareTimesTheTraceOfTheMean() {
    double mean = measure(network(Reduction.MEAN), Estimator.EXACT, 1).mean();
    double sum = measure(network(Reduction.SUM), Estimator.EXACT, 1).mean();
    assertThat(sum).isCloseTo(Reduction.SUM.traceFactor(STEPS) * mean, within(1e-12 * sum));
    assertThat(Reduction.SUM.traceFactor(STEPS)).isEqualTo(16);
    assertThat(Reduction.MEAN.traceFactor(STEPS)).isEqualTo(1);
  }
}
