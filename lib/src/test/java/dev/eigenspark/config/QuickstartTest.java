package dev.eigenspark.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The first file that a newcomer runs. */
class QuickstartTest {
  private final Experiment quickstart =
      Experiment.load(Path.of("../conf/experiments/quickstart.conf"), List.of());

  @Test
  void trainsOnTwoWorkersThatMeetInEqualRounds() {
    TrainOptions train = quickstart.train();

    assertThat(train.workers()).isEqualTo(2);
    assertThat(train.steps() % train.averaging().every()).isZero();
    assertThat(quickstart.model()).isEqualTo("rnn-orth");
    assertThat(quickstart.analyses()).containsExactly("spectra");
  }

  @Test
  void seesEachTrialAtMostOnce() {
    TrainOptions train = quickstart.train();

    assertThat(train.steps() * train.workers() * train.batch())
        .isLessThanOrEqualTo(quickstart.data().rows().train());
  }
}
