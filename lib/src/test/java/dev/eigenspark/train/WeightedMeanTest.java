package dev.eigenspark.train;

import static dev.eigenspark.train.OuterRounds.result;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class WeightedMeanTest {

  @Test
  void weighsByExamples() {
    List<WorkerResult> results = List.of(result(0, 30, 1f, -2f), result(1, 10, 5f, 2f));
    assertThat(WeightedMean.of(results, TrainingState::parameters)).containsExactly(2f, -1f);
  }

  @Test
  void oneWorkerComesBackExactly() {
    float[] values = {1e-38f, 0.1f, -3.3333333f, 1e30f};
    List<WorkerResult> results = List.of(result(0, 12_347, values));
    assertThat(WeightedMean.of(results, TrainingState::parameters)).containsExactly(values);
  }

  @Test
  void agreesWithAPlainDoubleMeanForAnyNumberOfWorkers() {
    for (int workers = 1; workers <= 9; workers++) {
      List<WorkerResult> results = new ArrayList<>();
      double sum = 0;
      double weight = 0;
      for (int k = 0; k < workers; k++) {
        float value = (float) Math.sin(k + 1);
        results.add(result(k, k + 1, value));
        sum += (k + 1) * (double) value;
        weight += k + 1;
      }
      assertThat(WeightedMean.of(results, TrainingState::parameters)[0])
          .isEqualTo((float) (sum / weight));
    }
  }

  @Test
  void anEmptyVectorHasAnEmptyMean() {
    assertThat(WeightedMean.of(List.of(result(0, 1), result(1, 2)), TrainingState::parameters))
        .isEmpty();
  }

  @Test
  void unequalWeightsAreOfUseInDoubleToo() {
    double[][] vectors = {{1, 1e-17}, {1, 3e-17}, {4, 0}};
    assertThat(WeightedMean.of(new long[] {2, 1, 3}, vectors))
        .containsExactly(new double[] {2.5, 5e-17 / 6}, within(1e-30));
  }

  @Test
  void longVectorsAreSummedAlongTheSameTree() {
    int length = 10_001;
    List<WorkerResult> results = new ArrayList<>();
    for (int k = 0; k < 5; k++) {
      float[] values = new float[length];
      for (int i = 0; i < length; i++) {
        values[i] = (float) (Math.sin(i + 7.0 * k) * Math.pow(10, (i + 3 * k) % 17 - 8));
      }
      results.add(result(k, 2 * k + 1, values));
    }
    float[] mean = WeightedMean.of(results, TrainingState::parameters);
    assertThat(mean).hasSize(length);
    for (int i = 0; i < length; i++) {
      double left = term(results, 0, i) + term(results, 1, i);
      double right = term(results, 2, i) + (term(results, 3, i) + term(results, 4, i));
      assertThat(mean[i]).as("element %d", i).isEqualTo((float) ((left + right) / 25));
    }
  }

  private static double term(List<WorkerResult> results, int worker, int i) {
    WorkerResult result = results.get(worker);
    return result.examples() * (double) result.state().parameters()[i];
  }
}
