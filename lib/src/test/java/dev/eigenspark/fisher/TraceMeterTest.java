package dev.eigenspark.fisher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.eigenspark.SampleMean;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TraceMeterTest {
  private static final ToyNetwork NETWORK = ToyNetwork.of(3, 4, 5);
  private static final double[][] INPUTS = NETWORK.inputs(6);
  private static final int[] LABELS = {0, 1, 2, 3, 4, 0};

  private static TraceSums measure(
      ToyNetwork network, double[][] inputs, int[] labels, TraceRequest request) {
    TraceSums sums = new TraceSums(request.estimators(), network.classes());
    new TraceMeter(request, 1, network.classes()).measure(network.batch(inputs, labels, 0), sums);
    return sums;
  }

  private static double exact(ToyNetwork network, double[][] inputs, int... labels) {
    TraceRequest request = new TraceRequest(List.of(Estimator.EXACT), 1, 1);
    return measure(network, inputs, labels, request).all(Estimator.EXACT).mean();
  }

  @Test
  void softmaxRegressionHasAClosedForm() {
    // (1 - sum p^2) (|x|^2 + 1) = (1 - 1/3) (5 + 1)
    ToyNetwork zero = ToyNetwork.of(2, 3).at(new double[9]);
    assertThat(exact(zero, new double[][] {{1, 2}}, 0)).isCloseTo(4.0, within(1e-15));
    ToyNetwork other = ToyNetwork.of(2, 3);
    double[] x = {0.3, -1.7};
    double same = 1 - ToyNetwork.squaredNorm(other.predict(x));
    assertThat(exact(other, new double[][] {x}, 0))
        .isCloseTo(same * (ToyNetwork.squaredNorm(x) + 1), within(1e-14));
  }

  @Test
  void exactIsTheTraceOfTheMatrix() {
    assertThat(exact(NETWORK, INPUTS, LABELS)).isCloseTo(NETWORK.trace(INPUTS), within(1e-14));
  }

  @Test
  void oneHiddenLayerNeedsNoGradientOfTheParameters() {
    // |g_k|^2 = |dz|^2 (|a|^2 + 1) + |da|^2 (|x|^2 + 1), with numbers of the read-out behind those
    // of the hidden layer.
    double sum = 0;
    for (double[] x : INPUTS) {
      double[] p = NETWORK.predict(x);
      for (int k = 0; k < p.length; k++) {
        double[] g = NETWORK.lossGradient(x, k);
        double[] da = {g[12], g[13], g[14], g[15]};
        double[] dz = Arrays.copyOfRange(g, 36, 41);
        double[] a = new double[4];
        for (int j = 0; j < 4; j++) {
          a[j] = g[16 + j] / dz[0];
        }
        sum +=
            p[k]
                * (ToyNetwork.squaredNorm(dz) * (ToyNetwork.squaredNorm(a) + 1)
                    + ToyNetwork.squaredNorm(da) * (ToyNetwork.squaredNorm(x) + 1));
      }
    }
    assertThat(exact(NETWORK, INPUTS, LABELS)).isCloseTo(sum / INPUTS.length, within(1e-13));
  }

  @Test
  void gradientsOfTheNetworksOwnLabelsCancel() {
    for (double[] x : INPUTS) {
      double[] p = NETWORK.predict(x);
      double[] mean = new double[NETWORK.parameters().length];
      for (int k = 0; k < p.length; k++) {
        double[] g = NETWORK.lossGradient(x, k);
        for (int i = 0; i < g.length; i++) {
          mean[i] += p[k] * g[i];
        }
      }
      assertThat(Math.sqrt(ToyNetwork.squaredNorm(mean))).isLessThan(1e-15);
    }
  }

  @Test
  void labelsOfTheDataAndAConstantOfAllLogitsChangeNothing() {
    double expected = exact(NETWORK, INPUTS, LABELS);
    assertThat(exact(NETWORK, INPUTS, 4, 4, 4, 4, 4, 4)).isEqualTo(expected);
    double[] shifted = NETWORK.parameters().clone();
    for (int k = 36; k < 41; k++) {
      shifted[k] += 3;
    }
    assertThat(exact(NETWORK.at(shifted), INPUTS, LABELS)).isCloseTo(expected, within(1e-13));
  }

  @Test
  void trialsThatAreThereTwiceChangeNothing() {
    double[][] twice = new double[12][];
    for (int i = 0; i < 12; i++) {
      twice[i] = INPUTS[i % 6];
    }
    assertThat(exact(NETWORK, twice, new int[12]))
        .isCloseTo(exact(NETWORK, INPUTS, LABELS), within(1e-14));
  }

  @ParameterizedTest
  @EnumSource
  void estimatorsAgreeWithinTheirErrors(Estimator estimator) {
    double expected = NETWORK.trace(INPUTS);
    TraceRequest request = new TraceRequest(List.of(estimator), 1, 3);
    TraceSums sums = new TraceSums(request.estimators(), NETWORK.classes());
    TraceMeter meter = new TraceMeter(request, 1, NETWORK.classes());
    int batches = 4000;
    for (int i = 0; i < batches; i++) {
      meter.measure(NETWORK.batch(INPUTS, LABELS, 6L * i), sums);
    }
    SampleMean found = sums.all(estimator);
    assertThat(found.count()).isEqualTo(estimator == Estimator.BATCH ? batches : 6 * batches);
    // Trials here are six inputs again and again, so all but the labels' part of the error is none.
    assertThat(found.mean()).isCloseTo(expected, within(3.5 * found.standardError() + 1e-12));
    assertThat(found.standardError() / expected).isLessThan(0.015);
  }

  @Test
  void drawsAreAveraged() {
    TraceRequest once = new TraceRequest(List.of(Estimator.MC), 1, 3);
    TraceRequest often = new TraceRequest(List.of(Estimator.MC, Estimator.LOGIT), 3000, 3);
    TraceSums many = measure(NETWORK, INPUTS, LABELS, often);
    double expected = NETWORK.trace(INPUTS);
    assertThat(many.all(Estimator.MC).count()).isEqualTo(6);
    assertThat(many.all(Estimator.MC).mean()).isCloseTo(expected, within(0.03 * expected));
    assertThat(many.all(Estimator.LOGIT).mean()).isCloseTo(expected, within(0.03 * expected));
    assertThat(measure(NETWORK, INPUTS, LABELS, once).all(Estimator.MC).mean())
        .isNotCloseTo(expected, within(0.03 * expected));
  }

  @Test
  void classesAddUpToAll() {
    TraceRequest request = new TraceRequest(List.of(Estimator.MC), 1, 3);
    TraceSums sums = measure(NETWORK, INPUTS, LABELS, request);
    double sum = 0;
    for (int k = 0; k < NETWORK.classes(); k++) {
      assertThat(sums.of(Estimator.MC, k).count()).isEqualTo(k == 0 ? 2 : 1);
      sum += sums.of(Estimator.MC, k).sum();
    }
    assertThat(sum).isCloseTo(sums.all(Estimator.MC).sum(), within(1e-14 * sum));
  }

  @Test
  void theErrorIsThatOfAMean() {
    SampleMean moments = SampleMean.NONE.plus(1).plus(2).plus(SampleMean.NONE.plus(6));
    assertThat(moments.mean()).isEqualTo(3);
    assertThat(moments.standardError()).isCloseTo(Math.sqrt(7.0 / 3), within(1e-15));
    assertThat(moments.times(2).standardError()).isCloseTo(2 * Math.sqrt(7.0 / 3), within(1e-14));
    assertThat(SampleMean.NONE.plus(5).standardError()).isNaN();
  }
}
