package dev.eigenspark.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.ConfigFactory;
import dev.eigenspark.Failure;
import dev.eigenspark.config.TrainOptions.Averaging.Inner;
import dev.eigenspark.config.TrainOptions.Averaging.Master;
import dev.eigenspark.config.TrainOptions.Averaging.Outer;
import dev.eigenspark.config.TrainOptions.Optimizer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TrainOptionsTest {
  private static TrainOptions train(String body) {
    return Section.of(ConfigFactory.parseString("train {" + body + "}"), "train")
        .read(TrainOptions.class);
  }

  @Test
  void hasADefaultForAllButTheLength() {
    TrainOptions options = train("steps = 5");

    assertThat(options.optimizer()).isEqualTo(Optimizer.RMSPROP);
    assertThat(options.averaging())
        .isEqualTo(
            new TrainOptions.Averaging(
                20, 0, Outer.AVERAGE, -1, -1, 0.9, Inner.AVERAGE, Master.EIGENSPARK));
  }

  @ParameterizedTest
  @CsvSource({"momentum, 1, 0.5", "nesterov, 0.7, 0.9"})
  void anOuterOptimizerHasItsUsualValues(String outer, double lr, double momentum) {
    TrainOptions.Averaging averaging = train("steps = 5, averaging.outer = " + outer).averaging();
    assertThat(averaging.outerLr()).isEqualTo(lr);
    assertThat(averaging.outerMomentum()).isEqualTo(momentum);
  }

  @Test
  void anOuterOptimizerCanBeWithoutMomentum() {
    String settings = "outer = nesterov, outerLr = 2, outerMomentum = 0";
    TrainOptions.Averaging averaging = train("steps = 5, averaging {" + settings + "}").averaging();
    assertThat(averaging.outerLr()).isEqualTo(2);
    assertThat(averaging.outerMomentum()).isZero();
  }

  @Test
  void takesAFractionOfAnEpoch() {
    assertThat(train("epochs = 0.5").epochs()).isEqualTo(0.5);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "steps = 0                      | train.steps = 0 and epochs = 0.0: set exactly one of them",
        "steps = 3, epochs = 1          | train.steps = 3 and epochs = 1.0: set exactly one of them",
        "steps = 3, epochs = -1         | train.epochs = -1.0 must be at least 0",
        "steps = -1                     | train.steps = -1 must be at least 0",
        "steps = 3, batch = 0           | train.batch = 0 must be at least 1",
        "steps = 3, lr = 0              | train.lr = 0.0 must be greater than 0",
        "steps = 3, smoothing = 1       | train.smoothing = 1.0 must be in [0, 1)",
        "steps = 3, beta1 = -0.1        | train.beta1 = -0.1 must be in [0, 1)",
        "steps = 3, beta2 = 1           | train.beta2 = 1.0 must be in [0, 1)",
        "steps = 3, epsilon = 0         | train.epsilon = 0.0 must be greater than 0",
        "steps = 3, clip = -1           | train.clip = -1.0 must be at least 0",
        "steps = 3, workers = 0         | train.workers = 0 must be at least 1",
        "steps = 3, averaging.every = -1 | train.averaging.every = -1 must be at least 0",
        "steps = 3, averaging.outerLr = 0 | train.averaging.outerLr = 0.0 must be greater than 0",
        "steps = 3, averaging.outerMomentum = 1 | outerMomentum = 1.0 must be in [0, 1)",
        "steps = 3, averaging.outerMomentum = -0.5 | outerMomentum = -0.5 must be in [0, 1)",
        "steps = 3, averaging.elasticity = 0 | train.averaging.elasticity = 0.0 must be in (0, 1]",
        "steps = 3, averaging.elasticity = 1.1 | averaging.elasticity = 1.1 must be in (0, 1]",
        "steps = 3, averaging { outer = elastic, master = dl4j } | train.averaging.outer = elastic"
            + " needs master = eigenspark",
        "steps = 3, checkpointEvery=-1  | train.checkpointEvery = -1 must be at least 0",
        "steps = 3, gpus=-1             | train.gpus = -1 must be at least 0",
        "steps = 3, evalEvery=-1        | train.evalEvery = -1 must be at least 0",
        "steps = 3, evalBatch = 0       | train.evalBatch = 0 must be at least 1",
      })
  void refusesValuesOutOfRange(String body, String message) {
    assertThatThrownBy(() -> train(body)).isInstanceOf(Failure.class).hasMessageContaining(message);
  }
}
